import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Collection } from '../../src-shared/contract/index.ts';
import {
  ancestorsOf,
  placeOf,
  placeOfDrop,
  placeOfIndent,
  placeOfStep,
  toTree,
  withCreated,
  withDescendants,
  withMoved,
  withRemoved,
  withRenamed,
} from './tree.ts';

const one = (id: string, parent: string | null = null): Collection => ({
  id,
  name: id.toUpperCase(),
  parent,
  papers: 0,
  nested: 0,
});

/** a (b (c)), d, e */
const ALL = [one('a'), one('b', 'a'), one('c', 'b'), one('d'), one('e')];
const ids = (all: readonly Collection[]) => all.map(({ id }) => id).join(' ');

test('[COLL-1] collections are a tree with siblings in the order of the list', () => {
  const [a, d, e] = toTree(ALL);
  expect(a?.children[0]?.children[0]?.id).toBe('c');
  expect([d?.id, e?.id]).toEqual(['d', 'e']);
  expect(ancestorsOf(ALL, 'c')).toEqual(['b', 'a']);
  expect([...withDescendants(ALL, 'a')]).toEqual(['a', 'b', 'c']);
});

test('[COLL-1] a drop puts a collection on another, in front of it or behind it', () => {
  expect(placeOfDrop(ALL, 'e', { id: 'a', position: 'on' })).toEqual({ parent: 'a', before: null });
  expect(placeOfDrop(ALL, 'e', { id: 'd', position: 'before' })).toEqual({
    parent: null,
    before: 'd',
  });
  expect(placeOfDrop(ALL, 'a', { id: 'd', position: 'after' })).toEqual({
    parent: null,
    before: 'e',
  });
  expect(placeOfDrop(ALL, 'd', { id: 'b', position: 'after' })).toEqual({
    parent: 'a',
    before: null,
  });
});

test('[COLL-1] a drop into itself, or where it stands, is refused', () => {
  for (const position of ['on', 'before', 'after'] as const) {
    expect(placeOfDrop(ALL, 'a', { id: 'c', position })).toBeNull();
    expect(placeOfDrop(ALL, 'a', { id: 'a', position })).toBeNull();
  }
  expect(placeOfDrop(ALL, 'd', { id: 'a', position: 'after' })).toBeNull();
  expect(placeOfDrop(ALL, 'd', { id: 'e', position: 'before' })).toBeNull();
});

test('[COLL-1] a collection steps among its siblings, into one and out of one', () => {
  expect(placeOfStep(ALL, 'd', -1)).toEqual({ parent: null, before: 'a' });
  expect(placeOfStep(ALL, 'a', 1)).toEqual({ parent: null, before: 'e' });
  expect(placeOfStep(ALL, 'a', -1)).toBeNull();
  expect(placeOfStep(ALL, 'e', 1)).toBeNull();
  expect(placeOfIndent(ALL, 'd', 'in')).toEqual({ parent: 'a', before: null });
  expect(placeOfIndent(ALL, 'a', 'in')).toBeNull();
  expect(placeOfIndent(ALL, 'b', 'out')).toEqual({ parent: null, before: 'd' });
  expect(placeOfIndent(ALL, 'd', 'out')).toBeNull();
});

test('[COLL-1] what is done to a collection shows at once', () => {
  expect(ids(withMoved(ALL, 'a', { parent: null, before: null }))).toBe('d e a b c');
  expect(ids(withMoved(ALL, 'e', { parent: 'a', before: 'b' }))).toBe('a e b c d');
  expect(withMoved(ALL, 'a', { parent: 'c', before: null })).toBe(ALL);
  expect(ids(withCreated(ALL, { id: 'f', name: 'F', parent: 'b' }))).toBe('a b c f d e');
  expect(ids(withRemoved(ALL, 'a'))).toBe('d e');
  expect(withRenamed(ALL, 'd', 'Other')[3]?.name).toBe('Other');
});

test('[COLL-1] whatever is moved wherever, no collection is lost nor in itself', () => {
  const move = fc.record({
    id: fc.nat(7),
    target: fc.nat(7),
    position: fc.constantFrom('on' as const, 'before' as const, 'after' as const),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let all: readonly Collection[] = Array.from({ length: 8 }, (_, index) => one(String(index)));
      for (const { id, target, position } of moves) {
        const place = placeOfDrop(all, String(id), { id: String(target), position });
        if (place === null) continue;
        all = withMoved(all, String(id), place);
        expect(placeOf(all, String(id))).toEqual(place);
      }
      expect(all).toHaveLength(8);
      const seen = new Set<string | null>([null]);
      for (const { id, parent } of all) {
        expect(seen.has(parent)).toBe(true);
        seen.add(id);
      }
    }),
    { seed: 4 },
  );
});
