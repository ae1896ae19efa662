import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CacheEntry, CanvasCache, type Keep } from './canvas-cache.ts';

const released: string[] = [];

function entry(owner: object, page: number, bytes: number, keep: Keep = 'no'): CacheEntry {
  return { owner, page, bytes, keep, release: () => released.push(String(page)) };
}

function takeReleased(): string[] {
  return released.splice(0);
}

describe('canvas cache', () => {
  it('[PERF-5] lets go of what was used longest ago, over all documents', () => {
    const cache = new CanvasCache(100);
    const [a, b] = [{}, {}];
    takeReleased();
    cache.put(entry(a, 1, 40));
    cache.put(entry(b, 2, 40));
    cache.touch(cache.get(a, 1)!);
    cache.put(entry(b, 3, 40));
    expect(takeReleased()).toEqual(['2']);
    expect(cache.bytes).toBe(80);
    expect(cache.get(a, 1)).toBeDefined();
  });

  it('[PERF-5] never lets go of what is in the window for what is ahead of it', () => {
    const cache = new CanvasCache(100);
    const owner = {};
    takeReleased();
    cache.put(entry(owner, 1, 60, 'visible'));
    expect(cache.makeRoom(50, 'wanted')).toBe(40);
    cache.put(entry(owner, 2, 30, 'wanted'));
    expect(cache.makeRoom(50, 'wanted')).toBe(10);
    expect(cache.makeRoom(40, 'visible')).toBe(40);
    expect(takeReleased()).toEqual(['2']);
  });

  it('[PERF-5] counts drawings in progress, once', () => {
    const cache = new CanvasCache(100);
    const release = cache.reserve(70);
    expect(cache.makeRoom(50, 'visible')).toBe(30);
    release();
    release();
    expect(cache.bytes).toBe(0);
  });

  it('[READ-2] puts a drawing in place of the page’s former one', () => {
    const cache = new CanvasCache(100);
    const owner = {};
    takeReleased();
    cache.put(entry(owner, 1, 40, 'visible'));
    cache.put(entry(owner, 1, 60, 'visible'));
    expect(takeReleased()).toEqual(['1']);
    expect(cache.bytes).toBe(60);
  });

  it('[PERF-5] gives everything of a closed document back', () => {
    const cache = new CanvasCache(100);
    const [a, b] = [{}, {}];
    cache.put(entry(a, 1, 30, 'visible'));
    cache.put(entry(a, 2, 30));
    cache.put(entry(b, 1, 30));
    cache.clear(a);
    expect(cache.bytes).toBe(30);
    expect([...cache.of(a)]).toEqual([]);
  });

  it('[PERF-5] stays within its budget whatever is put, when room was made first', () => {
    const act = fc.record({
      owner: fc.integer({ min: 0, max: 3 }),
      page: fc.integer({ min: 0, max: 9 }),
      bytes: fc.integer({ min: 1, max: 60 }),
      keep: fc.constantFrom<Keep>('no', 'wanted', 'visible'),
    });
    let stored = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const cache = new CanvasCache(150);
        const owners = [{}, {}, {}, {}];
        for (const { owner, page, bytes, keep } of acts) {
          if (cache.makeRoom(bytes, keep) < bytes) continue;
          cache.put(entry(owners[owner]!, page, bytes, keep));
          stored++;
          expect(cache.bytes).toBeLessThanOrEqual(150);
          const all = owners.flatMap((o) => [...cache.of(o)]);
          expect(all.reduce((sum, e) => sum + e.bytes, 0)).toBe(cache.bytes);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(stored).toBeGreaterThan(500);
  });
});
