import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../listings/index.ts';
import { partName } from './paths.ts';
import { Rows } from './rows.ts';
import { Bench, failure, good, inPlace, PDF, SHA, sha256 } from './test-bench.ts';
import { until } from './test-files.ts';
import { makePdf } from './test-pdf.ts';
import { type Answer, serveFile, startUpstream } from './test-upstream.ts';

const bench = Bench.use();

describe('going on', () => {
  test('[FILE-2] resumes a broken download with Range and If-Range', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { ...bench.cut(25_000), chunked: true } : {});
    const it = bench.open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-']);
    expect(bench.upstream.requests[1]?.headers['if-range']).toBe('"one"');
    expect(it.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-2] resumes a download that stalled', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const it = bench.open({ idleMs: 150 });
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-']);
  });

  test('[FILE-2] begins again when the file has changed meanwhile', async () => {
    const other = makePdf({ pages: 2, padding: 50_000, seed: 7 });
    bench.upstream.answer = (request, response, count) =>
      count === 1
        ? serveFile(request, response, PDF, bench.cut(25_000))
        : serveFile(request, response, other, { etag: '"two"' });
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored', sha256: sha256(other) });
    expect(bench.upstream.requests).toHaveLength(2);
  });

  const answers: [string, (response: Parameters<Answer>[1]) => void][] = [
    ['416', (response) => response.writeHead(416).end()],
    [
      'a range that nobody asked for',
      (response) =>
        response
          .writeHead(206, { 'content-range': `bytes 0-9/${PDF.length}` })
          .end(PDF.subarray(0, 10)),
    ],
    [
      'a range of another length',
      (response) =>
        response.writeHead(206, { 'content-range': 'bytes 25000-25001/25002' }).end('xx'),
    ],
  ];

  test.each(answers)('[FILE-2] begins again after %s', async (_, second) => {
    bench.upstream.answer = (request, response, count) => {
      if (count === 2) return void second(response);
      return serveFile(request, response, PDF, count === 1 ? bench.cut(25_000) : {});
    };
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-', undefined]);
  });

  test('[FILE-2] begins again where nothing tells that the file is the same', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, {
        etag: null,
        ...(count === 1 ? bench.cut(9_000) : {}),
      });
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, undefined]);
  });

  test('[FILE-1] a restart goes on where the download was', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const before = bench.open();
    await before.files.fetch(['p', 'q'], { first: false });
    await until(() => before.files.stateOf('p')?.received === 25_000);
    expect(before.files.stateOf('p')).toMatchObject({ state: 'downloading', expected: PDF.length });
    expect(before.files.status().active).toEqual([
      { paperId: 'p', received: 25_000, expected: PDF.length },
    ]);
    const after = await bench.restart(before);
    expect(after.files.partials()).toEqual(after.left());
    after.files.start();
    expect(await after.files.wait(['p', 'q'])).toMatchObject([
      { state: 'stored' },
      { state: 'stored' },
    ]);
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-', undefined]);
    expect(after.left()).toEqual([inPlace(SHA)]);
    expect(after.files.partials()).toEqual([]);
  });

  test('[FILE-1] a restart stores what had arrived whole, without asking for it again', async () => {
    const before = bench.open();
    const part = { validator: '"one"', expected: PDF.length };
    const url = `${bench.upstream.origin}/pdf/p`;
    const rows = new Rows(before.queueDb);
    rows.add(['p'], false);
    rows.change('p', { url, part });
    mkdirSync(join(before.dataDir, 'tmp'));
    writeFileSync(join(before.dataDir, 'tmp', partName('p', url)), PDF);
    const after = await bench.restart(before);
    after.files.start();
    expect(await after.files.wait(['p'])).toMatchObject([{ state: 'stored', sha256: SHA }]);
    expect(bench.upstream.requests).toHaveLength(0);
    expect(after.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-2] a server error in between does not lose the part', async () => {
    bench.upstream.answer = (request, response, count) => {
      if (count === 2) return void response.writeHead(502).end();
      return serveFile(request, response, PDF, count === 1 ? bench.cut(25_000) : {});
    };
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, 'bytes=25000-', 'bytes=25000-']);
  });

  test('[FILE-1] without a start only what is asked for is fetched', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 1 } : {});
    const before = bench.open();
    await before.files.fetch(['p', 'q'], { first: false });
    await until(() => bench.upstream.requests.length === 1);
    const after = await bench.restart(before);
    expect(await after.get('r')).toMatchObject({ state: 'stored' });
    expect(await after.files.wait(['q'])).toMatchObject([{ state: 'queued' }]);
    expect([...after.stored.keys()]).toEqual(['r']);
  });

  test('[FILE-1] failures are remembered over a restart and not tried again by it', async () => {
    bench.upstream.answer = (_, response) => void response.writeHead(404).end();
    const before = bench.open();
    await before.get('p');
    const after = await bench.restart(before);
    after.files.start();
    expect(after.files.stateOf('p')).toMatchObject({ state: 'failed', reason: 'not-found' });
    expect(await after.files.wait(['p'])).toEqual([failure('p', 'not-found')]);
    expect(bench.upstream.requests).toHaveLength(1);
  });

  test('[FILE-3] a part of one version is not gone on with as another', async () => {
    let version = 1;
    const sourceOf = async (id: string) => ({
      url: `${bench.upstream.origin}/pdf/${id}v${version}`,
      version,
    });
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const before = bench.open({ sourceOf });
    await before.files.fetch(['p'], { first: false });
    await until(() => before.files.stateOf('p')?.received === 25_000);
    version = 2;
    const after = await bench.restart(before, { sourceOf });
    expect(await after.get('p')).toMatchObject({ state: 'stored' });
    expect(bench.upstream.requests.map(({ url }) => url)).toEqual(['/pdf/pv1', '/pdf/pv2']);
    expect(bench.ranges()).toEqual([undefined, undefined]);
    expect(after.left()).toEqual([inPlace(SHA)]);
    expect(after.stored.get('p')?.version).toBe(2);
  });
});

describe('the queue', () => {
  test('[FILE-1] cancelling takes away the paper and what was downloaded', async () => {
    bench.upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const it = bench.open();
    await it.files.fetch(['p', 'q'], { first: false });
    const waited = it.files.wait(['p']);
    await until(() => it.files.stateOf('p')?.received === 25_000);
    await it.files.cancel(['p']);
    expect(await waited).toEqual([{ ...failure('p', 'cancelled'), state: 'none' }]);
    expect(it.files.stateOf('p')).toBeUndefined();
    expect(await it.files.wait(['q'])).toMatchObject([{ state: 'stored' }]);
    expect(it.left()).toEqual([inPlace(SHA)]);
    expect(it.files.status()).toMatchObject({ done: 1, failed: 0, total: 1 });
  });

  test('[FILE-1] cancelling what waits to be tried again removes its part', async () => {
    const clock = new ManualClock();
    bench.upstream.answer = (request, response) =>
      serveFile(request, response, PDF, bench.cut(9_000));
    const it = bench.open({ clock });
    await it.files.fetch(['p'], { first: false });
    await until(() => clock.slept.length === 1);
    expect(it.left()).toEqual(it.files.partials());
    await it.files.cancel(['p']);
    expect(it.left()).toEqual([]);
  });

  test('[LIST-4] downloads one file at a time from a host, those in front first', async () => {
    let now = 0;
    let most = 0;
    bench.upstream.answer = async (request, response) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now--;
      serveFile(request, response, PDF);
    };
    const it = bench.open();
    await it.files.fetch(['a', 'b', 'c', 'd'], { first: false });
    await it.files.fetch(['d', 'e'], { first: true });
    await it.files.wait(['a', 'b', 'c', 'd', 'e']);
    expect(bench.upstream.requests.map(({ url }) => url.at(-1))).toEqual(['a', 'd', 'e', 'b', 'c']);
    expect(most).toBe(1);
    expect(it.files.status()).toMatchObject({ done: 5, total: 5 });
  });

  test('[FILE-1] a slow host does not hold up another one', async () => {
    const slow = await startUpstream((request, response) =>
      serveFile(request, response, PDF, { stallAfter: 10 }),
    );
    const sourceOf = async (id: string) => ({
      url: `${id.startsWith('slow') ? slow.origin : bench.upstream.origin}/pdf/${id}`,
      version: null,
    });
    const it = bench.open({ sourceOf, otherOrigin: slow.origin });
    await it.files.fetch(['slow-1', 'slow-2', 'p'], { first: false });
    expect(await it.files.wait(['p'])).toMatchObject([{ state: 'stored' }]);
    expect(slow.requests).toHaveLength(1);
    await it.files.close();
    await slow.close();
  });

  test('[PERF-7] a long queue is looked at no further than it can be worked off', async () => {
    bench.upstream.answer = () => {};
    let looked = 0;
    const sourceOf = async (id: string) => {
      looked++;
      return { url: `${bench.upstream.origin}/pdf/${id}`, version: 1 };
    };
    const it = bench.open({ sourceOf });
    const ids = Array.from({ length: 2_000 }, (_, n) => `p${n}`);
    await it.files.fetch(ids, { first: false });
    await until(() => bench.upstream.requests.length === 1 && looked > 30);
    await it.files.fetch(['urgent'], { first: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(looked).toBeLessThan(50);
    bench.upstream.answer = good;
    await it.files.cancel(ids);
    expect(await it.get('urgent')).toMatchObject({ state: 'stored' });
  });

  test('[FILE-1] a new batch is counted anew', async () => {
    const it = bench.open();
    await it.get('p');
    bench.upstream.answer = (_, response) => void response.writeHead(404).end();
    await it.get('q');
    expect(it.files.status()).toMatchObject({ done: 0, failed: 1, total: 1 });
  });

  test('[FILE-1] tells of changes of state at once and of progress four times a second', async () => {
    const large = makePdf({ padding: 2_000_000 });
    const stops = [500_000, 1_000_000, 1_500_000];
    const told: string[][] = [];
    const received = new Set<number>();
    bench.upstream.answer = async (_, response) => {
      response.writeHead(200, { 'content-length': large.length });
      for (let at = 0; at < large.length; at += 20_000) {
        response.write(large.subarray(at, at + 20_000));
        await new Promise((resolve) => setTimeout(resolve, 2));
        // Goes on when the listener was told of all that was sent so far.
        if (stops.includes(at + 20_000)) await until(() => received.has(at + 20_000));
      }
      response.end();
    };
    const it = bench.open();
    const end = it.files.onChange((ids) => {
      told.push([...ids]);
      received.add(it.files.stateOf('p')?.received ?? 0);
    });
    const began = Date.now();
    await it.get('p');
    // Asked for, begun and stored are told at once.
    const most = 3 + Math.ceil((Date.now() - began) / 250);
    expect(told.length).toBeLessThanOrEqual(most);
    expect([...received]).toEqual(expect.arrayContaining(stops));
    expect(new Set(told.flat())).toEqual(new Set(['p']));
    bench.upstream.answer = good;
    end();
    const before = told.length;
    await it.get('q');
    expect(told).toHaveLength(before);
  });

  test('[FILE-1] closing answers those who wait', async () => {
    bench.upstream.answer = (request, response) =>
      serveFile(request, response, PDF, { stallAfter: 10 });
    const it = bench.open();
    await it.files.fetch(['p'], { first: false });
    const waited = it.files.wait(['p']);
    await until(() => bench.upstream.requests.length === 1);
    await it.files.close();
    expect(await waited).toMatchObject([{ id: 'p', state: 'queued', reason: null }]);
  });
});
