import { expect, it } from 'vitest';
import { readAhead } from './read-ahead.ts';

it('[PERF-5] reads two pages ahead, hands them over in order, and no more than are asked for', async () => {
  const begun: number[] = [];
  const read = async (page: number) => {
    begun.push(page);
    await new Promise((resolve) => setTimeout(resolve, page === 5 ? 8 : 1));
    return `page ${page}`;
  };
  const seen: string[] = [];
  for await (const [page, text] of readAhead([5, 6, 4, 7, 3, 8], read)) {
    seen.push(text);
    expect(begun.length).toBeLessThanOrEqual(seen.length + 2);
    if (page === 7) break;
  }
  expect(seen).toEqual(['page 5', 'page 6', 'page 4', 'page 7']);
  expect(begun).toEqual([5, 6, 4, 7, 3, 8]);
});

it('[PERF-5] takes what is at hand as it is', async () => {
  const all: unknown[] = [];
  for await (const pair of readAhead([1, 2], (page) => page * 2)) all.push(pair);
  expect(all).toEqual([
    [1, 2],
    [2, 4],
  ]);
});
