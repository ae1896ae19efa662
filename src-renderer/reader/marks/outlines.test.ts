import { expect, it } from 'vitest';
import type { MarkKind } from '../../../src-shared/contract/index.ts';
import type { Quad } from '../../../src-shared/pdf/index.ts';
import { outlineOfShape, outlineOfWords } from './outlines.ts';

/** Two lines of words, each 10 points high. */
const QUADS: readonly Quad[] = [
  [100, 210, 180, 210, 100, 200, 180, 200],
  [100, 195, 150, 195, 100, 185, 150, 185],
];

const outline = (kind: MarkKind): string => outlineOfWords(kind, QUADS);

/** The corners that a path's commands name, x and y in turn. */
const numbersOf = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

it('[MARK-1] an underline runs under each line, a strikeout through its middle', () => {
  const under = numbersOf(outline('underline'));
  expect(under).toHaveLength(8);
  expect(under[1]).toBeGreaterThanOrEqual(200);
  expect(under[1]).toBeLessThan(202);
  expect([under[0], under[2], under[4], under[6]]).toEqual([100, 180, 100, 150]);
  const through = numbersOf(outline('strikeout'));
  expect(through[1]).toBeGreaterThan(203);
  expect(through[1]).toBeLessThan(207);
  expect(through[5]).toBeGreaterThan(188);
  expect(outline('highlight')).toContain('Z');
});

it('[MARK-1] a turned line is underlined along its own baseline', () => {
  const turned = [[200, 100, 200, 180, 210, 100, 210, 180]] as unknown as readonly Quad[];
  const path = outlineOfWords('underline', turned);
  const [x1, y1, x2, y2] = numbersOf(path);
  expect([y1, y2]).toEqual([100, 180]);
  expect(x1).toBe(x2);
  expect(x1).toBeGreaterThan(208);
});

it('[MARK-1] an area, strokes of a pen and a pin are drawn by their shape', () => {
  expect(outlineOfShape({ type: 'rect', rect: [10, 20, 30, 50] })).toBe('M10 20H30V50H10Z');
  const paths = [
    [1, 2, 3, 4, 5, 6],
    [7, 8],
  ];
  expect(outlineOfShape({ type: 'ink', paths, width: 2 })).toBe('M1 2L3 4L5 6M7 8L7 8');
  expect(outlineOfShape({ type: 'point', at: [50, 60] })).toMatch(/^M42 52H58V.*Z$/);
});
