import { expect, it } from 'vitest';
import { madeLine } from './testing.ts';
import { sizeByWidth } from './type3.ts';

it('takes the size of a font of bitmaps from its letters', () => {
  const glyphs = madeLine({ text: 'the size of these', x: 0, y: 0, size: 10 });
  const sized = sizeByWidth(
    glyphs.map((glyph) => ({ ...glyph, size: 1, upY: 1 })),
    new Set(['made']),
  );
  for (const { size, upY } of sized) {
    expect(Math.abs(size - 10)).toBeLessThan(2);
    expect(upY).toBeCloseTo(size, 5);
  }
});

it('does not let a lone wide sign of another font outgrow the words beside it', () => {
  const words = madeLine({ text: 'before after', x: 0, y: 0, size: 10 });
  const [sign] = madeLine({ text: '=', x: 30, y: 0, size: 10 });
  const wide = { ...sign!, x1: sign!.x0 + 19, fontName: 'signs' };
  const glyphs = [...words.slice(0, 6), wide, ...words.slice(6)];
  const sized = sizeByWidth(glyphs, new Set(['made', 'signs']));
  const usual = sized[0]!.size;
  expect(sized[6]!.size).toBeCloseTo(usual, 5);
  const small = sizeByWidth(
    [...glyphs.slice(0, 6), { ...wide, x1: wide.x0 + 3 }],
    new Set(['made', 'signs']),
  );
  expect(small[6]!.size).toBeLessThan(0.8 * usual);
});
