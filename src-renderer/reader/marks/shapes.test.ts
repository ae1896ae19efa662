import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitsKind, type MarkShape, markAnchor } from '../../../src-shared/contract/index.ts';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { boundsOfShape, movedShape, rectAround, shapeAnchor, shapeByWords } from './shapes.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}x`);
const page = madePage(madeColumn(WORDS, { x: 72, y: 700, width: 300 }), 3);
const third = page.lines[2]!;
const at: [number, number] = [third.box[0] + 20, (third.box[1] + third.box[3]) / 2];

it('[MARK-2] a shape keeps its page, the quad around it and the words of the nearest line', () => {
  const anchor = shapeAnchor({ type: 'point', at }, 3, page);
  expect(markAnchor.parse(anchor)).toEqual(anchor);
  expect(fitsKind('note', anchor)).toBe(true);
  const [part] = anchor.pages;
  expect(part!.exact).toBe(page.text.slice(third.start, third.end).trim());
  expect(part!.page).toBe(3);
  expect(page.text.slice(part!.start, part!.start + part!.exact.length)).toBe(part!.exact);
  expect(page.text).toContain(part!.prefix + part!.exact + part!.suffix);
});

it('[MARK-2] an area over lines is named by its first one', () => {
  const last = page.lines[4]!;
  const rect = [72, last.box[1], 300, third.box[3] - 1] as const;
  const anchor = shapeAnchor({ type: 'rect', rect }, 3, page);
  expect(anchor.pages[0]!.start).toBe(third.start);
});

it('[MARK-2] a shape on a page without words has an anchor too', () => {
  for (const text of [undefined, madePage([], 0)]) {
    const anchor = shapeAnchor({ type: 'rect', rect: [1, 2, 30, 40] }, 0, text);
    expect(anchor.pages[0]).toMatchObject({ exact: '', quads: [[1, 40, 30, 40, 1, 2, 30, 2]] });
    expect(markAnchor.safeParse(anchor).success).toBe(true);
  }
});

it('[MARK-3] a shape of another version stands by its words where they are now', () => {
  const words = [100, 300, 220, 310] as const;
  const note = shapeByWords({ type: 'point', at: [150, 700] }, words);
  expect(note).toEqual({ type: 'point', at: [150, 305] });
  const area = shapeByWords({ type: 'rect', rect: [90, 600, 240, 660] }, words);
  expect(area).toEqual({ type: 'rect', rect: [90, 250, 240, 310] });
  const other = shapeByWords({ type: 'rect', rect: [400, 600, 440, 660] }, words);
  expect(boundsOfShape(other)).toEqual([140, 250, 180, 310]);
});

it('[MARK-1] a shape that is moved and moved back is where it was, and as large', () => {
  const n = fc.integer({ min: -500, max: 2000 });
  const shape: fc.Arbitrary<MarkShape> = fc.oneof(
    fc.record({ type: fc.constant('rect' as const), rect: fc.tuple(n, n, n, n) }),
    fc.record({ type: fc.constant('point' as const), at: fc.tuple(n, n) }),
    fc.record({
      type: fc.constant('ink' as const),
      width: fc.constant(2),
      paths: fc.array(
        fc.array(fc.tuple(n, n), { minLength: 1, maxLength: 9 }).map((points) => points.flat()),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  );
  fc.assert(
    fc.property(shape, n, n, (one, x, y) => {
      const moved = movedShape(one, { x, y });
      expect(movedShape(moved, { x: -x, y: -y })).toEqual(one);
      const [left, bottom, right, top] = boundsOfShape(one);
      expect(boundsOfShape(moved)).toEqual([left + x, bottom + y, right + x, top + y]);
    }),
    { seed: 5, numRuns: 200 },
  );
});

it('[MARK-2] knows the rectangle around points, whichever way they were dragged', () => {
  const points = [
    { x: 9, y: 2 },
    { x: 1, y: 8 },
  ];
  expect(rectAround(points)).toEqual([1, 2, 9, 8]);
  expect(rectAround(points, 1)).toEqual([0, 1, 10, 9]);
});
