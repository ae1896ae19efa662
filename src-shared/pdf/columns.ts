import { bottomOf, type Run, sharedHeight, topOf } from './runs.ts';
import { cutAtBlanks, textRows } from './text-rows.ts';

/** Part of a page between two cuts: one stretch of text, or two side by side. */
type Part = { readonly kind: 'one'; readonly runs: Run[] } | Sides;
type Sides = { readonly kind: 'two'; readonly left: Run[]; readonly right: Run[] };

/** Splits deeper than author lists in three or four columns only take figures to pieces. */
const deepest = 4;
/** A column of text is at least this many font sizes wide; cells of tables seldom are. */
const narrowestText = 8;
/** A blank strip of this many font sizes may part a heading block from the columns below it. */
const blankStrip = 1.1;

/**
 * Columns in reading order. A gutter is looked for that keeps most text on either side; lines
 * across it (title, wide captions) cut the page into parts, each read left column first. Both sides
 * must look like columns of text, so that tables and equations are read by their rows.
 * `extent`: bottom and top of the page in the same frame, for headers and footers.
 */
export function columnsOf(runs: readonly Run[], extent: readonly [number, number]): Run[][] {
  const { header, body, footer } = takeMargins(runs, extent);
  return [header, ...split(body, 0), footer].filter((column) => column.length > 0);
}

function split(runs: Run[], depth: number): Run[][] {
  if (runs.length < 4 || depth >= deepest) return [runs];
  const em = typicalSize(runs);
  const gutter = findGutter(runs, em);
  if (gutter === undefined) return [runs];
  const parts = partsAt(runs, gutter, em);
  if (parts.length === 1 && parts[0]!.kind === 'one') return [runs];
  return parts.flatMap((part) =>
    part.kind === 'one'
      ? split(part.runs, depth + 1)
      : [...split(part.left, depth + 1), ...split(part.right, depth + 1)],
  );
}

/** The size of most of the text. */
export function typicalSize(
  runs: readonly { left: number; right: number; size: number }[],
): number {
  const widths = new Map<number, number>();
  for (const run of runs) {
    const size = Math.round(run.size * 4) / 4;
    widths.set(size, (widths.get(size) ?? 0) + run.right - run.left);
  }
  let best: [number, number] = [runs[0]?.size ?? 1, -1];
  for (const entry of widths) if (entry[1] > best[1]) best = entry;
  return best[0] || 1;
}

/** The place between left and right with most text on both sides, little across. */
function findGutter(runs: readonly Run[], em: number): number | undefined {
  const byRight = [...runs].sort((a, b) => a.right - b.right);
  const byLeft = [...runs].sort((a, b) => b.left - a.left);
  const total = widthOf(runs);
  let best: { score: number; at: number } | undefined;
  let right = widthOf(runs);
  let left = 0;
  // Walks the right ends upwards; `next` counts the runs that begin far enough behind.
  let next = byLeft.length;
  for (const run of byRight) {
    left += run.right - run.left;
    while (next > 0 && byLeft[next - 1]!.left < run.right + 0.6 * em) {
      next--;
      right -= byLeft[next]!.right - byLeft[next]!.left;
    }
    if (next === 0) break;
    const score = Math.min(left, right) - 0.05 * (total - left - right);
    if (right > 0 && (!best || score > best.score + 1e-6)) {
      best = { score, at: (run.right + byLeft[next - 1]!.left) / 2 };
    }
  }
  return best?.at;
}

function widthOf(runs: readonly Run[]): number {
  let width = 0;
  for (const run of runs) width += run.right - run.left;
  return width;
}

function partsAt(runs: Run[], gutter: number, em: number): Part[] {
  const across = runsAcross(runs, gutter, em);
  const bands: { across: boolean; runs: Run[] }[] = [];
  for (const run of [...runs].sort((a, b) => topOf(b) + bottomOf(b) - topOf(a) - bottomOf(a))) {
    const last = bands[bands.length - 1];
    if (last && last.across === across.has(run)) last.runs.push(run);
    else bands.push({ across: across.has(run), runs: [run] });
  }
  return mergeParts(
    bands.flatMap((band): Part[] =>
      band.across ? [{ kind: 'one', runs: band.runs }] : sidesOf(band.runs, gutter, em),
    ),
  );
}

/** Runs that cross the gutter, with what stands beside them. */
function runsAcross(runs: readonly Run[], gutter: number, em: number): Set<Run> {
  const crossing = runs.filter((run) => run.left < gutter - em && run.right > gutter + em);
  const edge = Math.max(...runs.map((run) => run.right));
  const across = new Set<Run>();
  for (const run of crossing) {
    const beside = runs.filter((other) => other !== run && sharedHeight(run, other) > 0.5);
    if (isOverfull(run, beside, gutter, edge)) continue;
    across.add(run);
    for (const other of beside) across.add(other);
  }
  return across;
}

/** A line that juts out of the left column a little while the right column has a line there too. */
function isOverfull(run: Run, beside: readonly Run[], gutter: number, edge: number): boolean {
  const column = edge - gutter;
  if (run.right - gutter > 0.3 * column) return false;
  return beside.some((o) => o.left >= run.right - 0.3 * o.size && o.right - o.left > 0.3 * column);
}

function sidesOf(band: Run[], gutter: number, em: number): Part[] {
  return strips(band, em, gutter).flatMap((runs): Part[] => {
    const left = runs.filter((run) => run.left + run.right < 2 * gutter);
    const right = runs.filter((run) => run.left + run.right >= 2 * gutter);
    if (!areColumns(left, right, em)) return [{ kind: 'one', runs }];
    const rows = textRows({ left, right }, em) ?? [{ left, right }];
    return rows.map((row) => ({ kind: 'two', ...row }));
  });
}

/** Cuts a band at blank strips where the text above and below does not share its columns' edges. */
function strips(band: Run[], em: number, gutter: number): Run[][] {
  const pieces = cutAtBlanks(band, blankStrip * em);
  if (pieces.length < 2) return pieces;
  const edges = [leftEdge(band, gutter, false, em), leftEdge(band, gutter, true, em)] as const;
  const joined: { aligned: boolean; runs: Run[] }[] = [];
  for (const runs of pieces) {
    const aligned = sharesEdges(runs, edges, gutter, em);
    const last = joined[joined.length - 1];
    if (last?.aligned && aligned) last.runs.push(...runs);
    else joined.push({ aligned, runs });
  }
  return joined.map(({ runs }) => runs);
}

function isRight(run: Run, gutter: number): boolean {
  return run.left + run.right >= 2 * gutter;
}

/** Where most lines of a side begin. */
function leftEdge(runs: readonly Run[], gutter: number, right: boolean, em: number): number {
  const widths = new Map<number, number>();
  for (const run of runs) {
    if (isRight(run, gutter) !== right) continue;
    const place = Math.round(run.left / em);
    widths.set(place, (widths.get(place) ?? 0) + run.right - run.left);
  }
  let best: [number, number] = [0, -1];
  for (const entry of widths) if (entry[1] > best[1]) best = entry;
  return best[0] * em;
}

function sharesEdges(
  runs: readonly Run[],
  [left, right]: readonly [number, number],
  gutter: number,
  em: number,
): boolean {
  const onRight = runs.filter((run) => isRight(run, gutter)).length;
  // A column that goes on beside nothing is still that column.
  if (onRight === 0 || onRight === runs.length) return true;
  const aligned = runs.filter(
    (run) => Math.abs(run.left - (isRight(run, gutter) ? right : left)) < 1.6 * em,
  );
  return widthOf(aligned) >= 0.4 * widthOf(runs);
}

function areColumns(left: readonly Run[], right: readonly Run[], em: number): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const texts = Number(isText(left, em)) + Number(isText(right, em));
  if (texts === 2) return true;
  return texts === 1 && isWide(left, em) && isWide(right, em) && !areRows(left, right);
}

function spanOf(runs: readonly Run[]): number {
  let [low, high] = [Infinity, -Infinity];
  for (const run of runs) {
    low = Math.min(low, run.left);
    high = Math.max(high, run.right);
  }
  return high - low;
}

function isWide(runs: readonly Run[], em: number): boolean {
  return spanOf(runs) >= narrowestText * em;
}

/** Whether most of the words stand in lines about as wide as the column. */
function isText(runs: readonly Run[], em: number): boolean {
  const span = spanOf(runs);
  if (span < narrowestText * em) return false;
  const long = runs.filter((run) => run.right - run.left >= 0.45 * span);
  return widthOf(long) >= 0.6 * widthOf(runs);
}

/** Whether both sides stand on the same baselines, as the cells of a table do. */
function areRows(left: readonly Run[], right: readonly Run[]): boolean {
  const [few, many] = left.length < right.length ? [left, right] : [right, left];
  const level = few.filter((a) => many.some((b) => Math.abs(a.base - b.base) < 0.1 * a.size));
  return level.length >= 0.6 * few.length;
}

function mergeParts(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (last?.kind === 'one' && part.kind === 'one') last.runs.push(...part.runs);
    else merged.push(part);
  }
  return merged;
}

/** Running head and page number: the first and last row when they stand apart in the margin. */
function takeMargins(runs: readonly Run[], [low, high]: readonly [number, number]) {
  const em = typicalSize(runs);
  const pieces = cutAtBlanks(runs, 0.6 * em);
  const margin = 0.085 * (high - low);
  const isRow = (piece: Run[] | undefined) =>
    !!piece && piece.every((run) => Math.abs(run.base - piece[0]!.base) < 0.6 * em);
  const header =
    pieces.length > 1 && isRow(pieces[0]) && bottomOf(pieces[0]![0]!) > high - margin
      ? pieces.shift()!
      : [];
  const last = pieces[pieces.length - 1];
  const footer =
    pieces.length > 1 && isRow(last) && topOf(last![0]!) < low + margin ? pieces.pop()! : [];
  return { header, body: pieces.flat(), footer };
}
