import { expect, test } from 'vitest';
import { arrangeOf, beforeOfDrop, beforeOfStep } from './hand-order.ts';
import type { ListSection } from './sections.ts';

const ids = ['a', 'b', 'c', 'd'];
const idAt = (row: number): string | undefined => ids[row];

test('[COLL-2] a paper steps up and down, and stays at the ends', () => {
  expect(beforeOfStep([2], -1, idAt, 4)).toBe('b');
  expect(beforeOfStep([0], -1, idAt, 4)).toBeUndefined();
  expect(beforeOfStep([1], 1, idAt, 4)).toBe('d');
  expect(beforeOfStep([2], 1, idAt, 4)).toBeNull();
  expect(beforeOfStep([3], 1, idAt, 4)).toBeUndefined();
  expect(beforeOfStep([], 1, idAt, 4)).toBeUndefined();
});

test('[COLL-2] several papers step together, past the one beside them', () => {
  expect(beforeOfStep([1, 2], -1, idAt, 4)).toBe('a');
  expect(beforeOfStep([1, 2], 1, idAt, 4)).toBeNull();
});

test('[COLL-2] a drop goes in front of the first paper there that is not dropped itself', () => {
  expect(beforeOfDrop(1, new Set(['d']), idAt, 4)).toBe('b');
  expect(beforeOfDrop(1, new Set(['b', 'c']), idAt, 4)).toBe('d');
  expect(beforeOfDrop(4, new Set(['a']), idAt, 4)).toBeNull();
  expect(beforeOfDrop(3, new Set(['d']), idAt, 4)).toBeNull();
  expect(beforeOfDrop(2, new Set(['a']), () => undefined, 4)).toBeUndefined();
});

test('[COLL-2] only lists that stand in the order of the hand are arranged', () => {
  const list = (scope: ListSection['scope']): ListSection => ({
    ...{ id: 'x', title: 'X', empty: '' },
    scope,
  });
  expect(arrangeOf(list({ kind: 'reading-list' }), 'manual')).not.toBeNull();
  expect(arrangeOf(list({ kind: 'collection', id: 'c', nested: false }), 'manual')).not.toBeNull();
  expect(arrangeOf(list({ kind: 'reading-list' }), 'title')).toBeNull();
  expect(arrangeOf(list({ kind: 'all' }), 'manual')).toBeNull();
});
