import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from './geometry.ts';
import { quadsOf } from './quads.ts';
import { advanceOf, madePage, madePaper } from './testing.ts';
import type { Glyph, PageText, Quad } from './types.ts';

const seed = { seed: 20260613 };
const { page } = madePaper(
  'when many words stand in two columns of a page '.repeat(18).trim().split(' '),
);
const offset = fc.nat(page.text.length);

describe('quads', () => {
  it('[MARK-2] cover exactly the glyphs of a range, one quad a line', () => {
    fc.assert(
      fc.property(offset, offset, (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const quads = quadsOf(page, start, end);
        page.glyphs.forEach((glyph, i) => {
          const meant = page.offsetOf[i]! >= start && page.offsetOf[i]! < end;
          expect(quads.filter((quad) => holds(quad, glyph))).toHaveLength(meant ? 1 : 0);
        });
        expect(quads).toHaveLength(linesWithInk(page, start, end));
      }),
      seed,
    );
  });

  it('[MARK-2] end where the characters end', () => {
    const line = madePage([{ text: 'some words', x: 72, y: 700, spaces: 'glyphs' }]);
    const from = 72 + width('some ');
    const to = from + width('wor');
    expect(quadsOf(line, 4, 8)).toEqual([[from, 707.5, to, 707.5, from, 698, to, 698]]);
  });

  it('[MARK-2] take the share of a ligature that is meant', () => {
    const line = madePage([{ text: 'eﬃ', x: 72, y: 700 }]);
    expect(line.text).toBe('effi');
    const [quad] = quadsOf(line, 2, 3);
    expect(quad![0]).toBeCloseTo(72 + 5 + 5 / 3, 2);
    expect(quad![2]).toBeCloseTo(72 + 5 + 10 / 3, 2);
  });

  it('[MARK-2] take in a joined hyphen when the range goes on behind it', () => {
    const text = madePage([
      { text: 'exam-', x: 72, y: 700 },
      { text: 'ple', x: 72, y: 688 },
    ]);
    expect(boundsOf(quadsOf(text, 0, 4).slice(0, 1))[2]).toBeCloseTo(72 + width('exam'), 2);
    expect(boundsOf(quadsOf(text, 0, 7).slice(0, 1))[2]).toBeCloseTo(72 + width('exam-'), 2);
  });

  it('[MARK-2] lie along text that is turned', () => {
    const angle = Math.PI / 6;
    const text = madePage([{ text: 'slanting words', x: 100, y: 100, angle }]);
    const [quad, ...rest] = quadsOf(text, 0, text.text.length);
    expect(rest).toEqual([]);
    const length = width('slanting words');
    expect(quad![2] - quad![0]).toBeCloseTo(length * Math.cos(angle), 1);
    expect(quad![3] - quad![1]).toBeCloseTo(length * Math.sin(angle), 1);
  });

  it('[MARK-2] are none for white space and empty ranges', () => {
    const text = madePage([{ text: 'a b', x: 72, y: 700, spaces: 'glyphs' }]);
    expect(quadsOf(text, 1, 2)).toEqual([]);
    expect(quadsOf(text, 1, 1)).toEqual([]);
    expect(quadsOf(madePage([]), 0, 5)).toEqual([]);
  });
});

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + advanceOf(character) * 10, 0);
}

function holds(quad: Quad, glyph: Glyph): boolean {
  const [x1, y1, x2, y2] = boundsOf([quad]);
  const x = (glyph.x0 + glyph.x1) / 2;
  const y = glyph.y0 + glyph.size * 0.3;
  return x > x1 && x < x2 && y > y1 && y < y2;
}

function linesWithInk(text: PageText, start: number, end: number): number {
  return text.lines.filter((line) => {
    const part = text.text.slice(Math.max(start, line.start), Math.min(end, line.end));
    return part.trim() !== '';
  }).length;
}
