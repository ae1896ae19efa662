import { expect, test } from 'vitest';
import { neighboursOf, rowBeside, rowToGoOn, settleCursor, stepRow } from './cursor.ts';

const rows =
  (...ids: (string | undefined)[]) =>
  (row: number) =>
    ids[row];

test('[LIB-2] the selection stays on its paper when rows come above it', () => {
  expect(settleCursor({ row: 1, id: 'b' }, rows('new', 'a', 'b'), 3)).toEqual({ row: 2, id: 'b' });
});

test('[LIB-2] the selection stays on its paper when rows go above it', () => {
  expect(settleCursor({ row: 2, id: 'c' }, rows('b', 'c'), 2)).toEqual({ row: 1, id: 'c' });
});

test('[LIB-2] a paper that left the list stays selected, on no row', () => {
  expect(settleCursor({ row: 1, id: 'b' }, rows('a', 'c'), 2)).toEqual({ row: -1, id: 'b' });
  expect(settleCursor({ row: 0, id: 'b' }, rows(), 0)).toEqual({ row: -1, id: 'b' });
});

test('[LIB-2] nothing is decided while rows are on their way', () => {
  const unknown = rows(undefined, undefined);
  expect(settleCursor({ row: 1, id: 'b' }, unknown, 2)).toEqual({ row: 1, id: 'b' });
});

test('[LIB-2] with nothing selected, the paper on the cursor’s row is', () => {
  expect(settleCursor({ row: 0, id: null }, rows('a', 'b'), 2)).toEqual({ row: 0, id: 'a' });
  expect(settleCursor({ row: 9, id: null }, rows('a', 'b'), 2)).toEqual({ row: 1, id: 'b' });
  expect(settleCursor({ row: 0, id: null }, rows(undefined), 1)).toEqual({ row: 0, id: null });
});

test('[LIB-2] steps end at the ends', () => {
  expect(stepRow(0, -1, 3)).toBe(0);
  expect(stepRow(1, 10, 3)).toBe(2);
  expect(stepRow(-1, 1, 3)).toBe(0);
  expect(stepRow(-1, -1, 3)).toBe(2);
  expect(stepRow(0, 1, 0)).toBe(-1);
});

test('[LIB-7] from a paper that is removed, the cursor goes to the next, at the end to the one before', () => {
  expect(rowBeside(1, rows('a', 'b', 'c'), 3)).toBe(2);
  expect(rowBeside(2, rows('a', 'b', 'c'), 3)).toBe(1);
  expect(rowBeside(1, rows('a', 'b', undefined), 3)).toBe(0);
  expect(rowBeside(0, rows('a', undefined, 'c'), 3)).toBe(2);
  expect(rowBeside(0, rows('a'), 1)).toBe(-1);
  expect(rowBeside(-1, rows('a', 'b'), 2)).toBe(-1);
});

test('[LIB-4] when an act takes a paper out of the list, the cursor goes on to the next one', () => {
  const before = ['a', 'b', 'c', 'd', 'e'];
  const at = (ids: readonly string[]) => (row: number) => ids[row];
  const about = neighboursOf(2, at(before));
  expect(rowToGoOn(2, about, at(['a', 'b', 'd', 'e']), 4)).toBe(2);
  // What stood about it went as well, and rows came above.
  expect(rowToGoOn(2, about, at(['x', 'a', 'b', 'e']), 4)).toBe(3);
  expect(rowToGoOn(2, about, at(['x', 'a', 'b']), 3)).toBe(2);
  expect(rowToGoOn(2, about, at(['x', 'y']), 2)).toBe(-1);
  expect(rowToGoOn(2, about, at([]), 0)).toBe(-1);
});
