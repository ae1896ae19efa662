import { extentAt, isRightToLeft, lineIndexAt } from './lookup.ts';
import type { PageText, Point, Rect, TextLine } from './types.ts';

/** Offsets into a page's text, end exclusive. */
export type OffsetRange = { readonly start: number; readonly end: number };

type Column = { readonly box: Rect; readonly lines: readonly TextLine[] };

const columnsOfPage = new WeakMap<PageText, Column[]>();

/** The columns of a page with their boxes, in reading order. */
export function columnBoxes(page: PageText): Column[] {
  let columns = columnsOfPage.get(page);
  if (!columns) {
    const groups = Map.groupBy(page.lines, (line) => line.column);
    columns = [...groups.values()].map((lines) => ({ lines, box: around(lines) }));
    columnsOfPage.set(page, columns);
  }
  return columns;
}

function around(lines: readonly TextLine[]): Rect {
  return [
    Math.min(...lines.map(({ box }) => box[0])),
    Math.min(...lines.map(({ box }) => box[1])),
    Math.max(...lines.map(({ box }) => box[2])),
    Math.max(...lines.map(({ box }) => box[3])),
  ];
}

/**
 * The caret offset nearest to a point in user space, from blank space too: within the nearest
 * column, so that a point beside a short line never reaches into the next column. 0 without text.
 */
export function offsetAt(page: PageText, p: Point): number {
  const line = lineNear(page, p);
  return line ? offsetInLine(page, line, along(line, p)) : 0;
}

function lineNear(page: PageText, p: Point): TextLine | undefined {
  const hits = page.lines.filter((line) => contains(line.box, p, 0));
  if (hits.length > 0) return nearest(hits, (line) => Math.abs(middle(line) - across(line, p)));
  const column = nearest(columnBoxes(page), ({ box }) => distance(box, p, 2));
  return column && nearest(column.lines, (line) => lineDistance(line, p));
}

function nearest<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  let best: T | undefined;
  let least = Infinity;
  for (const item of items) {
    const value = measure(item);
    if (value < least) [best, least] = [item, value];
  }
  return best;
}

/** Distance to a box; sideways counts `weight` times. */
function distance(box: Rect, p: Point, weight: number): number {
  const dx = Math.max(box[0] - p.x, 0, p.x - box[2]);
  const dy = Math.max(box[1] - p.y, 0, p.y - box[3]);
  return Math.hypot(dx * weight, dy);
}

/** Within a column the line at the point's height counts, then how far it is along the line. */
function lineDistance(line: TextLine, p: Point): number {
  const isSteep = Math.abs(Math.sin(line.angle)) > 0.7;
  const { box } = line;
  const dx = Math.max(box[0] - p.x, 0, p.x - box[2]);
  const dy = Math.max(box[1] - p.y, 0, p.y - box[3]);
  return isSteep ? dx + dy / 1000 : dy + dx / 1000;
}

function along(line: TextLine, p: Point): number {
  return p.x * Math.cos(line.angle) + p.y * Math.sin(line.angle);
}

function across(line: TextLine, p: Point): number {
  return p.y * Math.cos(line.angle) - p.x * Math.sin(line.angle);
}

function middle(line: TextLine): number {
  const [x1, y1, x2, y2] = line.box;
  return across(line, { x: (x1 + x2) / 2, y: (y1 + y2) / 2 });
}

/** The caret offset in a line nearest to a place along it (points in the line's frame). */
export function offsetInLine(page: PageText, line: TextLine, place: number): number {
  let best = line.start;
  let least = Infinity;
  for (let offset = line.start; offset < line.end; offset++) {
    const extent = extentAt(page, line, offset);
    if (!extent) continue;
    const [low, high] = [Math.min(extent.from, extent.to), Math.max(extent.from, extent.to)];
    const gap = Math.max(low - place, 0, place - high);
    if (gap >= least) continue;
    least = gap;
    const isBehind = place >= (low + high) / 2 !== isRightToLeft(page, offset);
    best = isBehind ? endOfCharacter(page.text, offset) : startOfCharacter(page.text, offset);
  }
  return best;
}

function endOfCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xd800 && code < 0xdc00 ? offset + 2 : offset + 1;
}

function startOfCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code < 0xe000 ? offset - 1 : offset;
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The word at, or else right before, a caret; an empty range where there is none. */
export function wordAt(page: PageText, offset: number): OffsetRange {
  const { start, end } = paragraphAt(page, offset);
  const segments = words.segment(page.text.slice(start, end));
  for (const at of [offset, offset - 1]) {
    const segment = at >= start ? segments.containing(at - start) : undefined;
    if (!segment?.isWordLike) continue;
    const from = start + segment.index;
    return { start: from, end: from + segment.segment.length };
  }
  return { start: offset, end: offset };
}

/** The line that a caret stands in. */
export function lineAt(page: PageText, offset: number): OffsetRange {
  const line = page.lines[lineIndexAt(page, offset)];
  return line ? { start: line.start, end: line.end } : { start: 0, end: 0 };
}

/** The paragraph that a caret stands in. */
export function paragraphAt(page: PageText, offset: number): OffsetRange {
  const at = lineIndexAt(page, offset);
  const line = page.lines[at];
  if (!line) return { start: 0, end: 0 };
  let [first, last] = [at, at];
  while (page.lines[first - 1]?.paragraph === line.paragraph) first--;
  while (page.lines[last + 1]?.paragraph === line.paragraph) last++;
  return { start: page.lines[first]!.start, end: page.lines[last]!.end };
}

/** Whether a point in user space lies on a line of text, or within `tolerance` points of it. */
export function isOnText(page: PageText, p: Point, tolerance: number): boolean {
  return page.lines.some((line) => contains(line.box, p, tolerance));
}

function contains(box: Rect, p: Point, tolerance: number): boolean {
  return (
    p.x >= box[0] - tolerance &&
    p.x <= box[2] + tolerance &&
    p.y >= box[1] - tolerance &&
    p.y <= box[3] + tolerance
  );
}
