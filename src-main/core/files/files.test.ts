import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileReason } from '../../../src-shared/contract/index.ts';
import { ManualClock } from '../listings/index.ts';
import { Bench, failure, good, inPlace, PDF, SHA, sha256 } from './test-bench.ts';
import { removeFolder, until } from './test-files.ts';
import { makePdf } from './test-pdf.ts';
import { type Answer, serveFile, startUpstream } from './test-upstream.ts';

const bench = Bench.use();

describe('storing', () => {
  test('[FILE-3] stores a PDF under its hash and tells what it is', async () => {
    const it = bench.open();
    const result = await it.get('p');
    const { retryAt, reason, ...rest } = result;
    expect(rest).toEqual({ id: 'p', state: 'stored', bytes: PDF.length, sha256: SHA });
    expect([retryAt, reason]).toEqual([null, null]);
    expect(it.left()).toEqual([inPlace(SHA)]);
    expect(readFileSync(join(it.dataDir, inPlace(SHA))).equals(PDF)).toBe(true);
    const { at, ...told } = it.stored.get('p')!;
    const url = `${bench.upstream.origin}/pdf/p`;
    expect(told).toEqual({
      paperId: 'p',
      sha256: SHA,
      bytes: PDF.length,
      pages: 3,
      version: 2,
      url,
    });
    expect(at).toBeGreaterThan(0);
    expect(it.files.stateOf('p')).toBeUndefined();
    expect(it.files.status()).toEqual({
      paused: false,
      done: 1,
      failed: 0,
      total: 1,
      active: [],
      waitingUntil: null,
      text: { done: 0, total: 0, failed: 0 },
    });
  });

  test('[FILE-2] takes a file of unknown length, as arXiv sends it', async () => {
    bench.upstream.answer = (request, response) =>
      serveFile(request, response, PDF, { chunked: true });
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
  });

  test('[FILE-2] takes a file that asks for its password, without its pages', async () => {
    const locked = makePdf({ locked: true });
    bench.upstream.answer = (request, response) => serveFile(request, response, locked);
    const it = bench.open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', bytes: locked.length });
    expect(it.stored.get('p')?.pages).toBeNull();
  });

  test('[FILE-3] keeps one file for two papers with the same content', async () => {
    const it = bench.open();
    await it.get('p');
    const before = statSync(join(it.dataDir, inPlace(SHA)));
    await it.get('q');
    const after = statSync(join(it.dataDir, inPlace(SHA)));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect([...it.stored.values()].map((file) => file.sha256)).toEqual([SHA, SHA]);
    expect(it.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-3] puts the content in place of a damaged file of its name', async () => {
    const it = bench.open();
    const path = join(it.dataDir, inPlace(SHA));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, Buffer.alloc(PDF.length, 'x'));
    await it.get('p');
    expect(sha256(readFileSync(path))).toBe(SHA);
  });

  test('[FILE-2] asks nothing for a stored paper, and fetches again when its file is gone', async () => {
    const it = bench.open();
    await it.get('p');
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.upstream.requests).toHaveLength(1);
    removeFolder(join(it.dataDir, 'pdf'));
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.upstream.requests).toHaveLength(2);
    expect(it.left()).toEqual([inPlace(SHA)]);
  });
});

describe('what is no PDF', () => {
  const page = Buffer.from(
    `<!doctype html><html><body>${'Are you a robot? '.repeat(500)}</body></html>`,
  );
  const damaged = Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    Buffer.alloc(5_000, 'x'),
    Buffer.from('%%EOF\n'),
  ]);
  const cases: [string, Buffer, FileReason][] = [
    ['HTML in place of a PDF', page, 'not-pdf'],
    ['a short text', Buffer.from('no'), 'not-pdf'],
    ['no bytes at all', Buffer.alloc(0), 'empty'],
    ['a file that pdf.js cannot open', damaged, 'damaged'],
  ];

  test.each(cases)('[FILE-2] refuses %s', async (_, bytes, reason) => {
    bench.upstream.answer = (request, response) => serveFile(request, response, bytes);
    const it = bench.open();
    expect(await it.get('p')).toEqual(failure('p', reason));
    expect(it.left()).toEqual([]);
    expect(bench.upstream.requests).toHaveLength(1);
    expect(it.files.stateOf('p')).toMatchObject({ state: 'failed', reason });
    expect(it.files.status()).toMatchObject({ done: 0, failed: 1, total: 1 });
    bench.upstream.answer = good;
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
  });

  test('[FILE-2] does not read a web page to its end', async () => {
    bench.upstream.answer = (_, response) => void response.writeHead(200).write(page);
    expect(await bench.open().get('p')).toEqual(failure('p', 'not-pdf'));
  });

  test('[FILE-2] begins a file afresh once that ends too early, then says truncated', async () => {
    const cut = PDF.subarray(0, 30_000);
    bench.upstream.answer = (request, response) =>
      serveFile(request, response, cut, { chunked: true });
    const it = bench.open();
    expect(await it.get('p')).toEqual(failure('p', 'truncated'));
    expect(bench.ranges()).toEqual([undefined, undefined]);
    expect(it.left()).toEqual([]);
  });

  test('[FILE-2] refuses a file that always breaks off before its announced length', async () => {
    const half = (request: Parameters<Answer>[0], response: Parameters<Answer>[1]) =>
      serveFile(request, response, PDF, { ...bench.cut(10_000), etag: null });
    bench.upstream.answer = half;
    const it = bench.open();
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'truncated' });
    expect(it.left().filter((path) => path.startsWith('pdf/'))).toEqual([]);
  });

  test('[FILE-2] refuses a joined file of another length than announced', async () => {
    bench.upstream.answer = (request, response, count) => {
      if (count === 1) return serveFile(request, response, PDF, bench.cut(10_000));
      // Says that the whole has the right length, and sends more.
      const range = `bytes 10000-${PDF.length - 1}/${PDF.length}`;
      const more = Buffer.concat([PDF.subarray(10_000), Buffer.from('%%EOF\n')]);
      if (count === 2) return void response.writeHead(206, { 'content-range': range }).end(more);
      return serveFile(request, response, PDF);
    };
    const it = bench.open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(bench.ranges()).toEqual([undefined, 'bytes=10000-', undefined]);
  });
});

describe('upstreams in trouble', () => {
  test('[FILE-2] says not-found at once', async () => {
    bench.upstream.answer = (_, response) => void response.writeHead(404).end();
    expect(await bench.open().get('p')).toEqual(failure('p', 'not-found'));
    expect(bench.upstream.requests).toHaveLength(1);
  });

  test('[FILE-2] says no-source where there is nowhere to fetch from', async () => {
    const it = bench.open({ sourceOf: async () => undefined });
    expect(await it.get('p')).toEqual(failure('p', 'no-source'));
  });

  test('[FILE-2] tries again after a server error', async () => {
    bench.upstream.answer = (request, response, count) =>
      count < 3 ? void response.writeHead(500).end() : good(request, response, count);
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored' });
    expect(bench.upstream.requests).toHaveLength(3);
  });

  test('[FILE-2] gives up waiting for a server that keeps failing, and tries later by itself', async () => {
    const clock = new ManualClock();
    bench.upstream.answer = (_, response) => void response.writeHead(500).end();
    const it = bench.open({ clock });
    await it.files.fetch(['p'], { first: false });
    const waited = it.files.wait(['p']);
    for (const [tries, pause] of [
      [1, 1_000],
      [2, 4_000],
    ] as const) {
      await until(() => clock.slept.length === tries);
      clock.advance(pause);
    }
    const [result] = await waited;
    expect(result).toMatchObject({ state: 'failed', reason: 'server-error' });
    expect(result!.retryAt).toBe(clock.now() + 60_000);
    expect(it.files.stateOf('p')).toMatchObject({ state: 'failed', reason: 'server-error' });
    bench.upstream.answer = good;
    clock.advance(60_000);
    await until(() => it.stored.has('p'));
  });

  test('[FILE-2] says offline where there is no connection', async () => {
    const gone = await startUpstream(good);
    await gone.close();
    const it = bench.open({ origin: gone.origin });
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'offline' });
  });

  test('[LIST-4] waits as long as the upstream asks to, and says until when', async () => {
    const clock = new ManualClock();
    bench.upstream.answer = (_, response) =>
      void response.writeHead(429, { 'retry-after': '600' }).end();
    const it = bench.open({ clock });
    const retryAt = clock.now() + 600_000;
    await it.files.fetch(['p', 'q'], { first: false });
    const results = await it.files.wait(['p', 'q']);
    expect(results).toEqual([
      { ...failure('p', 'rate-limited'), retryAt },
      { ...failure('q', 'rate-limited'), retryAt },
    ]);
    expect(bench.upstream.requests).toHaveLength(1);
    expect(it.files.status()).toMatchObject({ failed: 0, total: 2, waitingUntil: retryAt });
    expect(it.files.stateOf('p')).toMatchObject({ state: 'queued', reason: 'rate-limited' });
    bench.upstream.answer = good;
    clock.advance(599_000);
    expect(bench.upstream.requests).toHaveLength(1);
    clock.advance(1_000);
    await until(() => it.stored.size === 2);
    expect(it.files.status()).toMatchObject({ done: 2, failed: 0, waitingUntil: null });
  });

  test('[FILE-1] does not wait for years when the clock was set back since', async () => {
    const clock = new ManualClock({ start: Date.UTC(2031, 0, 1) });
    bench.upstream.answer = (_, response) =>
      void response.writeHead(429, { 'retry-after': '600' }).end();
    const first = bench.open({ clock });
    await first.files.fetch(['p'], { first: false });
    await first.files.wait(['p']);
    await first.files.close();
    bench.upstream.answer = good;
    const it = bench.open({ dataDir: first.dataDir, clock: new ManualClock() });
    expect(it.files.status().waitingUntil).toBeNull();
    it.files.start();
    await until(() => it.stored.size === 1);
  });

  test('[FILE-2] goes on after a short Retry-After', async () => {
    bench.upstream.answer = (request, response, count) =>
      count === 1
        ? void response.writeHead(429, { 'retry-after': '2' }).end()
        : good(request, response, count);
    expect(await bench.open().get('p')).toMatchObject({ state: 'stored' });
  });
});
