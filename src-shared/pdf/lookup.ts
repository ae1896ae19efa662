import type { Glyph, PageText, TextLine } from './types.ts';

/** Index of the line that an offset stands in or right behind; -1 on a page without text. */
export function lineIndexAt(page: PageText, offset: number): number {
  let low = 0;
  let high = page.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (page.lines[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return high;
}

/** Where a character lies along its line, points in the line's frame; reading runs `from` → `to`. */
export type Extent = { readonly from: number; readonly to: number };

/** The extent of the character at `offset` (a share of a ligature), undefined for inserted spaces. */
export function extentAt(page: PageText, line: TextLine, offset: number): Extent | undefined {
  const index = page.glyphAt[offset] ?? -1;
  if (index < 0) return undefined;
  const glyph = page.glyphs[index]!;
  const { from, to } = glyphExtent(glyph, line.angle);
  const first = page.offsetOf[index]!;
  const count = unitCount(page, index);
  const step = (to - from) / count;
  const share: Extent = {
    from: from + step * (offset - first),
    to: from + step * (offset - first + 1),
  };
  if (!isRightToLeft(page, offset)) return share;
  return { from: from + to - share.from, to: from + to - share.to };
}

/** How many UTF-16 units of the text a glyph shows. */
export function unitCount(page: PageText, glyph: number): number {
  const first = page.offsetOf[glyph]!;
  let end = first;
  while (page.glyphAt[end] === glyph) end++;
  return Math.max(1, end - first);
}

/** Whether the character at `offset` is read from right to left. */
export function isRightToLeft(page: PageText, offset: number): boolean {
  const code = page.text.charCodeAt(offset);
  return code >= 0x590 && code <= 0x8ff;
}

function glyphExtent(glyph: Glyph, angle: number): Extent {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const a = glyph.x0 * cos + glyph.y0 * sin;
  const b = glyph.x1 * cos + glyph.y1 * sin;
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
