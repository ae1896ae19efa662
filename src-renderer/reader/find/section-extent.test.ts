import { expect, test } from 'vitest';
import { extentOf } from './section-extent.ts';

const ranges = [2, 10, 20].map((start) => ({ start, end: start + 3 }));
const starts = (page: number, extent: ReturnType<typeof extentOf>) =>
  extent.within(page, ranges).map(({ start }) => start);

test('[READ-3] the whole document is looked through where no section is chosen', () => {
  const extent = extentOf(null, 9);
  expect([extent.first, extent.last]).toEqual([0, 8]);
  expect(starts(0, extent)).toEqual([2, 10, 20]);
});

test('[READ-3] a section counts from its heading to the next one', () => {
  const extent = extentOf({ start: { page: 2, offset: 10 }, end: { page: 4, offset: 12 } }, 9);
  expect([extent.first, extent.last]).toEqual([2, 4]);
  expect(starts(2, extent)).toEqual([10, 20]);
  expect(starts(3, extent)).toEqual([2, 10, 20]);
  expect(starts(4, extent)).toEqual([2]);
});

test('[READ-3] the last section goes to the document’s end, a small one stays on its page', () => {
  const last = extentOf({ start: { page: 7, offset: 5 }, end: null }, 9);
  expect([last.first, last.last]).toEqual([7, 8]);
  const small = extentOf({ start: { page: 3, offset: 5 }, end: { page: 3, offset: 19 } }, 9);
  expect([small.first, small.last]).toEqual([3, 3]);
  expect(starts(3, small)).toEqual([10]);
});
