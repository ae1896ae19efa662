import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ListItem, ListItems } from './list-items.ts';

/** The lines of a grouped list, one by one. */
function naive(counts: readonly number[]): ListItem[] {
  let row = 0;
  return counts.flatMap((count, index) => [
    { kind: 'heading', day: `day ${index}`, count } as const,
    ...Array.from({ length: count }, () => ({ kind: 'row', row: row++ }) as const),
  ]);
}

function viewOf(counts: readonly number[]) {
  let start = 0;
  const groups = counts.map((count, index) => {
    const group = { day: `day ${index}`, start, count };
    start += count;
    return group;
  });
  return { groups, total: start };
}

test('[LIB-2] the list has a heading and its rows for each featured day', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }), (counts) => {
      const wanted = naive(counts);
      const items = new ListItems(viewOf(counts));
      expect(items.count).toBe(wanted.length);
      let heading = -1;
      for (const [index, item] of wanted.entries()) {
        expect(items.at(index)).toEqual(item);
        if (item.kind === 'heading') heading = index;
        expect(items.headingOf(index)).toBe(heading);
        if (item.kind === 'row') {
          expect(items.ofRow(item.row)).toBe(index);
          expect(items.isFirst(item.row)).toBe(index === heading + 1);
        }
      }
    }),
    { seed: 7 },
  );
});

test('[LIB-2] a list without groups has rows only', () => {
  const items = new ListItems({ groups: [], total: 3 });
  expect(items.count).toBe(3);
  expect([0, 1, 2].map((item) => items.at(item))).toEqual([
    { kind: 'row', row: 0 },
    { kind: 'row', row: 1 },
    { kind: 'row', row: 2 },
  ]);
  expect(items.ofRow(2)).toBe(2);
  expect(items.headingOf(1)).toBe(-1);
  expect(items.isFirst(0)).toBe(false);
});
