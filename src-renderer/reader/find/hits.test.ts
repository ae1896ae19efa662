import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Hit, Hits } from './hits.ts';
import { scanOrder } from './scan-order.ts';

const range = (start: number) => ({ start, end: start + 1 });

describe('[READ-3] pages are looked through', () => {
  test('nearest first, all of them once', () => {
    expect(scanOrder(3, 0, 5)).toEqual([3, 4, 2, 5, 1, 0]);
    expect(scanOrder(0, 2, 4)).toEqual([2, 3, 4]);
    expect(scanOrder(0, 0, -1)).toEqual([]);
  });
});

describe('[READ-3] hits', () => {
  test('are counted while more pages are looked through', () => {
    const hits = new Hits(0, 3);
    hits.put(2, [range(4), range(9)]);
    expect(hits.count).toBe(2);
    expect(hits.rankOf({ page: 2, index: 1 })).toBe(2);
    expect(hits.next({ page: 2, index: 0 }, 1)).toEqual({ page: 2, index: 1 });
    expect(hits.next({ page: 2, index: 1 }, 1)).toBe('unknown');
    hits.put(1, [range(0)]);
    expect(hits.rankOf({ page: 2, index: 1 })).toBe(3);
    expect(hits.next({ page: 2, index: 0 }, -1)).toEqual({ page: 1, index: 0 });
    hits.put(3, []);
    hits.put(0, []);
    expect(hits.isWhole).toBe(true);
    expect(hits.next({ page: 2, index: 1 }, 1)).toEqual({ page: 1, index: 0 });
    expect(hits.next({ page: 1, index: 0 }, -1)).toEqual({ page: 2, index: 1 });
  });

  test('are chosen from a place of a page', () => {
    const hits = new Hits(5, 6);
    hits.put(5, [range(4), range(9)]);
    expect(hits.near(5, 5)).toEqual({ page: 5, index: 1 });
    expect(hits.near(5, 10)).toEqual({ page: 5, index: 0 });
    expect(hits.near(6, 0)).toBeNull();
  });

  test('follow each other once round, in either direction', () => {
    const pages = fc.array(fc.nat(3), { minLength: 1, maxLength: 8 });
    const property = fc.property(pages, fc.nat(5), (counts, first) => {
      const hits = new Hits(first, first + counts.length - 1);
      const order = scanOrder(first + 2, first, first + counts.length - 1);
      for (const page of order) {
        hits.put(
          page,
          Array.from({ length: counts[page - first]! }, (_, i) => range(i * 2)),
        );
      }
      const all: Hit[] = counts.flatMap((count, page) =>
        Array.from({ length: count }, (_, index) => ({ page: first + page, index })),
      );
      expect(hits.count).toBe(all.length);
      expect(hits.isWhole).toBe(true);
      for (const [i, hit] of all.entries()) {
        expect(hits.rankOf(hit)).toBe(i + 1);
        expect(hits.next(hit, 1)).toEqual(all[(i + 1) % all.length]);
        expect(hits.next(hit, -1)).toEqual(all.at(i - 1));
      }
    });
    fc.assert(property, { seed: 20261121, numRuns: 300 });
  });
});
