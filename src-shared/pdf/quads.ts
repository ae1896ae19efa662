import { isRightToLeft, lineIndexAt, unitCount } from './lookup.ts';
import type { Glyph, PageText, Quad, TextLine } from './types.ts';

/** A piece of a glyph: all of it, or the share of a ligature that is meant. */
type Piece = { readonly glyph: Glyph; readonly from: number; readonly to: number };

/**
 * The characters from `start` to `end` (exclusive) as one quad a line, points in user space rounded
 * to 3 decimals; white space has none. A hyphen that was joined away belongs to a range that goes on
 * behind it.
 */
export function quadsOf(page: PageText, start: number, end: number): Quad[] {
  const quads: Quad[] = [];
  for (let i = Math.max(0, lineIndexAt(page, start)); i < page.lines.length; i++) {
    const line = page.lines[i]!;
    if (line.start >= end) break;
    const pieces = piecesOf(page, line, start, end);
    if (pieces.length > 0) quads.push(quadAround(pieces));
  }
  return quads;
}

function piecesOf(page: PageText, line: TextLine, start: number, end: number): Piece[] {
  const [from, to] = [Math.max(start, line.start), Math.min(end, line.end)];
  const indices = visibleGlyphs(page, from, to);
  if (indices.length === 0) return [];
  let last = indices[indices.length - 1]!;
  if (end > line.end && isJoinedHyphen(page, last + 1)) last++;
  const pieces: Piece[] = [];
  for (let index = firstPart(page, indices[0]!); index <= last; index++) {
    if (!isBlank(page, index)) pieces.push(pieceOf(page, index, from, to));
  }
  return pieces;
}

function visibleGlyphs(page: PageText, from: number, to: number): number[] {
  const indices: number[] = [];
  for (let offset = from; offset < to; offset++) {
    const index = page.glyphAt[offset]!;
    if (index >= 0 && page.text[offset] !== ' ') indices.push(index);
  }
  return indices;
}

/** An accent drawn as a glyph of its own stands before its letter. */
function firstPart(page: PageText, index: number): number {
  const isAccent = page.offsetOf[index - 1] === -1 && !isJoinedHyphen(page, index - 1);
  return isAccent ? index - 1 : index;
}

function isJoinedHyphen(page: PageText, index: number): boolean {
  return page.offsetOf[index] === -1 && /[-\u2010\u00ad]/u.test(page.glyphs[index]!.unicode);
}

function isBlank(page: PageText, index: number): boolean {
  const offset = page.offsetOf[index]!;
  return offset >= 0 && page.text[offset] === ' ';
}

function pieceOf(page: PageText, index: number, start: number, end: number): Piece {
  const glyph = page.glyphs[index]!;
  const first = page.offsetOf[index]!;
  if (first < 0) return { glyph, from: 0, to: 1 };
  const count = unitCount(page, index);
  const from = Math.max(0, start - first) / count;
  const to = Math.min(count, end - first) / count;
  return isRightToLeft(page, first) ? { glyph, from: 1 - to, to: 1 - from } : { glyph, from, to };
}

function quadAround(pieces: readonly Piece[]): Quad {
  const largest = pieces.reduce((a, b) => (b.glyph.size > a.glyph.size ? b : a)).glyph;
  const [ux, uy] = [largest.upX / largest.size, largest.upY / largest.size];
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { glyph, from, to } of pieces) {
    for (const share of [from, to]) {
      const x = glyph.x0 + (glyph.x1 - glyph.x0) * share;
      const y = glyph.y0 + (glyph.y1 - glyph.y0) * share;
      const along = x * uy - y * ux;
      const height = x * ux + y * uy;
      left = Math.min(left, along);
      right = Math.max(right, along);
      bottom = Math.min(bottom, height + glyph.descent * glyph.size);
      top = Math.max(top, height + glyph.ascent * glyph.size);
    }
  }
  const corner = (along: number, height: number) =>
    [round(along * uy + height * ux), round(height * uy - along * ux)] as const;
  return [
    ...corner(left, top),
    ...corner(right, top),
    ...corner(left, bottom),
    ...corner(right, bottom),
  ];
}

/** Thousandths of a point; never -0, which JSON would not keep. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
