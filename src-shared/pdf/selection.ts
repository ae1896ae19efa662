import { columnBoxes, offsetAt, offsetInLine } from './hit.ts';
import { joinAcrossPages } from './hyphens.ts';
import { extentAt, lineIndexAt } from './lookup.ts';
import type { PageText, Point, TextLine, TextPoint, TextRange } from './types.ts';

/** Gives the text of a page (counted from 0), undefined while it is not known. */
export type PageOf = (page: number) => PageText | undefined;

/** How far a key moves the caret. */
export type CaretUnit = 'character' | 'word' | 'line' | 'page';

/** Negative when `a` stands before `b`, 0 when they are the same place. */
export function comparePoints(a: TextPoint, b: TextPoint): number {
  return a.page - b.page || a.offset - b.offset;
}

/** The range between two places, whichever comes first. */
export function rangeOf(a: TextPoint, b: TextPoint): TextRange {
  return comparePoints(a, b) <= 0 ? { start: a, end: b } : { start: b, end: a };
}

/** One page's share of a range, white space at its ends left out; never empty. */
export type RangePart = { readonly page: number; readonly start: number; readonly end: number };

/** The share of each page, in order; pages that are unknown or blank in it have none. */
export function partsOf(pageOf: PageOf, range: TextRange): RangePart[] {
  const parts: RangePart[] = [];
  for (let page = range.start.page; page <= range.end.page; page++) {
    const text = pageOf(page)?.text;
    if (text === undefined) continue;
    let start = page === range.start.page ? Math.max(0, range.start.offset) : 0;
    let end = page === range.end.page ? Math.min(text.length, range.end.offset) : text.length;
    while (start < end && isBlank(text, start)) start++;
    while (end > start && isBlank(text, end - 1)) end--;
    if (start < end) parts.push({ page, start, end });
  }
  return parts;
}

function isBlank(text: string, offset: number): boolean {
  return text[offset] === ' ' || text[offset] === '\n';
}

/** The text to copy: paragraphs on lines of their own, words broken at line or page ends whole. */
export function rangeText(pageOf: PageOf, range: TextRange): string {
  return partsOf(pageOf, range)
    .map(({ page, start, end }) => pageOf(page)!.text.slice(start, end))
    .reduce(joinAcrossPages, '');
}

/**
 * Where a key takes the caret: `direction` 1 towards the end, -1 towards the start. Lines keep the
 * distance from their column's left edge; pages keep the place on the page. Pages without text are
 * stepped over; at either end of the document, or before a page that is not known, it stays.
 */
export function moveCaret(
  pageOf: PageOf,
  pageCount: number,
  from: TextPoint,
  unit: CaretUnit,
  direction: 1 | -1,
): TextPoint {
  const page = pageOf(from.page);
  if (!page) return from;
  const next = () => nextPage(pageOf, pageCount, from.page, direction);
  if (unit === 'page') return samePlace(page, from, next(), direction);
  if (unit === 'line') return moveLine(page, from, next, direction);
  const step = unit === 'word' ? wordStep : characterStep;
  const offset = step(page.text, from.offset, direction);
  if (offset !== undefined) return { page: from.page, offset };
  const other = next();
  return other ? edgeOf(other, direction) : clamp(page, from);
}

function clamp(page: PageText, point: TextPoint): TextPoint {
  return { page: point.page, offset: Math.min(Math.max(0, point.offset), page.text.length) };
}

function nextPage(pageOf: PageOf, pageCount: number, from: number, direction: 1 | -1) {
  for (let i = from + direction; i >= 0 && i < pageCount; i += direction) {
    const page = pageOf(i);
    if (!page || page.text.length > 0) return page;
  }
  return undefined;
}

/** Start of a page when going forward, its end when going back. */
function edgeOf(page: PageText, direction: 1 | -1): TextPoint {
  return { page: page.pageIndex, offset: direction > 0 ? 0 : page.text.length };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** No character is longer; segmenting a whole page for each key would be slow. */
const window = 64;

function characterStep(text: string, offset: number, direction: 1 | -1): number | undefined {
  if (direction > 0) {
    if (offset >= text.length) return undefined;
    const [first] = graphemes.segment(text.slice(offset, offset + window));
    return offset + (first?.segment.length ?? 1);
  }
  if (offset <= 0) return undefined;
  const before = text.slice(Math.max(0, offset - window), offset);
  return offset - (graphemes.segment(before).containing(before.length - 1)?.segment.length ?? 1);
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** To the end of the next word, or the start of the one before. */
function wordStep(text: string, offset: number, direction: 1 | -1): number | undefined {
  const [from, to] = direction > 0 ? [offset, text.length] : [0, offset];
  const reach =
    direction > 0 ? text.slice(from, to).slice(0, 1000) : text.slice(from, to).slice(-1000);
  const base = direction > 0 ? from : to - reach.length;
  const found = [...words.segment(reach)].filter((segment) => segment.isWordLike);
  const segment = direction > 0 ? found[0] : found[found.length - 1];
  if (!segment) return undefined;
  return base + segment.index + (direction > 0 ? segment.segment.length : 0);
}

function moveLine(
  page: PageText,
  from: TextPoint,
  next: () => PageText | undefined,
  direction: 1 | -1,
): TextPoint {
  const index = lineIndexAt(page, from.offset);
  const line = page.lines[index];
  const inPage = page.lines[index + direction];
  const other = inPage ? page : next();
  const target = inPage ?? other?.lines.at(direction > 0 ? 0 : -1);
  if (!line || !other || !target) {
    return { page: from.page, offset: direction > 0 ? page.text.length : 0 };
  }
  const shift = columnStart(other, target) - columnStart(page, line);
  const place = placeOf(page, line, from.offset) + shift;
  return { page: other.pageIndex, offset: offsetInLine(other, target, place) };
}

/** Where a caret stands along its line. */
function placeOf(page: PageText, line: TextLine, offset: number): number {
  for (let at = Math.min(offset, line.end - 1); at >= line.start; at--) {
    const extent = extentAt(page, line, at);
    if (extent) return at === offset ? extent.from : extent.to;
  }
  return 0;
}

function columnStart(page: PageText, line: TextLine): number {
  const [x1, y1, x2, y2] = columnBoxes(page).find((c) => c.lines[0]?.column === line.column)!.box;
  const corners: Point[] = [
    { x: x1, y: y1 },
    { x: x1, y: y2 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
  ];
  const [cos, sin] = [Math.cos(line.angle), Math.sin(line.angle)];
  return Math.min(...corners.map((p) => p.x * cos + p.y * sin));
}

function samePlace(
  page: PageText,
  from: TextPoint,
  other: PageText | undefined,
  direction: 1 | -1,
): TextPoint {
  const line = page.lines[lineIndexAt(page, from.offset)];
  if (!line || !other) return { page: from.page, offset: direction > 0 ? page.text.length : 0 };
  const glyph = page.glyphs[glyphNear(page, line, from.offset)]!;
  const atStart = from.offset < line.end;
  const place = atStart ? { x: glyph.x0, y: glyph.y0 } : { x: glyph.x1, y: glyph.y1 };
  return { page: other.pageIndex, offset: offsetAt(other, place) };
}

function glyphNear(page: PageText, line: TextLine, offset: number): number {
  let at = Math.min(offset, line.end - 1);
  while (at > line.start && page.glyphAt[at]! < 0) at--;
  return Math.max(0, page.glyphAt[at]!);
}
