import type { PageText } from './types.ts';

/** Offsets into a page's text, ascending, where a hyphen at a line's end was joined away. */
export function joinedHyphens({ glyphs, offsetOf }: PageText): number[] {
  const joints: number[] = [];
  for (let glyph = 0; glyph + 1 < glyphs.length; glyph++) {
    if (offsetOf[glyph] !== -1 || !/[-\u2010\u00ad]/u.test(glyphs[glyph]!.unicode)) continue;
    const next = offsetOf.slice(glyph + 1, glyph + 4).find((offset) => offset >= 0);
    if (next !== undefined) joints.push(next);
  }
  return joints;
}
