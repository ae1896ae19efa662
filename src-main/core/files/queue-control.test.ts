import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { FetchResult } from '../../../src-shared/contract/index.ts';
import { RESERVE_BYTES, realDisk } from './disk.ts';
import { Bench, failure, good, inPlace, PDF, SHA } from './test-bench.ts';
import { until } from './test-files.ts';
import { serveFile } from './test-upstream.ts';

const bench = Bench.use();

function stalls(count: number): boolean {
  return count === 1;
}

describe('pausing', () => {
  test('[FILE-1] stops a download, which goes on with Range when it is resumed', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, stalls(count) ? { stallAfter: 25_000 } : {});
    const it = bench.open();
    await it.files.fetch(['p', 'q'], { first: false });
    const waited = it.files.wait(['p', 'q']);
    await until(() => it.files.stateOf('p')?.received === 25_000);
    it.files.pause();
    expect(await waited).toMatchObject([
      { id: 'p', state: 'queued', reason: null },
      { id: 'q', state: 'queued', reason: null },
    ]);
    await until(() => it.files.status().active.length === 0);
    expect(it.files.status()).toMatchObject({ paused: true, done: 0, failed: 0, total: 2 });
    expect(it.files.stateOf('p')).toMatchObject({ state: 'queued', expected: PDF.length });
    expect(it.left()).toEqual(it.files.partials());
    await it.files.fetch(['r'], { first: true });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(bench.upstream.requests).toHaveLength(1);
    it.files.resume();
    await it.files.wait(['p', 'q', 'r']);
    expect(it.files.status()).toMatchObject({ paused: false, done: 3, total: 3 });
    expect(bench.ranges().filter((range) => range !== undefined)).toEqual(['bytes=25000-']);
    expect(it.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-1] lasts over a restart, and so does the part', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, stalls(count) ? { stallAfter: 25_000 } : {});
    const before = bench.open();
    await before.files.fetch(['p', 'q'], { first: false });
    await until(() => before.files.stateOf('p')?.received === 25_000);
    before.files.pause();
    const after = await bench.restart(before);
    after.files.start();
    expect(await after.files.wait(['p'])).toMatchObject([{ state: 'queued' }]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(bench.upstream.requests).toHaveLength(1);
    expect(after.files.status()).toMatchObject({ paused: true, total: 2 });
    after.files.resume();
    expect(await after.files.wait(['p', 'q'])).toMatchObject([
      { state: 'stored' },
      { state: 'stored' },
    ]);
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-', undefined]);
    const again = await bench.restart(after);
    expect(again.files.status().paused).toBe(false);
  });

  test('[FILE-1] tells listeners, also of an empty queue', async () => {
    const it = bench.open();
    const told: string[][] = [];
    it.files.onChange((ids) => told.push([...ids]));
    it.files.pause();
    await until(() => told.length === 1);
    it.files.pause();
    it.files.resume();
    await until(() => told.length === 2);
    expect(told).toEqual([[], []]);
  });

  test('[FILE-1] paused and resumed at once, nothing is lost or fetched twice', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, stalls(count) ? { stallAfter: 25_000 } : {});
    const it = bench.open();
    await it.files.fetch(['p'], { first: false });
    await until(() => it.files.stateOf('p')?.received === 25_000);
    for (let round = 0; round < 5; round++) {
      it.files.pause();
      it.files.resume();
    }
    expect(await it.files.wait(['p'])).toMatchObject([{ state: 'stored' }]);
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-']);
  });
});

describe('retrying', () => {
  test('[FILE-2] tries again what is named, or all that has failed', async () => {
    bench.upstream.answer = (_, response) => void response.writeHead(404).end();
    const it = bench.open();
    await it.files.fetch(['a', 'b', 'c'], { first: false });
    expect(await it.files.wait(['a', 'b', 'c'])).toEqual(
      ['a', 'b', 'c'].map((id) => failure(id, 'not-found')),
    );
    bench.upstream.answer = good;
    await it.files.retry(['b', 'unknown']);
    expect(await it.files.wait(['a', 'b'])).toMatchObject([
      { state: 'failed' },
      { state: 'stored' },
    ]);
    expect(it.files.stateOf('unknown')).toBeUndefined();
    await it.files.retry([]);
    expect(await it.files.wait(['a', 'c'])).toMatchObject([
      { state: 'stored' },
      { state: 'stored' },
    ]);
    expect(bench.upstream.requests).toHaveLength(6);
  });
});

describe('a window of the queue', () => {
  test('[FILE-1] what is downloaded, then what waits in its order, then what failed', async () => {
    bench.upstream.answer = ({ url }, response) =>
      url === '/pdf/bad' ? void response.writeHead(404).end() : undefined;
    const it = bench.open();
    await it.get('bad');
    await it.files.fetch(['a', 'b', 'c'], { first: false });
    await until(() => it.files.status().active.length === 1);
    await it.files.fetch(['first'], { first: true });
    const { total, items } = it.files.queue({ offset: 0, limit: 100 });
    expect(total).toBe(5);
    expect(items.map(({ paperId, state, reason }) => [paperId, state, reason])).toEqual([
      ['a', 'downloading', null],
      ['first', 'queued', null],
      ['b', 'queued', null],
      ['c', 'queued', null],
      ['bad', 'failed', 'not-found'],
    ]);
    const part = it.files.queue({ offset: 1, limit: 2 });
    expect(part.items.map(({ paperId }) => paperId)).toEqual(['first', 'b']);
    expect(it.files.queue({ offset: 9, limit: 2 })).toEqual({ total: 5, items: [] });
  });
});

describe('what policies offer', () => {
  const offer = { first: false, by: 'policy', most: 100 } as const;

  test('[FILE-1] is not what failed, was cancelled, is stored, or comes from nowhere', async () => {
    bench.upstream.answer = (request, response) =>
      request.url === '/pdf/bad' ? void response.writeHead(404).end() : good(request, response, 1);
    const origin = bench.upstream.origin;
    const sourceOf = async (id: string) =>
      id === 'nowhere' ? undefined : { url: `${origin}/pdf/${id}`, version: 1 };
    const it = bench.open({ sourceOf });
    await it.get('bad');
    await it.get('stored');
    it.files.pause();
    await it.files.fetch(['cancelled'], { first: false });
    await it.files.cancel(['cancelled', 'never queued']);
    it.files.decline(['evicted'], 'for-room');
    const all = ['bad', 'stored', 'cancelled', 'evicted', 'nowhere', 'never queued', 'new'];
    expect(await it.files.offer(all, offer)).toBe(2);
    const ids = (): string[] =>
      it.files.queue({ offset: 0, limit: 9 }).items.map(({ paperId }) => paperId);
    expect(ids()).toEqual(['never queued', 'new', 'bad']);
    expect(await it.files.offer(all, offer)).toBe(0);
    // Opening a paper brings back what room was needed for, and nothing that the user said no to.
    expect(await it.files.offer(all, { ...offer, by: 'user' })).toBe(1);
    expect(ids()).toContain('evicted');
  });

  test('[FILE-1] what the user said no to is remembered, until they say yes', async () => {
    const before = bench.open();
    before.files.pause();
    await before.files.fetch(['p'], { first: false });
    await before.files.cancel(['p']);
    before.files.decline(['q'], 'by-user');
    const after = await bench.restart(before);
    expect(await after.files.offer(['p', 'q'], offer)).toBe(0);
    await after.files.fetch(['p'], { first: false });
    await after.files.cancel(['q']);
    expect(await after.files.offer(['q'], offer)).toBe(0);
    expect(after.files.stateOf('p')).toMatchObject({ state: 'queued' });
  });

  test('[FILE-1] a policy tries again after a start what failed for a reason that passes', async () => {
    bench.upstream.answer = ({ url }, response) =>
      void response.writeHead(url === '/pdf/gone' ? 404 : 503).end();
    const it = bench.open();
    await it.get('by hand');
    expect(await it.files.offer(['down', 'gone'], offer)).toBe(2);
    // The clock jumps from one try to the next.
    const isOver = (result: FetchResult): boolean =>
      result.state === 'failed' && result.retryAt === null;
    while (!(await it.files.wait(['down', 'gone', 'by hand'])).every(isOver)) await sleep(5);
    bench.upstream.answer = good;
    const all = ['down', 'gone', 'by hand'];
    expect(await it.files.offer(all, offer)).toBe(0);
    expect(await it.files.offer(all, { ...offer, again: true })).toBe(1);
    expect(await it.files.wait(['down', 'gone'])).toMatchObject([
      { state: 'stored' },
      { state: 'failed', reason: 'not-found' },
    ]);
  });

  test('[FILE-1] leave a part of the disk free that the user’s own wishes may have', async () => {
    const free = async (): Promise<number> => RESERVE_BYTES;
    const it = bench.open({ disk: { ...realDisk, free } });
    await it.files.offer(['p'], offer);
    expect(await it.files.wait(['p'])).toEqual([failure('p', 'disk-full')]);
    expect(await it.get('p')).toMatchObject({ state: 'stored' });
  });

  test('[FILE-1] is bounded', async () => {
    const it = bench.open();
    it.files.pause();
    const ids = Array.from({ length: 60 }, (_, n) => `p${n}`);
    expect(await it.files.offer(ids, { ...offer, most: 7 })).toBe(7);
    expect(it.files.waiting).toBe(7);
  });
});

describe('room', () => {
  test('[FILE-2] a download that the disk has no room for ends before its body', async () => {
    let free = PDF.length - 1;
    const it = bench.open({ disk: { ...realDisk, free: async () => free } });
    expect(await it.get('p')).toEqual(failure('p', 'disk-full'));
    expect(it.left()).toEqual([]);
    free = PDF.length;
    expect(await it.get('p')).toMatchObject({ state: 'stored' });
  });

  test('[FILE-2] what is here of a part need not have room again', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, stalls(count) ? { stallAfter: 25_000 } : {});
    let free = PDF.length;
    const it = bench.open({ idleMs: 150, disk: { ...realDisk, free: async () => free } });
    await it.files.fetch(['p'], { first: false });
    await until(() => it.files.stateOf('p')?.received === 25_000);
    free = PDF.length - 25_000;
    expect(await it.files.wait(['p'])).toMatchObject([{ state: 'stored' }]);
  });

  test('[FILE-5] a download that the quota refuses is told, and tried again when it is wider', async () => {
    let quota = PDF.length - 1;
    const placed: number[] = [];
    const room = {
      mayHold: (bytes: number) => bytes <= quota,
      place: async ({ bytes }: { bytes: number }, _: string, work: () => Promise<void>) => {
        placed.push(bytes);
        if (bytes > quota) return false;
        await work();
        return true;
      },
    };
    const it = bench.open({ room });
    expect(await it.get('p')).toEqual(failure('p', 'quota'));
    expect([placed, it.left()]).toEqual([[], []]);
    // Where the upstream does not say the length, it is known at the end only.
    bench.upstream.answer = (request, response) =>
      serveFile(request, response, PDF, { chunked: true });
    expect(await it.get('p')).toEqual(failure('p', 'quota'));
    expect([placed, it.left()]).toEqual([[PDF.length], []]);
    quota = PDF.length;
    await it.files.retryRefused();
    expect(await it.files.wait(['p'])).toMatchObject([{ state: 'stored' }]);
  });
});

describe('versions', () => {
  test('[FILE-3] a newer version is fetched beside the one that is here, at the user’s word', async () => {
    let version = 1;
    const { origin } = bench.upstream;
    const sourceOf = async (id: string) => ({ url: `${origin}/pdf/${id}v${version}`, version });
    const it = bench.open({ sourceOf });
    await it.get('p');
    await it.get('p');
    version = 2;
    expect(await it.files.offer(['p'], { first: false, by: 'policy', most: 1 })).toBe(0);
    await it.get('p');
    expect(bench.upstream.requests.map(({ url }) => url)).toEqual(['/pdf/pv1', '/pdf/pv2']);
    expect(it.stored.get('p')?.version).toBe(2);
  });
});

test('[PERF-7] ten thousand PDFs are asked for, shown and cancelled in small steps', async () => {
  bench.upstream.answer = () => {};
  const it = bench.open();
  it.files.pause();
  const ids = Array.from({ length: 10_000 }, (_, n) => `arxiv:2606.${10_000 + n}`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await it.files.fetch(ids, { first: true });
  const asked = performance.now() - began;
  expect(it.files.queue({ offset: 0, limit: 3 }).items.map(({ paperId }) => paperId)).toEqual(
    ids.slice(0, 3),
  );
  it.files.resume();
  await until(() => it.files.status().active.length === 1);
  await it.files.cancel(ids);
  delay.disable();
  const longest = delay.max / 1e6;
  console.info(
    `10,000 PDFs: asked for in ${asked.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms`,
  );
  expect(it.files.status().total).toBe(0);
  // On a machine with nothing else to do it is 50; others work here, too.
  expect(longest).toBeLessThan(200);
});
