import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  between,
  countOf,
  type IdAt,
  isSelected,
  NOTHING,
  type Selection,
  toggle,
  wholeOf,
  withBetween,
} from './selection.ts';

const idOf = (row: number): string => `arxiv:${row}`;
const rowsOf = (selection: Selection, total: number): number[] =>
  Array.from({ length: total }, (_, row) => row).filter((row) =>
    isSelected(selection, row, idOf(row)),
  );

test('[LIB-2] picks and a range are selected, and a row in it is taken out again', () => {
  let selection = toggle(toggle(NOTHING, { row: 1, id: idOf(1) }), { row: 9, id: idOf(9) });
  expect(countOf(selection)).toBe(2);
  selection = withBetween(selection, 6, 4, idOf);
  expect(rowsOf(selection, 12)).toEqual([1, 4, 5, 6, 9]);
  selection = toggle(selection, { row: 5, id: idOf(5) });
  expect(rowsOf(selection, 12)).toEqual([1, 4, 6, 9]);
  expect(countOf(selection)).toBe(4);
  expect(rowsOf(between(2, 0, idOf), 12)).toEqual([0, 1, 2]);
});

test('[LIB-2] all of a hundred thousand papers is one span, less what is taken out', () => {
  const all = toggle(wholeOf(100_000), { row: 7, id: idOf(7) });
  expect(all.spans).toHaveLength(1);
  expect(countOf(all)).toBe(99_999);
  expect(isSelected(all, 7, idOf(7))).toBe(false);
  expect(isSelected(all, 99_999, undefined)).toBe(true);
  expect(countOf(wholeOf(0))).toBe(0);
});

const TOTAL = 600;
const row = fc.nat(TOTAL - 1);
const step = fc.oneof(
  fc.record({ kind: fc.constant('toggle' as const), row, to: row }),
  fc.record({ kind: fc.constant('add' as const), row, to: row }),
  fc.record({ kind: fc.constant('only' as const), row, to: row }),
  fc.record({ kind: fc.constant('all' as const), row, to: row }),
);

/** Rows as a plain set, for what the selection must be. */
function naive(set: Set<number>, { kind, row, to }: { kind: string; row: number; to: number }) {
  if (kind === 'toggle') {
    if (!set.delete(row)) set.add(row);
    return set;
  }
  const next = kind === 'add' ? set : new Set<number>();
  const [first, last] = kind === 'all' ? [0, TOTAL - 1] : [Math.min(row, to), Math.max(row, to)];
  for (let one = first; one <= last; one++) next.add(one);
  return next;
}

test('[LIB-2] whatever is clicked and however much is loaded, it is what a set of rows would be', () => {
  let spans = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.nat(TOTAL), (steps, loaded) => {
      const idAt: IdAt = (one) => (one < loaded ? idOf(one) : undefined);
      let selection = NOTHING;
      let expected = new Set<number>();
      for (const one of steps) {
        if (one.kind === 'toggle')
          selection = toggle(selection, { row: one.row, id: idOf(one.row) });
        else if (one.kind === 'add') selection = withBetween(selection, one.row, one.to, idAt);
        else if (one.kind === 'only') selection = between(one.row, one.to, idAt);
        else selection = wholeOf(TOTAL);
        expected = naive(expected, one);
        expect(rowsOf(selection, TOTAL)).toEqual([...expected].sort((a, b) => a - b));
        expect(countOf(selection)).toBe(expected.size);
        spans += selection.spans.length;
      }
    }),
    { seed: 5, numRuns: 150 },
  );
  expect(spans).toBeGreaterThan(100);
});
