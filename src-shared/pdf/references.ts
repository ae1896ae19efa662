import type { PageText, TextLine } from './types.ts';

/** An entry of a list of references, or the paragraph that stands where a link leads to. */
export type Passage = {
  readonly text: string;
  /** How its end was found: by the next number, by the hanging indent, by the paragraph's end. */
  readonly kind: 'numbered' | 'hanging' | 'paragraph';
};

/** Longer entries are none; points that a line may lie over or under the place of a link. */
const MOST_LINES = 16;
const OVER = 4;
const TOUCH = 0.5;
const UNDER = 40;
/** Points within which lines begin at the same place, and how far left of its words a link leads. */
const SAME = 2.5;
const LEFT_OF = 40;

const NUMBER = /^(?:\[[^\]\s][^\]]{0,30}\]|\(\d{1,4}\)|\d{1,4}\.)(?=\s|\p{Lu})/u;

/**
 * The entry that begins at a place of a page (user space; `left` null where only the height is
 * known), up to the next one's beginning or the page's end; null where no words stand there. Of the
 * entries around the place the one is meant that bears the `number` which the link stands on.
 */
export function passageAt(
  page: PageText,
  top: number,
  left: number | null,
  number = '',
): Passage | null {
  const near = lineAtPlace(page, top, left);
  if (near < 0) return null;
  const first = numbered(page, near, number);
  const { end, kind } = endOf(page, first);
  const { lines } = page;
  const text = page.text.slice(lines[first]!.start, lines[end - 1]!.end);
  return { text: text.replace(/\s+/g, ' ').trim(), kind };
}

/** Whether a passage reads like an entry of a list of references: it names a year. */
export function isReference({ text, kind }: Passage): boolean {
  return kind !== 'paragraph' && /\b(?:1[6-9]|20)\d\d[a-z]?\b/.test(text);
}

/**
 * The highest of the lines just below a place, of several the leftmost; -1 where there is none. In
 * lists that are set close the line before reaches down to the place, and counts only where no other
 * line begins there.
 */
function lineAtPlace(page: PageText, top: number, left: number | null): number {
  const under = highest(page, { from: top + TOUCH, to: top - UNDER, left });
  const line = page.lines[under];
  const isNear = line !== undefined && top - line.box[3] < line.box[3] - line.box[1];
  if (isNear) return under;
  return highest(page, { from: top + OVER, to: top - UNDER, left });
}

/** The line at a place or a few lines from it that begins with a number; the one at the place else. */
function numbered(page: PageText, near: number, number: string): number {
  const { lines } = page;
  const around = [0, 1, 2, 3, -1, -2].map((step) => near + step);
  const isMeant = (index: number): boolean => {
    const line = lines[index];
    if (!line || line.column !== lines[near]!.column) return false;
    return NUMBER.exec(textOf(page, line))?.[0].replace(/^[[(]|[\]).]$/g, '') === number;
  };
  return around.find(isMeant) ?? near;
}

type Band = { readonly from: number; readonly to: number; readonly left: number | null };

/** The highest of the lines whose middles lie in a band, of several the leftmost; -1 for none. */
function highest({ lines }: PageText, { from, to, left }: Band): number {
  let best = -1;
  for (const [index, line] of lines.entries()) {
    if (line.angle !== 0 || line.end <= line.start) continue;
    const [x1, y1, x2, y2] = line.box;
    const middle = (y1 + y2) / 2;
    if (middle > from || middle < to) continue;
    if (left !== null && (x2 < left || x1 > left + 2 * LEFT_OF + 30)) continue;
    const other = lines[best];
    if (!other || isBefore(line, other)) best = index;
  }
  return best;
}

function isBefore({ box }: TextLine, { box: other }: TextLine): boolean {
  const height = Math.min(box[3] - box[1], other[3] - other[1]);
  const rise = (box[1] + box[3] - other[1] - other[3]) / 2;
  return Math.abs(rise) < height / 2 ? box[0] < other[0] : rise > 0;
}

function endOf(page: PageText, first: number): { end: number; kind: Passage['kind'] } {
  const { lines } = page;
  const start = lines[first]!;
  const last = Math.min(lines.length, first + MOST_LINES);
  const next = lines[first + 1];
  const isNumbered = NUMBER.test(textOf(page, start));
  const hangs = next !== undefined && isIndented(page, start, next);
  const kind = isNumbered ? 'numbered' : hangs ? 'hanging' : 'paragraph';
  for (let index = first + 1; index < last; index++) {
    if (ends(page, { start, before: lines[index - 1]!, line: lines[index]! }, kind)) {
      return { end: index, kind };
    }
  }
  return { end: last, kind };
}

type Step = { readonly start: TextLine; readonly before: TextLine; readonly line: TextLine };

/** Whether a line is no longer of the entry. */
function ends(page: PageText, { start, before, line }: Step, kind: Passage['kind']): boolean {
  if (line.angle !== 0 || sizeDiffers(start, line)) return true;
  if (kind === 'paragraph') return line.paragraph !== start.paragraph;
  if (kind === 'numbered' && NUMBER.test(textOf(page, line))) return true;
  if (kind === 'hanging' && !isIndented(page, start, line)) return true;
  if (line.column !== before.column) return false;
  const height = before.box[3] - before.box[1];
  return before.box[1] - line.box[3] > 1.2 * height;
}

/** Whether a line stands to the right of where entries begin in its column. */
function isIndented(page: PageText, start: TextLine, line: TextLine): boolean {
  const edge = line.column === start.column ? start.box[0] : edgeOf(page, line);
  return line.box[0] > edge + SAME;
}

/** Where the outermost lines of a line's column begin. */
function edgeOf({ lines }: PageText, { column }: TextLine): number {
  const inside = lines.filter((line) => line.column === column && line.angle === 0);
  return Math.min(...inside.map(({ box }) => box[0]));
}

/** A heading or a page's foot is set in another size. */
function sizeDiffers({ box }: TextLine, { box: other }: TextLine): boolean {
  const share = (other[3] - other[1]) / (box[3] - box[1]);
  return share > 1.35 || share < 0.6;
}

function textOf({ text }: PageText, { start, end }: TextLine): string {
  return text.slice(start, end).trim();
}
