import { expect, test } from 'vitest';
import { rebase } from './rebase.ts';
import { between, countOf, isSelected, NOTHING, toggle, wholeOf } from './selection.ts';

/** A list of papers by name, as the core would tell of it. */
function viewOf(ids: readonly string[]) {
  return {
    total: ids.length,
    rowOf: async (id: string) => (ids.includes(id) ? ids.indexOf(id) : null),
    ids: async (offset: number, limit: number) => ids.slice(offset, offset + limit),
  };
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `p${from + index}`);

test('[LIB-2] papers that were picked stay selected where they went, and no others', async () => {
  const picked = toggle(toggle(NOTHING, { row: 2, id: 'p2' }), { row: 5, id: 'p5' });
  const now = await rebase(picked, viewOf(['new', ...range(0, 10)]));
  expect([...now.picks]).toEqual([
    ['p2', 3],
    ['p5', 6],
  ]);
  expect(isSelected(now, 2, 'p1')).toBe(false);
});

test('[LIB-2] what has left the list is not selected behind the user’s back', async () => {
  const picked = toggle(toggle(NOTHING, { row: 2, id: 'p2' }), { row: 5, id: 'p5' });
  const one = await rebase(picked, viewOf(['p0', 'p1', 'p5']));
  expect([...one.picks.keys()]).toEqual(['p5']);
  expect(await rebase(picked, viewOf(['p0', 'p1']))).toBe(NOTHING);
});

test('[LIB-2] a long span keeps the papers at its ends; the whole list takes in what comes', async () => {
  const idAt = (row: number) => (row < 10 || row > 390 ? `p${row}` : undefined);
  const span = between(5, 395, idAt);
  const moved = await rebase(span, viewOf(['a', 'b', ...range(0, 400)]));
  expect(moved.spans).toMatchObject([{ first: 7, last: 397 }]);
  const cut = await rebase(span, viewOf(range(6, 400)));
  expect(cut.spans).toMatchObject([{ first: 0, last: 389 }]);

  const all = toggle(wholeOf(400), { row: 3, id: 'p3' });
  const grown = await rebase(all, viewOf(['a', ...range(0, 400)]));
  expect(countOf(grown)).toBe(400);
  expect(isSelected(grown, 4, 'p3')).toBe(false);
  expect(await rebase(all, viewOf([]))).toBe(NOTHING);
});
