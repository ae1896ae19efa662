import type { Line } from './lines.ts';

type Edges = { readonly left: number; readonly right: number; readonly drop: number };

/** For each line of a column: whether a paragraph begins with it (the first always does). */
export function paragraphStarts(lines: readonly Line[]): boolean[] {
  const edges = edgesOf(lines);
  const starts: boolean[] = [];
  let first = lines[0];
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    const starting = !previous || isBreak(previous, line, first!, edges);
    if (starting) first = line;
    starts.push(starting);
  });
  return starts;
}

/** Whether a text goes on from the end of one column to the start of the next. */
export function flowsOn(last: Line, next: Line): boolean {
  const sizes = Math.abs(last.size - next.size) < 0.08 * last.size;
  return sizes && !endsSentence(last) && /^\p{Ll}/u.test(textAt(next, 0));
}

function edgesOf(lines: readonly Line[]): Edges {
  const drops = lines.slice(1).map((line, i) => (lines[i]!.base - line.base) / line.size);
  return {
    left: quantile(
      lines.map((line) => line.left),
      0.05,
    ),
    right: quantile(
      lines.map((line) => line.right),
      0.9,
    ),
    drop: quantile(
      drops.filter((drop) => drop > 0.8),
      0.4,
    ),
  };
}

function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 1.2;
}

function isBreak(previous: Line, line: Line, first: Line, edges: Edges): boolean {
  const size = Math.max(previous.size, line.size);
  const drop = (previous.base - line.base) / size;
  if (drop > edges.drop + 0.35) return true;
  if (Math.abs(previous.size - line.size) > 0.1 * size) return true;
  return breaksByIndent(previous, line, first, edges) || breaksByEnd(previous, line, edges);
}

function breaksByIndent(previous: Line, line: Line, first: Line, edges: Edges): boolean {
  const isIndented = (l: Line) => l.left > edges.left + 0.8 * l.size;
  const isHanging = first !== previous && isIndented(previous) && !isIndented(first);
  if (isHanging && !isIndented(line)) return true;
  if (!isIndented(line) || line.left < previous.left + 0.8 * line.size) return false;
  return endsSentence(previous) || previous.right < edges.right - 2 * previous.size;
}

function breaksByEnd(previous: Line, line: Line, edges: Edges): boolean {
  const start = textAt(line, 0) + textAt(line, 1);
  if (/^[•▪◦‣]/u.test(start)) return true;
  const isShort = previous.right < edges.right - 0.25 * (edges.right - edges.left);
  if (/^\[\d/u.test(start) && endsSentence(previous)) return true;
  return isShort && endsSentence(previous) && !/^\p{Ll}/u.test(start);
}

function endsSentence(line: Line): boolean {
  return /[.!?:。！？][)\]”’"']*$/u.test(textAt(line, -2) + textAt(line, -1));
}

function textAt(line: Line, index: number): string {
  return line.marks.at(index)?.text ?? '';
}
