import type { Glyph } from './types.ts';

/** Widths of letters in the fonts that come as bitmaps (Computer Modern), in font sizes. */
const narrow: Readonly<Record<string, number>> = {
  ...{ f: 0.31, i: 0.28, j: 0.31, l: 0.28, m: 0.83, r: 0.39, s: 0.39, t: 0.39, w: 0.72 },
  ...{ c: 0.44, e: 0.44, z: 0.44, '.': 0.28, ',': 0.28, ':': 0.28, ';': 0.28, '-': 0.33 },
};

/** From fewer glyphs the width of letters tells little. */
const fewest = 4;
const outgrown = 1.3;

/**
 * Gives glyphs of the named fonts the size that the width of their letters tells. Neither the font
 * size (dvips uses 1 with a matrix of its own) nor the font's box (that of one glyph, or empty)
 * says anything, and the glyphs' own boxes are not there in every runtime.
 */
export function sizeByWidth(glyphs: readonly Glyph[], fontNames: ReadonlySet<string>): Glyph[] {
  const factors = new Map<string, number>();
  const unsure = new Set<string>();
  for (const name of fontNames) {
    const own = glyphs.filter((glyph) => glyph.fontName === name);
    factors.set(name, factorOf(own));
    if (own.length < fewest) unsure.add(name);
  }
  const sized = glyphs.map((glyph) => {
    const factor = factors.get(glyph.fontName);
    return factor === undefined ? glyph : scaled(glyph, factor);
  });
  return unsure.size === 0 ? sized : sized.map((glyph, i) => notOutgrown(sized, glyph, i, unsure));
}

/** A sign of a font that has hardly any on the page is no larger than what stands beside it. */
function notOutgrown(
  glyphs: readonly Glyph[],
  glyph: Glyph,
  index: number,
  unsure: ReadonlySet<string>,
): Glyph {
  if (!unsure.has(glyph.fontName)) return glyph;
  const beside = [glyphs[index - 1], glyphs[index + 1]].filter(
    (other) => other !== undefined && !unsure.has(other.fontName),
  );
  const most = Math.max(...beside.map((other) => other!.size));
  return beside.length > 0 && glyph.size > outgrown * most
    ? scaled(glyph, most / glyph.size)
    : glyph;
}

function scaled(glyph: Glyph, factor: number): Glyph {
  const { upX, upY, size } = glyph;
  return { ...glyph, upX: upX * factor, upY: upY * factor, size: size * factor };
}

function factorOf(glyphs: readonly Glyph[]): number {
  const factors = glyphs.map(widthFactor).filter((factor) => factor > 0);
  factors.sort((a, b) => a - b);
  return factors[factors.length >> 1] ?? 1;
}

function widthFactor(glyph: Glyph): number {
  const width = Math.hypot(glyph.x1 - glyph.x0, glyph.y1 - glyph.y0) / glyph.size;
  const usual = /^\p{Lu}$/u.test(glyph.unicode) ? 0.7 : 0.52;
  return width / (narrow[glyph.unicode] ?? usual);
}
