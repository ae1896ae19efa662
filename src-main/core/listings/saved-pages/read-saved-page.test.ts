import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSavedPage } from './read-saved-page.ts';

const { signal } = new AbortController();
const LONG = { ms: 60_000, megabytes: 512 };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name, savedOn: null };
}

const record = (n: number): string => `A Title ${n}\n\n${'An abstract of it. '.repeat(20)}\n\n`;
const records = (count: number): string =>
  `Daily Papers\n\n${Array.from({ length: count }, (_, n) => record(n)).join('')}`;

test('[PERF-7] gives the papers of a page in order, some at a time', async () => {
  const page = await readSavedPage(file('page.txt', records(250)), signal);
  if (!page.ok) throw new Error(page.reason);
  expect(page.head).toEqual({ layout: 'B', problems: [], problemsLeftOut: 0 });
  const batches: string[][] = [];
  for await (const papers of page.batches) batches.push(papers.map(({ title }) => title));
  expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(batches.flat()).toEqual(Array.from({ length: 250 }, (_, n) => `A Title ${n}`));
});

test('[LIST-7] tells the first thousand problems, and how many more there are', async () => {
  const entry = JSON.stringify({ id: '2606.00001', title: 'T', summary: 'S' });
  const lines = [entry, ...Array.from({ length: 1_500 }, () => '{"x": 1}')].join('\n');
  const page = await readSavedPage(file('bad.jsonl', lines), signal);
  expect(page.ok && page.head.problems.length).toBe(1_000);
  expect(page.ok && page.head.problemsLeftOut).toBe(500);
  if (page.ok) await page.batches.return(undefined);
});

test('[LIST-4] ends what takes too long, what is cancelled, and what cannot be read', async () => {
  const page = file('page.txt', records(10));
  expect(await readSavedPage(page, signal, { ...LONG, ms: 1 })).toEqual({
    ok: false,
    reason: 'timeout',
  });
  const stop = new AbortController();
  const reading = readSavedPage(page, stop.signal, LONG);
  stop.abort();
  expect(await reading).toEqual({ ok: false, reason: 'cancelled' });
  expect(await readSavedPage(page, stop.signal)).toEqual({ ok: false, reason: 'cancelled' });
  const gone = { ...page, path: join(folder, 'none.txt') };
  expect(await readSavedPage(gone, signal)).toEqual({ ok: false, reason: 'disk-error' });
});

test('[LIST-7] a page that memory does not suffice for ends its thread, not the program', async () => {
  const lines = 'Submitted by aBcD eF\n'.repeat(200_000);
  const read = await readSavedPage(file('huge.txt', lines), signal, { ...LONG, megabytes: 16 });
  expect(read).toEqual({ ok: false, reason: 'too-long' });
});
