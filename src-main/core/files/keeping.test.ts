import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileDocument } from '../store/index.ts';
import { leastRecentlyUsed } from './keeping.ts';
import type { Content } from './ledger.ts';
import { newestFile } from './newest.ts';

function contentOf(paperId: string, storedAt: number): Content {
  const file = { id: paperId, paperId, sha256: paperId, bytes: 1, storedAt, url: 'http://x/' };
  return { sha256: paperId, bytes: 1, files: [{ ...file, origin: 'fetched' }] };
}

const pdf = fc.record({
  storedAt: fc.nat({ max: 400 }),
  readLater: fc.option(fc.nat({ max: 400 })),
});

test('[FILE-5] the order of going is that of the last use, however many there are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pdf, { maxLength: 700 }), async (pdfs) => {
      const contents = pdfs.map(({ storedAt }, index) => contentOf(`p${index}`, storedAt));
      const read = new Map<string, number>(
        pdfs.flatMap(({ storedAt, readLater }, index) =>
          readLater === null ? [] : [[`p${index}`, storedAt + readLater] as const],
        ),
      );
      const asked: string[] = [];
      const readTimes = async (ids: readonly string[]): Promise<Map<string, number>> => {
        asked.push(...ids);
        return read;
      };
      const usedAt = ({ sha256, files }: Content): number =>
        Math.max(files[0]!.storedAt, read.get(sha256) ?? 0);
      const times: number[] = [];
      for await (const content of leastRecentlyUsed(contents, readTimes))
        times.push(usedAt(content));
      expect(times).toEqual(contents.map(usedAt).sort((a, b) => a - b));
      expect(new Set(asked).size).toBe(asked.length);
    }),
    { seed: 5, numRuns: 60 },
  );
});

test('[PERF-7] no more is asked of the library than the first of them need', async () => {
  const contents = Array.from({ length: 5_000 }, (_, n) => contentOf(`p${n}`, n));
  let asked = 0;
  const order = leastRecentlyUsed(contents, async (ids) => {
    asked += ids.length;
    return new Map();
  });
  for (let count = 0; count < 20; count++) await order.next();
  expect(asked).toBe(200);
});

test('[FILE-3] the newest version opens, unless another file came later', () => {
  const file = (id: string, version: number | null, storedAt: number) =>
    ({ id, version, storedAt }) as FileDocument;
  const v1 = file('v1', 1, 30);
  const v2 = file('v2', 2, 20);
  expect(newestFile([])).toBeUndefined();
  expect(newestFile([v1, v2])?.id).toBe('v2');
  expect(newestFile([v1, file('own', null, 10), v2])?.id).toBe('v2');
  expect(newestFile([v1, file('own', null, 25), v2])?.id).toBe('own');
  expect(newestFile([file('a', null, 1), file('b', null, 2)])?.id).toBe('b');
  expect(newestFile([file('a', 2, 1), file('b', 2, 2)])?.id).toBe('b');
});
