import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangeKeys, keyBetween, type Ordered } from './fractional.ts';

test('[COLL-1] there is always a key between two, and it never ends in the lowest digit', () => {
  const places = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(places, (inserts) => {
      const keys: string[] = [];
      for (const place of inserts) {
        const at = place % (keys.length + 1);
        const key = keyBetween(keys[at - 1] ?? null, keys[at] ?? null);
        expect(key.endsWith('0')).toBe(false);
        keys.splice(at, 0, key);
      }
      expect(keys).toEqual([...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)));
    }),
    { seed: 11 },
  );
});

test('[COLL-1] keys stay short at both ends, and grow slowly at one place in the middle', () => {
  let last: string | null = null;
  for (let count = 0; count < 10_000; count++) last = keyBetween(last, null);
  expect(last!.length).toBeLessThanOrEqual(4);
  let first = keyBetween(null, null);
  for (let count = 0; count < 10_000; count++) {
    const next = keyBetween(null, first);
    expect(next < first && !next.endsWith('0')).toBe(true);
    first = next;
  }
  expect(first.length).toBeLessThanOrEqual(4);
  let inner = last!;
  for (let count = 0; count < 1_000; count++) inner = keyBetween(first, inner);
  expect(inner.length).toBeLessThan(250);
});

test('[COLL-1] there is a key ahead of the very first steps, too', () => {
  for (const high of ['0001', '0002', '0003', '00011', '001', '01', '1', '00001'])
    for (let key = high, count = 0; count < 70; count++) {
      const next = keyBetween(null, key);
      expect(next < key && !next.endsWith('0')).toBe(true);
      key = next;
    }
});

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

test('[COLL-1] what is moved stands where it was put, whatever keys the others have', () => {
  // Keys of machines that worked apart: equal ones and none at all.
  const key = fc.option(fc.constantFrom('1', '2', 'V', 'V1', 'k'));
  const orders = fc.record({
    keys: fc.array(key, { minLength: LETTERS.length, maxLength: LETTERS.length }),
    moved: fc.shuffledSubarray(LETTERS, { minLength: 1, maxLength: 4 }),
    before: fc.option(fc.constantFrom(...LETTERS)),
  });
  fc.assert(
    fc.property(orders, ({ keys, moved, before }) => {
      const current = sorted(LETTERS.map((id, index) => ({ id, key: keys[index]! })));
      const written = arrangeKeys(current, moved, before);
      const after = sorted(current.map(({ id, key }) => ({ id, key: written.get(id) ?? key })));
      const rest = current.map(({ id }) => id).filter((id) => !moved.includes(id));
      const at = before === null ? -1 : rest.indexOf(before);
      const wanted = at < 0 ? [...rest, ...moved] : rest.toSpliced(at, 0, ...moved);
      expect(after.map(({ id }) => id)).toEqual(wanted);
    }),
    { seed: 5, numRuns: 2_000 },
  );
});

/** As lists are ordered: those without a key last, equal ones by their ids. */
function sorted(ordered: readonly Ordered[]): Ordered[] {
  const rank = ({ id, key }: Ordered) => [key === null ? '1' : `0${key}`, id].join('\n');
  return ordered.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
