import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorsAtEnd, errorsAtStart, findApproximately } from './approximate.ts';

const seed = { seed: 20260613, numRuns: 300 };
const letters = (max: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: max });

/** Edit distance by its definition. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let k = 1; k <= b.length; k++) {
      const same = row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1);
      next.push(Math.min(same, row[k]! + 1, next[k - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

describe('approximate matching', () => {
  it('[MARK-3] finds the least edited place, as trying every place does', () => {
    fc.assert(
      fc.property(letters(70), letters(90), (pattern, text) => {
        const [best] = findApproximately(pattern, text, pattern.length);
        let least = pattern.length;
        for (let start = 0; start < text.length; start += 1) {
          const rest = text.slice(start);
          least = Math.min(least, errorsFrom(pattern, rest));
        }
        expect(best!.errors).toBe(least);
        expect(distance(pattern, text.slice(best!.start, best!.end))).toBe(least);
      }),
      { ...seed, numRuns: 40 },
    );
  });

  it('[MARK-3] measures what stands at the beginning and at the end', () => {
    fc.assert(
      fc.property(letters(40), letters(70), (pattern, text) => {
        expect(errorsAtStart(pattern, text)).toBe(errorsFrom(pattern, text));
        const back = (s: string) => s.split('').reverse().join('');
        expect(errorsAtEnd(pattern, text)).toBe(errorsFrom(back(pattern), back(text)));
      }),
      seed,
    );
  });

  it('[MARK-3] finds nothing beyond the allowed errors, and each of several places', () => {
    expect(findApproximately('reader', 'nothing of the kind', 2)).toEqual([]);
    const text = 'the quick reader and the quack reader';
    const found = findApproximately('the quick', text, 2);
    expect(found.map(({ start, errors }) => [start, errors])).toEqual([
      [0, 0],
      [21, 1],
    ]);
  });
});

/** Least distance from any beginning of a text. */
function errorsFrom(pattern: string, text: string): number {
  let row = Array.from({ length: pattern.length + 1 }, (_, i) => i);
  let least = pattern.length;
  for (const character of text.split('')) {
    const next = [row[0]! + 1];
    for (let k = 1; k <= pattern.length; k++) {
      const same = row[k - 1]! + (pattern[k - 1] === character ? 0 : 1);
      next.push(Math.min(same, row[k]! + 1, next[k - 1]! + 1));
    }
    row = next;
    least = Math.min(least, row[pattern.length]!);
  }
  return least;
}
