import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPageText } from './page-text.ts';
import { letter, type MadeLine, madeColumn, madeLine, madePage, madePaper } from './testing.ts';
import type { Glyph } from './types.ts';

const seed = { seed: 20260613, numRuns: 40 };
const word = fc.string({
  unit: fc.constantFrom(...'abcdefghmnorstuw'),
  minLength: 2,
  maxLength: 9,
});
const words = fc.array(word, { minLength: 150, maxLength: 260 });

const sentence = (text: string) => text.split(' ');

describe('page text', () => {
  it('[READ-6] reads the title, then the left column, then the right one', () => {
    fc.assert(
      fc.property(words, (list) => {
        const { page } = madePaper(list);
        const body = page.text.slice(page.text.indexOf('\n') + 1);
        expect(body.split(/\s/u)).toEqual(list);
        expect(page.text.startsWith('A title that goes across')).toBe(true);
      }),
      seed,
    );
  });

  it('[READ-6] reads the same whatever the order in which words are drawn', () => {
    fc.assert(
      fc.property(words, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const { lines, page } = madePaper(list);
        const order = numbers[Symbol.iterator]();
        const pieces = lines.flatMap((line) => piecesOf(madeLine(line)));
        const shuffled = pieces
          .map((piece) => ({ piece, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .flatMap(({ piece }) => piece);
        expect(buildPageText(0, shuffled, letter).text).toBe(page.text);
      }),
      { ...seed, numRuns: 15 },
    );
  });

  it('[READ-6] reads lines across both columns where they stand between them', () => {
    const rows = (text: string, x: number, y: number) =>
      madeColumn(Array(30).fill(text), { x, y, width: 240 });
    const caption = {
      text: 'Figure 1: what goes across both columns of this page here',
      x: 100,
      y: 500,
    };
    const page = madePage([
      ...rows('one', 54, 700),
      ...rows('two', 318, 700),
      caption,
      ...rows('three', 54, 450),
      ...rows('four', 318, 450),
    ]);
    const parts = ['one', 'two', 'Figure', 'three', 'four'].map((part) => page.text.indexOf(part));
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect(page.text.lastIndexOf('one')).toBeLessThan(page.text.indexOf('two'));
  });

  it('[READ-6] is not led astray by a line that juts into the gutter and beyond', () => {
    const left = madeColumn(numbered('left'), { x: 54, y: 700, width: 240 });
    const right = madeColumn(numbered('right'), { x: 318, y: 700, width: 240 });
    const { text: wide, x, y } = left[5]!;
    left[5] = { text: `${wide} and jutting`, x, y };
    right[5] = { text: 'a shorter line of a few words', x: 385, y };
    const { text } = madePage([...left, ...right]);
    const words = text.split(/\s/u).filter((part) => part.startsWith('left'));
    expect(words).toEqual(numbered('left'));
    expect(text.indexOf('jutting left')).toBeGreaterThan(0);
    expect(text.indexOf('left59')).toBeLessThan(text.indexOf('right0'));
    expect(text).toContain('a shorter line of a few words');
  });

  it('[READ-6] goes on with the left column below where the right one ends', () => {
    const left = [
      ...madeColumn(numbered('left'), { x: 54, y: 700, width: 240 }),
      { text: 'Centred', x: 155, y: 500 },
      ...madeColumn(numbered('below'), { x: 54, y: 470, width: 240 }),
    ];
    const right = madeColumn(numbered('right'), { x: 318, y: 700, width: 240 });
    const { text } = madePage([...right, ...left]);
    expect(text.split(/\s/u)).toEqual([
      ...numbered('left'),
      'Centred',
      ...numbered('below'),
      ...numbered('right'),
    ]);
  });

  it('[READ-6] reads authors side by side before the columns below them', () => {
    const { text } = madePage([
      { text: 'A title that goes across both of the columns here', x: 130, y: 720, size: 16 },
      { text: 'First Author', x: 140, y: 680 },
      { text: 'Some University', x: 135, y: 668 },
      { text: 'Second Author', x: 400, y: 680 },
      { text: 'Another Institute', x: 395, y: 668 },
      ...madeColumn(numbered('left'), { x: 54, y: 630, width: 240 }),
      ...madeColumn(numbered('right'), { x: 318, y: 630, width: 240 }),
    ]);
    expect(text.indexOf('Second Author')).toBeLessThan(text.indexOf('left0'));
    expect(text.indexOf('left59')).toBeLessThan(text.indexOf('right0'));
  });

  it('[READ-6] keeps the labels of a figure out of the column beside it', () => {
    const labels = Array.from({ length: 9 }, (_, i) => ({
      text: `label${i}`,
      x: 330 + ((i * 67) % 190),
      y: 695 - i * 17,
    }));
    const left = madeColumn(numbered('left'), { x: 54, y: 700, width: 240 });
    const { text } = madePage([...left, ...labels]);
    expect(text.split(/\s/u).slice(0, 60)).toEqual(numbered('left'));
    expect(text.match(/label/gu)).toHaveLength(9);
  });

  it('[READ-6] reads a table by its rows', () => {
    const rows = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
    const page = madePage([
      ...madeColumn(Array(40).fill('before'), { x: 72, y: 700, width: 460 }),
      ...rows.flatMap((name, i): MadeLine[] => [
        { text: name, x: 120, y: 500 - 12 * i },
        { text: `1${i}`, x: 260, y: 500 - 12 * i },
        { text: `2${i}`, x: 400, y: 500 - 12 * i },
      ]),
    ]);
    expect(page.text).toContain('alpha 10 20');
    expect(page.text).toContain('omega 14 24');
  });

  it('[READ-6] keeps a stamp in the margin out of the text', () => {
    const stamp = { text: 'arXiv:2606.00467v1 [cs.CL] 10 Jun 2026', x: 30, y: 250, size: 20 };
    const { lines, page } = madePaper(sentence('so much to read here '.repeat(60).trim()));
    const stamped = madePage([{ ...stamp, angle: Math.PI / 2 }, ...lines]);
    expect(stamped.text).toBe(`${page.text}\n${stamp.text}`);
    expect(stamped.lines.at(-1)?.angle).toBeCloseTo(Math.PI / 2);
    expect(stamped.lines.at(-1)?.column).toBeGreaterThan(stamped.lines.at(-2)!.column);
  });

  it('[READ-6] reads a page that lies on its side, or on its head, as an upright one', () => {
    const { lines, page } = madePaper(sentence('the quick brown fox jumps '.repeat(40).trim()));
    for (const quarter of [1, 2, 3]) {
      const turned = lines.flatMap(madeLine).map((glyph) => turn(glyph, quarter));
      const view = quarter === 2 ? letter : ([0, 0, 792, 612] as const);
      expect(buildPageText(0, turned, view).text).toBe(page.text);
    }
  });

  it('[FIND-3] joins words that are broken at line ends', () => {
    expect(twoLines('a long exam-', 'ple of it')).toBe('a long example of it');
    expect(twoLines('a long exam\u2010', 'ple of it')).toBe('a long example of it');
    expect(twoLines('a soft exam\u00ad', 'ple of it')).toBe('a soft example of it');
  });

  it('[FIND-3] keeps hyphens that belong to the word', () => {
    expect(twoLines('a gas of Bose-', 'Einstein kind')).toBe('a gas of Bose-Einstein kind');
    expect(twoLines('the virus COVID-', '19 came by')).toBe('the virus COVID-19 came by');
    expect(twoLines('the state-of-the-', 'art is here')).toBe('the state-of-the-art is here');
    expect(twoLines('both the pre-', 'and postwar')).toBe('both the pre- and postwar');
    expect(twoLines('a dash here -', 'not a word')).toBe('a dash here - not a word');
  });

  it('[FIND-3] gives a joined hyphen no place in the text', () => {
    const page = madePage([
      { text: 'a long exam-', x: 72, y: 700 },
      { text: 'ple of it', x: 72, y: 688 },
    ]);
    const hyphen = page.glyphs.findIndex((glyph) => glyph.unicode === '-');
    expect(page.offsetOf[hyphen]).toBe(-1);
    expect(page.lines.map((line) => page.text.slice(line.start, line.end))).toEqual([
      'a long exam',
      'ple of it',
    ]);
  });

  it('[FIND-3] spells out ligatures and wide forms, each character on its glyph', () => {
    const page = madePage([{ text: 'eﬃcient ＡＢ ﬁn', x: 72, y: 700 }]);
    expect(page.text).toBe('efficient AB fin');
    expect([...page.glyphAt.slice(0, 5)]).toEqual([0, 1, 1, 1, 2]);
    expect(page.offsetOf[1]).toBe(1);
  });

  it('[FIND-3] puts the accents that old TeX draws onto their letters', () => {
    const line = madeLine({ text: 'Schr¨odinger', x: 72, y: 700 });
    const back = line[4]!.x1 - line[4]!.x0;
    const drawn = line.map((glyph, i) =>
      i < 5 ? glyph : { ...glyph, x0: glyph.x0 - back, x1: glyph.x1 - back },
    );
    expect(buildPageText(0, drawn, letter).text).toBe('Schrödinger');
  });

  it('[READ-6] finds spaces, drawn or not', () => {
    for (const spaces of ['glyphs', 'gaps'] as const) {
      expect(madePage([{ text: 'one  two three', x: 72, y: 700, spaces }]).text).toBe(
        'one two three',
      );
    }
  });

  it('[READ-6] keeps raised and lowered characters in their line', () => {
    const page = madePage([
      { text: 'where x', x: 72, y: 700 },
      { text: '2', x: 105, y: 704, size: 7 },
      { text: 'i', x: 105, y: 697, size: 7 },
      { text: 'is small', x: 113, y: 700 },
      { text: 'and the next line', x: 72, y: 688 },
    ]);
    expect(page.lines).toHaveLength(2);
    expect(page.text).toMatch(/^where x(2i|i2) is small and the next line$/u);
  });

  it('[FIND-3] reads a text once that is drawn twice to look bold', () => {
    const line = madeLine({ text: 'all bold letters', x: 72, y: 700 });
    const again = line.map((glyph) => ({ ...glyph, x0: glyph.x0 + 0.3, x1: glyph.x1 + 0.3 }));
    expect(buildPageText(0, [...line, ...again], letter).text).toBe('all bold letters');
    const each = line.flatMap((glyph, i) => [glyph, again[i]!]);
    expect(buildPageText(0, each, letter).text).toBe('all bold letters');
  });

  it('[READ-6] begins paragraphs at indents and at gaps', () => {
    const full = 'this line is as wide as all of the others here';
    const page = madePage([
      { text: full, x: 72, y: 700, width: 240 },
      { text: 'and ends.', x: 72, y: 688 },
      { text: full, x: 84, y: 676, width: 228 },
      { text: full, x: 72, y: 664, width: 240 },
      { text: 'After a gap', x: 72, y: 640 },
    ]);
    expect(page.lines.map((line) => line.paragraph)).toEqual([0, 0, 1, 1, 2]);
    expect(page.text.split('\n')).toHaveLength(3);
  });

  it('[READ-7] reads lines from right to left, foreign words within them from left to right', () => {
    const page = madePage([{ text: 'Python תפשב דומלל', x: 72, y: 700 }]);
    expect(page.text).toBe('ללמוד בשפת Python');
  });

  it('[READ-7] has no text for a page without glyphs, or with none that can be read', () => {
    const blank = madeLine({ text: 'abc', x: 72, y: 700 }).map((g) => ({ ...g, unicode: '' }));
    for (const glyphs of [[], blank]) {
      expect(buildPageText(3, glyphs, letter)).toMatchObject({ pageIndex: 3, text: '', lines: [] });
    }
  });

  it('[READ-7] ends in bounded time on glyphs of any size and place', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const size = fc.double({ min: 0.001, max: 1e5, noNaN: true });
    const glyph = fc.record({
      ...{ x0: number, y0: number, x1: number, y1: number, upX: size, upY: number, size },
      unicode: fc.constantFrom('a', ' ', '-', 'ﬁ', 'א', '\u0007', '¨', '😀'),
      ascent: fc.constant(0.8),
      descent: fc.constant(-0.2),
      fontName: fc.constant('f'),
    });
    fc.assert(
      fc.property(fc.array(glyph, { maxLength: 120 }), (glyphs) => {
        const page = buildPageText(0, glyphs, letter);
        expect(page.glyphAt).toHaveLength(page.text.length);
        expect(page.offsetOf).toHaveLength(page.glyphs.length);
      }),
      seed,
    );
  });

  it('[MARK-2] keeps characters, glyphs and lines consistent', () => {
    fc.assert(
      fc.property(words, (list) => {
        const { page } = madePaper(list);
        for (let offset = 0; offset < page.text.length; offset++) {
          const index = page.glyphAt[offset]!;
          if (index >= 0) expect(page.offsetOf[index]).toBeLessThanOrEqual(offset);
          else expect(page.text[offset]).toMatch(/[ \n]/u);
        }
        page.lines.forEach((line, i) => {
          expect(line.end).toBeGreaterThan(line.start);
          if (i > 0) expect(line.start).toBeGreaterThanOrEqual(page.lines[i - 1]!.end);
        });
      }),
      { ...seed, numRuns: 10 },
    );
  });
});

function numbered(name: string): string[] {
  return Array.from({ length: 60 }, (_, i) => `${name}${i}`);
}

function twoLines(first: string, second: string): string {
  return madePage([
    { text: first, x: 72, y: 700 },
    { text: second, x: 72, y: 688 },
  ]).text;
}

/** Cuts a line into its words. */
function piecesOf(line: Glyph[]): Glyph[][] {
  const pieces: Glyph[][] = [];
  line.forEach((glyph, i) => {
    const previous = line[i - 1];
    if (previous && glyph.x0 - previous.x1 < 1) pieces.at(-1)!.push(glyph);
    else pieces.push([glyph]);
  });
  return pieces;
}

function turn(glyph: Glyph, quarters: number): Glyph {
  if (quarters === 0) return glyph;
  const { x0, y0, x1, y1, upX, upY } = glyph;
  return turn({ ...glyph, x0: -y0, y0: x0, x1: -y1, y1: x1, upX: -upY, upY: upX }, quarters - 1);
}
