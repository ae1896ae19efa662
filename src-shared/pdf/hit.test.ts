import { describe, expect, it } from 'vitest';
import { isOnText, lineAt, offsetAt, paragraphAt, wordAt } from './hit.ts';
import { madeColumn, madePage } from './testing.ts';

const page = madePage([
  ...madeColumn(
    Array.from({ length: 60 }, (_, i) => `left${i}`),
    { x: 54, y: 700, width: 240 },
  ),
  ...madeColumn(
    Array.from({ length: 90 }, (_, i) => `right${i}`),
    { x: 318, y: 700, width: 240 },
  ),
]);
const wordNear = (x: number, y: number) => {
  const { start, end } = wordAt(page, offsetAt(page, { x, y }));
  return page.text.slice(start, end);
};

describe('hit', () => {
  it('[READ-6] finds the caret between two characters', () => {
    const line = madePage([{ text: 'abcd', x: 100, y: 700 }]);
    expect(offsetAt(line, { x: 101, y: 703 })).toBe(0);
    expect(offsetAt(line, { x: 104, y: 703 })).toBe(1);
    expect(offsetAt(line, { x: 111, y: 703 })).toBe(2);
    expect(offsetAt(line, { x: 119, y: 703 })).toBe(4);
  });

  it('[READ-6] stays in its column, from blank space too', () => {
    expect(wordNear(20, 702)).toBe('left0');
    const last = page.lines.filter((line) => line.column === page.lines[0]!.column).at(-1)!;
    expect(wordNear(293, (last.box[1] + last.box[3]) / 2)).toBe('left59');
    expect(wordNear(150, last.box[1] - 60)).toMatch(/^left/u);
    expect(wordNear(300, 702)).toMatch(/^left/u);
    expect(wordNear(312, 702)).toBe('right0');
    expect(wordNear(600, 30)).toBe('right89');
    expect(offsetAt(page, { x: 300, y: -500 })).toBeGreaterThan(0);
  });

  it('[READ-6] finds every caret again at its own place', () => {
    for (let offset = 0; offset < page.text.length; offset++) {
      const glyph = page.glyphs[page.glyphAt[offset]!];
      if (!glyph) continue;
      const x = glyph.x0 + 0.2 * (glyph.x1 - glyph.x0);
      expect(offsetAt(page, { x, y: glyph.y0 + 3 })).toBe(offset);
    }
  });

  it('[READ-6] finds places in text that runs upwards', () => {
    const stamp = madePage([{ text: 'upwards', x: 30, y: 300, angle: Math.PI / 2 }]);
    expect(offsetAt(stamp, { x: 27, y: 301 })).toBe(0);
    expect(offsetAt(stamp, { x: 27, y: 309 })).toBe(2);
    expect(offsetAt(stamp, { x: 27, y: 700 })).toBe(7);
  });

  it('[READ-6] finds the word, the line and the paragraph at a caret', () => {
    const text = madePage([
      { text: "It isn't", x: 72, y: 700 },
      { text: 'so. 中文很好', x: 72, y: 688 },
      { text: 'Apart.', x: 72, y: 650 },
    ]);
    const at = (range: { start: number; end: number }) => text.text.slice(range.start, range.end);
    expect(at(wordAt(text, 4))).toBe("isn't");
    expect(at(wordAt(text, 2))).toBe('It');
    expect(at(wordAt(text, text.text.indexOf('中')))).toBe('中文');
    expect(at(lineAt(text, 4))).toBe("It isn't");
    expect(at(paragraphAt(text, 4))).toBe("It isn't so. 中文很好");
    expect(at(paragraphAt(text, text.text.length))).toBe('Apart.');
    expect(at(wordAt(text, text.text.length))).toBe('');
  });

  it('[READ-6] tells text from blank space', () => {
    expect(isOnText(page, { x: 60, y: 702 }, 0)).toBe(true);
    expect(isOnText(page, { x: 306, y: 702 }, 2)).toBe(false);
    expect(isOnText(page, { x: 296, y: 702 }, 4)).toBe(true);
  });

  it('[READ-7] knows nothing of a page without text', () => {
    const blank = madePage([]);
    expect(offsetAt(blank, { x: 1, y: 1 })).toBe(0);
    expect(wordAt(blank, 0)).toEqual({ start: 0, end: 0 });
    expect(lineAt(blank, 0)).toEqual({ start: 0, end: 0 });
    expect(paragraphAt(blank, 5)).toEqual({ start: 0, end: 0 });
    expect(isOnText(blank, { x: 1, y: 1 }, 100)).toBe(false);
  });
});
