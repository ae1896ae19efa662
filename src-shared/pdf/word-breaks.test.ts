import { describe, expect, it } from 'vitest';
import { buildPageText } from './page-text.ts';
import { letter, madeLine } from './testing.ts';
import type { Glyph } from './types.ts';

const moved = (glyphs: readonly Glyph[], by: number) =>
  glyphs.map((glyph) => ({ ...glyph, x0: glyph.x0 + by, x1: glyph.x1 + by }));

const read = (glyphs: readonly Glyph[]) => buildPageText(0, glyphs, letter).text;

/** Words one behind the other, with gaps of a share of the font size between them. */
function tightly(words: readonly string[], gap: number): Glyph[] {
  const glyphs: Glyph[] = [];
  for (const word of words) {
    const x = glyphs.length > 0 ? glyphs[glyphs.length - 1]!.x1 + gap * 10 : 72;
    glyphs.push(...madeLine({ text: word, x, y: 700 }));
  }
  return glyphs;
}

describe('word breaks', () => {
  it('[READ-6] parts the words of a line whose spaces are pressed together', () => {
    const words = ['efficiently', 'persistent', 'document', 'may'];
    expect(read(tightly(words, 0.139))).toBe('efficiently persistent document may');
    expect(read(tightly([...'together'], 0.1))).toBe('together');
  });

  it('[READ-6] leaves a word whole whose accent is drawn narrower than its letter', () => {
    const f = madeLine({ text: 'f', x: 72, y: 700 });
    const rest = madeLine({ text: 'ur', x: f[0]!.x1, y: 700 });
    const [accent] = moved(madeLine({ text: '¨', x: f[0]!.x1, y: 700 }), 1.4);
    const narrow = { ...accent!, x1: accent!.x0 + 2.2 };
    expect(read([...f, narrow, ...rest])).toBe('für');
  });

  it("[READ-6] reads a code of TeX's own encoding as a ligature only within a word", () => {
    const word = madeLine({ text: 'e@cient', x: 72, y: 700 });
    const ligature = word.map((g) => (g.unicode === '@' ? { ...g, unicode: '\u000e' } : g));
    expect(read(ligature)).toBe('efficient');
    const bullet = madeLine({ text: '@ item', x: 72, y: 700 });
    const list = bullet.map((g) => (g.unicode === '@' ? { ...g, unicode: '\u000f' } : g));
    expect(read(list)).toBe('item');
  });
});
