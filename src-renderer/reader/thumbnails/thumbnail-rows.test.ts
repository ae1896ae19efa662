import { expect, it } from 'vitest';
import { pageForKey, ROW, rowsShown, topToShow } from './thumbnail-rows.ts';

it('[READ-3] mounts the thumbnails in sight and one at either end', () => {
  expect(rowsShown(0, 600, 500)).toEqual([0, 4]);
  expect(rowsShown(100 * ROW, 600, 500)).toEqual([99, 104]);
  expect(rowsShown(497 * ROW, 3 * ROW, 500)).toEqual([496, 500]);
  expect(rowsShown(0, 600, 2)).toEqual([0, 2]);
});

it('[READ-3] scrolls only as far as shows a page', () => {
  expect(topToShow(0, 50, 600)).toBe(0);
  expect(topToShow(1, 0, 600)).toBe(0);
  expect(topToShow(9, 0, 600)).toBe(10 * ROW - 600);
});

it('[READ-3] moves among thumbnails by keys and stops at the ends', () => {
  expect(pageForKey('ArrowUp', 0, 9)).toBe(0);
  expect(pageForKey('PageDown', 7, 9)).toBe(8);
  expect(pageForKey('End', 2, 9)).toBe(8);
  expect(pageForKey('x', 2, 9)).toBeNull();
});
