import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inParts } from './in-parts.ts';

it('[PERF-7] asks for all of a list, and for no more than was wanted, in parts', async () => {
  const size = fc.integer({ min: 0, max: 2_100 });
  await fc.assert(
    fc.asyncProperty(
      size,
      size,
      fc.integer({ min: 1, max: 2_100 }),
      async (total, offset, limit) => {
        const all = Array.from({ length: total }, (_, index) => index);
        const longest: number[] = [];
        const got: number[] = [];
        const parts = inParts({ limit, offset }, async (part) => {
          longest.push(part.limit);
          return all.slice(part.offset, part.offset + part.limit);
        });
        for await (const part of parts) got.push(...part);
        expect(got).toEqual(all.slice(offset, offset + limit));
        expect(Math.max(...longest)).toBeLessThanOrEqual(500);
      },
    ),
    { seed: 20261121, numRuns: 60 },
  );
});
