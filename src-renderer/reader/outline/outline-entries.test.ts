import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entryAfter,
  type OutlineEntry,
  type OutlineNode,
  pathTo,
  toTree,
} from './outline-entries.ts';

const entry = (level: number): OutlineEntry => ({
  title: 'A section',
  level,
  page: 0,
  top: null,
  left: null,
  offset: null,
});
const of = (...levels: number[]) => levels.map(entry);
const shape = (nodes: readonly OutlineNode[]): unknown =>
  nodes.map(({ id, children }) => (children.length > 0 ? [id, shape(children)] : id));

describe('[READ-3] an outline', () => {
  test('is a tree by its levels', () => {
    expect(shape(toTree(of(0, 1, 2, 1, 0)))).toEqual([[0, [[1, [2]], 3]], 4]);
    expect(shape(toTree(of(2, 1, 0)))).toEqual([0, 1, 2]);
    expect(toTree([])).toEqual([]);
  });

  test('knows what an entry is under and where it ends', () => {
    const entries = of(0, 1, 2, 1, 0);
    expect(pathTo(entries, 2)).toEqual([0, 1, 2]);
    expect(pathTo(entries, 4)).toEqual([4]);
    expect(entryAfter(entries, 0)).toBe(4);
    expect(entryAfter(entries, 1)).toBe(3);
    expect(entryAfter(entries, 4)).toBe(-1);
  });

  test('has each entry once in its order, whatever the levels are', () => {
    const property = fc.property(fc.array(fc.nat(5)), (levels) => {
      const ids: number[] = [];
      const walk = (nodes: readonly OutlineNode[]): void => {
        for (const node of nodes) {
          ids.push(node.id);
          walk(node.children);
        }
      };
      walk(toTree(of(...levels)));
      expect(ids).toEqual(levels.map((_, id) => id));
    });
    fc.assert(property, { seed: 20261121 });
  });
});
