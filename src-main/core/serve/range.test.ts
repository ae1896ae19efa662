import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange } from './range.ts';

test.each([
  ['bytes=0-0', 10, { kind: 'part', start: 0, end: 0 }],
  ['bytes=2-5', 10, { kind: 'part', start: 2, end: 5 }],
  ['bytes=2-', 10, { kind: 'part', start: 2, end: 9 }],
  ['bytes=2-99', 10, { kind: 'part', start: 2, end: 9 }],
  ['bytes=-3', 10, { kind: 'part', start: 7, end: 9 }],
  ['bytes=-99', 10, { kind: 'part', start: 0, end: 9 }],
  ['BYTES=0-1', 10, { kind: 'part', start: 0, end: 1 }],
  ['bytes=10-', 10, { kind: 'unsatisfiable' }],
  ['bytes=10-20', 10, { kind: 'unsatisfiable' }],
  ['bytes=-0', 10, { kind: 'unsatisfiable' }],
  ['bytes=0-', 0, { kind: 'unsatisfiable' }],
  ['bytes=5-2', 10, { kind: 'whole' }],
  ['bytes=-', 10, { kind: 'whole' }],
  ['bytes=0-1,4-5', 10, { kind: 'whole' }],
  ['pages=0-1', 10, { kind: 'whole' }],
  ['bytes=0x1-2', 10, { kind: 'whole' }],
  [`bytes=${'9'.repeat(400)}-`, 10, { kind: 'whole' }],
  [null, 10, { kind: 'whole' }],
])('[READ-8] the range %j of %i bytes', (header, size, expected) => {
  expect(parseRange(header, size)).toEqual(expected);
});

test('[READ-8] a part always lies within the file', () => {
  const number = fc.oneof(fc.nat(40).map(String), fc.constant(''));
  let parts = 0;
  fc.assert(
    fc.property(number, number, fc.nat(30), (first, last, size) => {
      const result = parseRange(`bytes=${first}-${last}`, size);
      if (result.kind !== 'part') return;
      parts += 1;
      expect(result.start).toBeGreaterThanOrEqual(0);
      expect(result.end).toBeGreaterThanOrEqual(result.start);
      expect(result.end).toBeLessThan(size);
    }),
    { seed: 1, numRuns: 500 },
  );
  expect(parts).toBeGreaterThan(50);
});
