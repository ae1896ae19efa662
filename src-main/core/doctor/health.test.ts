import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addPapers } from '../backup/test-library.ts';
import { LibraryStore } from '../store/index.ts';
import { Health, wasLeftOpen } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-health-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('Health', () => {
  it('[BACK-1] finds a damaged page of a library that is open, and tells once', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const first = await LibraryStore.open(folder);
    await addPapers(
      first,
      Array.from({ length: 200 }, (_, number) => number),
      2_000,
    );
    await first.close();
    let found = 0;
    const health = new Health(folder, () => {
      found += 1;
    });
    const store = await LibraryStore.open(folder);
    await health.check();
    expect(health.damaged).toBe(false);
    await store.close();
    const path = join(folder, 'library.sqlite');
    const page = Math.floor(statSync(path).size / 4096 / 2) * 4096;
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page);
    closeSync(file);
    const again = await LibraryStore.open(folder);
    await health.check();
    await health.check();
    expect(health.damaged).toBe(true);
    expect(found).toBe(1);
    expect(told).toHaveBeenCalledOnce();
    await again.close();
    told.mockRestore();
  });

  it('[BACK-2] tells a library that was closed from one that was not', async () => {
    const store = await LibraryStore.open(folder);
    await addPapers(store, [1]);
    expect(wasLeftOpen(folder)).toBe(true);
    await store.close();
    expect(wasLeftOpen(folder)).toBe(false);
  });
});
