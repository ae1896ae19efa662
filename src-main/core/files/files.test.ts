import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../listings/index.ts';
import { pdfPath } from './index.ts';
import { partName } from './paths.ts';
import { Rows } from './rows.ts';
import {
  openTestFiles,
  removeFolder,
  type TestFiles,
  type TestFilesOptions,
  until,
} from './test-files.ts';
import { makePdf } from './test-pdf.ts';
import { type Answer, serveFile, startUpstream, type TestUpstream } from './test-upstream.ts';

const PDF = makePdf({ pages: 3, padding: 40_000 });
const SHA = sha256(PDF);
const good: Answer = (request, response) => serveFile(request, response, PDF);

let upstream: TestUpstream;
let opened: TestFiles[] = [];

beforeEach(async () => {
  upstream = await startUpstream(good);
});

afterEach(async () => {
  for (const each of opened) await each.shut();
  for (const { dataDir } of opened) removeFolder(dataDir);
  opened = [];
  await upstream.close();
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function open(options: Partial<TestFilesOptions> = {}, stored?: TestFiles['stored']): TestFiles {
  const files = openTestFiles({ origin: upstream.origin, ...options }, stored);
  opened.push(files);
  return files;
}

/** Ends the queue and opens another one on the same folder. */
async function restart(before: TestFiles, options: Partial<TestFilesOptions> = {}) {
  await before.shut();
  opened = opened.filter((each) => each !== before);
  return open({ dataDir: before.dataDir, ...options }, before.stored);
}

function pathOf({ dataDir }: TestFiles, sha: string): string {
  return pdfPath(join(dataDir, 'pdf'), sha);
}

function inPlace(sha: string): string {
  return `pdf/${sha.slice(0, 2)}/${sha.slice(2)}.pdf`;
}

const failure = (id: string, reason: string) => ({
  ...{ id, state: 'failed', bytes: null, sha256: null, reason, retryAt: null },
});

describe('storing', () => {
  test('[FILE-3] stores a PDF under its hash and tells what it is', async () => {
    const it = open();
    const result = await it.get('p');
    const { retryAt, reason, ...rest } = result;
    expect(rest).toEqual({ id: 'p', state: 'stored', bytes: PDF.length, sha256: SHA });
    expect([retryAt, reason]).toEqual([null, null]);
    expect(it.left()).toEqual([inPlace(SHA)]);
    expect(readFileSync(pathOf(it, SHA)).equals(PDF)).toBe(true);
    const { at, ...told } = it.stored.get('p')!;
    const url = `${upstream.origin}/pdf/p`;
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
      done: 1,
      failed: 0,
      total: 1,
      active: [],
      waitingUntil: null,
    });
  });

  test('[FILE-2] takes a file of unknown length, as arXiv sends it', async () => {
    upstream.answer = (request, response) => serveFile(request, response, PDF, { chunked: true });
    expect(await open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
  });

  test('[FILE-2] takes a file that asks for its password, without its pages', async () => {
    const locked = makePdf({ locked: true });
    upstream.answer = (request, response) => serveFile(request, response, locked);
    const it = open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', bytes: locked.length });
    expect(it.stored.get('p')?.pages).toBeNull();
  });

  test('[FILE-3] keeps one file for two papers with the same content', async () => {
    const it = open();
    await it.get('p');
    const before = statSync(pathOf(it, SHA));
    await it.get('q');
    const after = statSync(pathOf(it, SHA));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect([...it.stored.values()].map((file) => file.sha256)).toEqual([SHA, SHA]);
    expect(it.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-3] puts the content in place of a damaged file of its name', async () => {
    const it = open();
    const path = pathOf(it, SHA);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, Buffer.alloc(PDF.length, 'x'));
    await it.get('p');
    expect(sha256(readFileSync(path))).toBe(SHA);
  });

  test('[FILE-2] asks nothing for a stored paper, and fetches again when its file is gone', async () => {
    const it = open();
    await it.get('p');
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(upstream.requests).toHaveLength(1);
    removeFolder(join(it.dataDir, 'pdf'));
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(upstream.requests).toHaveLength(2);
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
  const cases: [string, Buffer, string][] = [
    ['HTML in place of a PDF', page, 'not-pdf'],
    ['a short text', Buffer.from('no'), 'not-pdf'],
    ['no bytes at all', Buffer.alloc(0), 'empty'],
    ['a file that pdf.js cannot open', damaged, 'damaged'],
  ];

  test.each(cases)('[FILE-2] refuses %s', async (_, bytes, reason) => {
    upstream.answer = (request, response) => serveFile(request, response, bytes);
    const it = open();
    expect(await it.get('p')).toEqual(failure('p', reason));
    expect(it.left()).toEqual([]);
    expect(upstream.requests).toHaveLength(1);
    expect(it.files.stateOf('p')).toMatchObject({ state: 'failed', reason });
    expect(it.files.status()).toMatchObject({ done: 0, failed: 1, total: 1 });
    upstream.answer = good;
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
  });

  test('[FILE-2] does not read a web page to its end', async () => {
    upstream.answer = (_, response) => void response.writeHead(200).write(page);
    expect(await open().get('p')).toEqual(failure('p', 'not-pdf'));
  });

  test('[FILE-2] begins a file afresh once that ends too early, then says truncated', async () => {
    const cut = PDF.subarray(0, 30_000);
    upstream.answer = (request, response) => serveFile(request, response, cut, { chunked: true });
    const it = open();
    expect(await it.get('p')).toEqual(failure('p', 'truncated'));
    expect(upstream.requests.map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
    expect(it.left()).toEqual([]);
  });

  test('[FILE-2] refuses a file that always breaks off before its announced length', async () => {
    const half = (request: Parameters<Answer>[0], response: Parameters<Answer>[1]) =>
      serveFile(request, response, PDF, { cutAfter: 10_000, etag: null });
    upstream.answer = half;
    const it = open();
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'truncated' });
    expect(it.left().filter((path) => path.startsWith('pdf/'))).toEqual([]);
  });

  test('[FILE-2] refuses a joined file of another length than announced', async () => {
    upstream.answer = (request, response, count) => {
      if (count === 1) return serveFile(request, response, PDF, { cutAfter: 10_000 });
      // Says that the whole has the right length, and sends more.
      const range = `bytes 10000-${PDF.length - 1}/${PDF.length}`;
      const more = Buffer.concat([PDF.subarray(10_000), Buffer.from('%%EOF\n')]);
      if (count === 2) return void response.writeHead(206, { 'content-range': range }).end(more);
      return serveFile(request, response, PDF);
    };
    const it = open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(upstream.requests.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=10000-',
      undefined,
    ]);
  });
});

describe('upstreams in trouble', () => {
  test('[FILE-2] says not-found at once', async () => {
    upstream.answer = (_, response) => void response.writeHead(404).end();
    expect(await open().get('p')).toEqual(failure('p', 'not-found'));
    expect(upstream.requests).toHaveLength(1);
  });

  test('[FILE-2] says no-source where there is nowhere to fetch from', async () => {
    const it = open({ sourceOf: async () => undefined });
    expect(await it.get('p')).toEqual(failure('p', 'no-source'));
  });

  test('[FILE-2] tries again after a server error', async () => {
    upstream.answer = (request, response, count) =>
      count < 3 ? void response.writeHead(500).end() : good(request, response, count);
    expect(await open().get('p')).toMatchObject({ state: 'stored' });
    expect(upstream.requests).toHaveLength(3);
  });

  test('[FILE-2] gives up waiting for a server that keeps failing, and tries later by itself', async () => {
    const clock = new ManualClock();
    upstream.answer = (_, response) => void response.writeHead(500).end();
    const it = open({ clock });
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
    upstream.answer = good;
    clock.advance(60_000);
    await until(() => it.stored.has('p'));
  });

  test('[FILE-2] says offline where there is no connection', async () => {
    const gone = await startUpstream(good);
    await gone.close();
    const it = open({ origin: gone.origin });
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'offline' });
  });

  test('[LIST-4] waits as long as the upstream asks to, and says until when', async () => {
    const clock = new ManualClock();
    upstream.answer = (_, response) => void response.writeHead(429, { 'retry-after': '600' }).end();
    const it = open({ clock });
    const retryAt = clock.now() + 600_000;
    await it.files.fetch(['p', 'q'], { first: false });
    const results = await it.files.wait(['p', 'q']);
    expect(results).toEqual([
      { ...failure('p', 'rate-limited'), retryAt },
      { ...failure('q', 'rate-limited'), retryAt },
    ]);
    expect(upstream.requests).toHaveLength(1);
    expect(it.files.status()).toMatchObject({ failed: 0, total: 2, waitingUntil: retryAt });
    expect(it.files.stateOf('p')).toMatchObject({ state: 'queued', reason: 'rate-limited' });
    upstream.answer = good;
    clock.advance(599_000);
    expect(upstream.requests).toHaveLength(1);
    clock.advance(1_000);
    await until(() => it.stored.size === 2);
    expect(it.files.status()).toMatchObject({ done: 2, failed: 0, waitingUntil: null });
  });

  test('[FILE-2] goes on after a short Retry-After', async () => {
    upstream.answer = (request, response, count) =>
      count === 1
        ? void response.writeHead(429, { 'retry-after': '2' }).end()
        : good(request, response, count);
    expect(await open().get('p')).toMatchObject({ state: 'stored' });
  });
});

describe('going on', () => {
  const ranges = () => upstream.requests.map(({ headers }) => headers.range);

  test('[FILE-2] resumes a broken download with Range and If-Range', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { cutAfter: 25_000, chunked: true } : {});
    const it = open();
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(ranges()).toEqual([undefined, 'bytes=25000-']);
    expect(upstream.requests[1]?.headers['if-range']).toBe('"one"');
    expect(it.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-2] resumes a download that stalled', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const it = open({ idleMs: 150 });
    expect(await it.get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(ranges()).toEqual([undefined, 'bytes=25000-']);
  });

  test('[FILE-2] begins again when the file has changed meanwhile', async () => {
    const other = makePdf({ pages: 2, padding: 50_000, seed: 7 });
    upstream.answer = (request, response, count) =>
      count === 1
        ? serveFile(request, response, PDF, { cutAfter: 25_000 })
        : serveFile(request, response, other, { etag: '"two"' });
    expect(await open().get('p')).toMatchObject({ state: 'stored', sha256: sha256(other) });
    expect(upstream.requests).toHaveLength(2);
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
    upstream.answer = (request, response, count) => {
      if (count === 2) return void second(response);
      return serveFile(request, response, PDF, count === 1 ? { cutAfter: 25_000 } : {});
    };
    expect(await open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(ranges()).toEqual([undefined, 'bytes=25000-', undefined]);
  });

  test('[FILE-2] begins again where nothing tells that the file is the same', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, {
        etag: null,
        ...(count === 1 ? { cutAfter: 9_000 } : {}),
      });
    expect(await open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(ranges()).toEqual([undefined, undefined]);
  });

  test('[FILE-1] a restart goes on where the download was', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const before = open();
    await before.files.fetch(['p', 'q'], { first: false });
    await until(() => before.files.stateOf('p')?.received === 25_000);
    expect(before.files.stateOf('p')).toMatchObject({ state: 'downloading', expected: PDF.length });
    expect(before.files.status().active).toEqual([
      { paperId: 'p', received: 25_000, expected: PDF.length },
    ]);
    const after = await restart(before);
    expect(after.files.partials()).toEqual(after.left());
    after.files.start();
    expect(await after.files.wait(['p', 'q'])).toMatchObject([
      { state: 'stored' },
      { state: 'stored' },
    ]);
    expect(ranges()).toEqual([undefined, 'bytes=25000-', undefined]);
    expect(after.left()).toEqual([inPlace(SHA)]);
    expect(after.files.partials()).toEqual([]);
  });

  test('[FILE-1] a restart stores what had arrived whole, without asking for it again', async () => {
    const before = open();
    const part = { validator: '"one"', expected: PDF.length };
    const url = `${upstream.origin}/pdf/p`;
    const rows = new Rows(before.queueDb);
    rows.add(['p'], false);
    rows.change('p', { url, part });
    mkdirSync(join(before.dataDir, 'tmp'));
    writeFileSync(join(before.dataDir, 'tmp', partName('p', url)), PDF);
    const after = await restart(before);
    after.files.start();
    expect(await after.files.wait(['p'])).toMatchObject([{ state: 'stored', sha256: SHA }]);
    expect(upstream.requests).toHaveLength(0);
    expect(after.left()).toEqual([inPlace(SHA)]);
  });

  test('[FILE-2] a server error in between does not lose the part', async () => {
    upstream.answer = (request, response, count) => {
      if (count === 2) return void response.writeHead(502).end();
      return serveFile(request, response, PDF, count === 1 ? { cutAfter: 25_000 } : {});
    };
    expect(await open().get('p')).toMatchObject({ state: 'stored', sha256: SHA });
    expect(ranges()).toEqual([undefined, 'bytes=25000-', 'bytes=25000-']);
  });

  test('[FILE-1] without a start only what is asked for is fetched', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 1 } : {});
    const before = open();
    await before.files.fetch(['p', 'q'], { first: false });
    await until(() => upstream.requests.length === 1);
    const after = await restart(before);
    expect(await after.get('r')).toMatchObject({ state: 'stored' });
    expect(await after.files.wait(['q'])).toMatchObject([{ state: 'queued' }]);
    expect([...after.stored.keys()]).toEqual(['r']);
  });

  test('[FILE-1] failures are remembered over a restart and not tried again by it', async () => {
    upstream.answer = (_, response) => void response.writeHead(404).end();
    const before = open();
    await before.get('p');
    const after = await restart(before);
    after.files.start();
    expect(after.files.stateOf('p')).toMatchObject({ state: 'failed', reason: 'not-found' });
    expect(await after.files.wait(['p'])).toEqual([failure('p', 'not-found')]);
    expect(upstream.requests).toHaveLength(1);
  });

  test('[FILE-3] a part of one version is not gone on with as another', async () => {
    let version = 1;
    const sourceOf = async (id: string) => ({
      url: `${upstream.origin}/pdf/${id}v${version}`,
      version,
    });
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const before = open({ sourceOf });
    await before.files.fetch(['p'], { first: false });
    await until(() => before.files.stateOf('p')?.received === 25_000);
    version = 2;
    const after = await restart(before, { sourceOf });
    expect(await after.get('p')).toMatchObject({ state: 'stored' });
    expect(upstream.requests.map(({ url }) => url)).toEqual(['/pdf/pv1', '/pdf/pv2']);
    expect(ranges()).toEqual([undefined, undefined]);
    expect(after.left()).toEqual([inPlace(SHA)]);
    expect(after.stored.get('p')?.version).toBe(2);
  });
});

describe('the queue', () => {
  test('[FILE-1] cancelling takes away the paper and what was downloaded', async () => {
    upstream.answer = (request, response, count) =>
      serveFile(request, response, PDF, count === 1 ? { stallAfter: 25_000 } : {});
    const it = open();
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
    upstream.answer = (request, response) => serveFile(request, response, PDF, { cutAfter: 9_000 });
    const it = open({ clock });
    await it.files.fetch(['p'], { first: false });
    await until(() => clock.slept.length === 1);
    expect(it.left()).toEqual(it.files.partials());
    await it.files.cancel(['p']);
    expect(it.left()).toEqual([]);
  });

  test('[LIST-4] downloads one file at a time from a host, those in front first', async () => {
    let now = 0;
    let most = 0;
    upstream.answer = async (request, response) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now--;
      serveFile(request, response, PDF);
    };
    const it = open();
    await it.files.fetch(['a', 'b', 'c', 'd'], { first: false });
    await it.files.fetch(['d', 'e'], { first: true });
    await it.files.wait(['a', 'b', 'c', 'd', 'e']);
    expect(upstream.requests.map(({ url }) => url.at(-1))).toEqual(['a', 'd', 'e', 'b', 'c']);
    expect(most).toBe(1);
    expect(it.files.status()).toMatchObject({ done: 5, total: 5 });
  });

  test('[FILE-1] a slow host does not hold up another one', async () => {
    const slow = await startUpstream((request, response) =>
      serveFile(request, response, PDF, { stallAfter: 10 }),
    );
    const sourceOf = async (id: string) => ({
      url: `${id.startsWith('slow') ? slow.origin : upstream.origin}/pdf/${id}`,
      version: null,
    });
    const it = open({ sourceOf });
    await it.files.fetch(['slow-1', 'slow-2', 'p'], { first: false });
    expect(await it.files.wait(['p'])).toMatchObject([{ state: 'stored' }]);
    expect(slow.requests).toHaveLength(1);
    await it.files.close();
    await slow.close();
  });

  test('[FILE-1] a new batch is counted anew', async () => {
    const it = open();
    await it.get('p');
    upstream.answer = (_, response) => void response.writeHead(404).end();
    await it.get('q');
    expect(it.files.status()).toMatchObject({ done: 0, failed: 1, total: 1 });
  });

  test('[FILE-1] tells of changes of state at once and of progress four times a second', async () => {
    const large = makePdf({ padding: 2_000_000 });
    upstream.answer = async (_, response) => {
      response.writeHead(200, { 'content-length': large.length });
      for (let at = 0; at < large.length; at += 40_000) {
        response.write(large.subarray(at, at + 40_000));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      response.end();
    };
    const it = open();
    const told: string[][] = [];
    const received = new Set<number>();
    const end = it.files.onChange((ids) => {
      told.push([...ids]);
      received.add(it.files.stateOf('p')?.received ?? 0);
    });
    const began = Date.now();
    await it.get('p');
    const most = 3 + Math.ceil((Date.now() - began) / 250);
    expect(told.length).toBeLessThanOrEqual(most);
    expect(received.size).toBeGreaterThan(2);
    expect(new Set(told.flat())).toEqual(new Set(['p']));
    end();
    const before = told.length;
    await it.get('q');
    expect(told).toHaveLength(before);
  });

  test('[FILE-1] closing answers those who wait', async () => {
    upstream.answer = (request, response) => serveFile(request, response, PDF, { stallAfter: 10 });
    const it = open();
    await it.files.fetch(['p'], { first: false });
    const waited = it.files.wait(['p']);
    await until(() => upstream.requests.length === 1);
    await it.files.close();
    expect(await waited).toMatchObject([{ id: 'p', state: 'queued', reason: null }]);
  });
});
