import { expect, test } from 'vitest';
import { beforeOfDrop, beforeOfStep, withPlaced, withSaved } from './order.ts';

const one = (id: string) => ({ id, name: id, query: `title:${id}`, papers: 3 });
const ALL = [one('a'), one('b'), one('c')];
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).join('');

test('[FIND-6] saved searches are put in order by hand', () => {
  expect(ids(withPlaced(ALL, 'c', 'a'))).toBe('cab');
  expect(ids(withPlaced(ALL, 'a', null))).toBe('bca');
  expect(withPlaced(ALL, 'a', 'a')).toBe(ALL);
  expect(beforeOfStep(ALL, 'b', 1)).toBeNull();
  expect(beforeOfStep(ALL, 'a', 1)).toBe('c');
  expect(beforeOfStep(ALL, 'c', -1)).toBe('b');
  expect(beforeOfStep(ALL, 'a', -1)).toBeUndefined();
  expect(beforeOfStep(ALL, 'c', 1)).toBeUndefined();
  expect(beforeOfDrop(ALL, 'a', { id: 'c', position: 'after' })).toBeNull();
  expect(beforeOfDrop(ALL, 'c', { id: 'a', position: 'before' })).toBe('a');
});

test('[FIND-6] a search that is saved anew stays in its place, its number only with its query', () => {
  const renamed = withSaved(ALL, { id: 'b', name: 'other', query: 'title:b' });
  expect(ids(renamed)).toBe('abc');
  expect(renamed[1]).toEqual({ id: 'b', name: 'other', query: 'title:b', papers: 3 });
  expect(withSaved(ALL, { id: 'b', name: 'b', query: 'new' })[1]?.papers).toBeNull();
  expect(ids(withSaved(ALL, { id: 'd', name: 'd', query: '' }))).toBe('abcd');
});
