import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKey, textOfSortKey } from './sort-key.ts';

const edges = [
  0x41, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x11fff, 0x12000, 0x100000, 0x10dfff, 0x10e000,
  0x10ffff,
];
const character = fc.oneof(
  fc.constantFrom(...edges.map((code) => String.fromCodePoint(code))),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const text = fc
  .array(character, { maxLength: 4 })
  .map((characters) => characters.join('').replaceAll('\0', ''));

test('[PERF-9] sort keys order in SQLite as the texts do in JavaScript, and differ when they do', () => {
  const db = new DatabaseSync(':memory:');
  const less = db.prepare('SELECT ? < ? AS less');
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(less.get(sortKey(a), sortKey(b))).toEqual({ less: Number(a < b) });
      expect(sortKey(a) === sortKey(b)).toBe(a === b);
      expect(textOfSortKey(sortKey(a))).toBe(a);
    }),
    { numRuns: 2_000, seed: 6 },
  );
  db.close();
});

test('[PERF-9] texts without rare characters are their own key', () => {
  expect(sortKey('arxiv:2606.00467 – Größe, 中文, ไทย')).toBe(
    'arxiv:2606.00467 – Größe, 中文, ไทย',
  );
});
