import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetReason } from './target.ts';
import { type Fault, type FaultyProxy, type Seen, startProxy } from './test-webdav-proxy.ts';
import { startWebdavServer, type WebdavServer } from './test-webdav-server.ts';
import { isOpenlyReadable } from './webdav-connection.ts';
import { WebdavTarget } from './webdav-target.ts';

const known = { user: 'ada', password: 'secret' };
const LIMIT_MS = 400;
const bytes = Uint8Array.from({ length: 64_000 }, (_, n) => (n * 7) % 251);
const done = { ok: true, value: null };
const trouble = (reason: TargetReason) => ({ ok: false, reason });

let server: WebdavServer;
let proxy: FaultyProxy;
let target: WebdavTarget;
let direct: WebdavTarget;

/** Patient unless it is about what takes too long: the machine that tests may be a busy one. */
async function begin(
  scheme: 'basic' | 'digest' = 'basic',
  timeoutMs: number | undefined = undefined,
): Promise<void> {
  server = await startWebdavServer(undefined, { ...known, scheme, prefix: '/dav' });
  proxy = await startProxy(server.url);
  target = new WebdavTarget({ url: proxy.url, ...known, ...(timeoutMs && { timeoutMs }) });
  direct = new WebdavTarget({ url: server.url, ...known });
  expect(await direct.write('m/a/1.seg', bytes)).toEqual(done);
}

async function end(): Promise<void> {
  await proxy.close();
  await server.close();
}

/** Each call of a target's, in the middle of which a fault may fall. */
const calls = {
  PROPFIND: () => target.list(''),
  GET: () => target.read('m/a/1.seg'),
  PUT: () => target.write('m/a/2.seg', bytes),
  MKCOL: () => target.write('m/b/1.seg', bytes),
  MOVE: () => target.write('m/a/3.seg', bytes),
  DELETE: () => target.remove('m/a/1.seg'),
} as const;
type Method = keyof typeof calls;
const METHODS = Object.keys(calls) as Method[];

const always =
  (method: string, fault: Fault) =>
  (seen: Seen): Fault =>
    seen.method === method ? fault : null;

/** Whatever is under a name of ours is whole. */
async function expectWhole(): Promise<void> {
  const files = await direct.list('');
  if (!files.ok) throw new Error(files.reason);
  for (const { name, bytes: length } of files.value) {
    expect([name, length]).toEqual([name, bytes.length]);
    const read = await direct.read(name);
    expect(read.ok && Buffer.compare(read.value, bytes)).toBe(0);
  }
}

describe('a WebDAV server that says no', () => {
  beforeEach(() => begin());
  afterEach(end);

  const REASONS: readonly (readonly [number, TargetReason])[] = [
    ...([401, 403] as const).map((status) => [status, 'refused'] as const),
    ...([423, 429, 503] as const).map((status) => [status, 'busy'] as const),
    ...([413, 507] as const).map((status) => [status, 'full'] as const),
    ...([408, 500, 502, 504] as const).map((status) => [status, 'unreachable'] as const),
    ...([301, 304, 400, 402, 418] as const).map((status) => [status, 'strange'] as const),
  ];
  for (const [status, reason] of REASONS)
    it(`[SYNC-2] has its ${status} told as ${reason}, whatever was asked`, async () => {
      const headers = status === 429 ? { 'Retry-After': '30' } : {};
      for (const method of METHODS) {
        proxy.fault = always(method, { kind: 'answer', status, headers });
        expect([method, await calls[method]()]).toEqual([method, trouble(reason)]);
      }
      proxy.fault = () => null;
      await expectWhole();
      expect((await target.list('')).ok).toBe(true);
    });

  it('[SYNC-2] sends a page to log in, which is no answer', async () => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' };
    const body = '<!doctype html><html><body>Log in</body></html>';
    for (const method of METHODS.filter((one) => one !== 'MKCOL')) {
      proxy.fault = () => ({ kind: 'answer', status: 200, headers, body });
      expect([method, await calls[method]()]).toEqual([method, trouble('strange')]);
    }
    proxy.fault = () => ({ kind: 'answer', status: 207, headers, body });
    expect(await target.list('')).toEqual(trouble('strange'));
    expect(await target.prepare()).toEqual(trouble('strange'));
    await expectWhole();
  });

  it('[SYNC-2] has a write that is refused at its last step leave nothing', async () => {
    proxy.fault = always('MOVE', { kind: 'answer', status: 412 });
    expect(await target.write('m/a/9.seg', bytes)).toEqual(trouble('exists'));
    proxy.fault = always('MOVE', { kind: 'answer', status: 404 });
    expect(await target.write('m/a/9.seg', bytes)).toEqual(trouble('missing'));
    const removed = proxy.seen.filter(({ method }) => method === 'DELETE');
    expect(removed.length).toBe(2);
    expect(removed.every(({ path }) => path.includes('.unfinished-'))).toBe(true);
  });
});

describe('a WebDAV server on a bad line', () => {
  beforeEach(() => begin('basic', LIMIT_MS));
  afterEach(end);

  const KINDS = ['hang', 'cut', 'half-request', 'no-answer'] as const;
  for (const kind of KINDS)
    it(`[SYNC-8] is unreachable in time, and leaves nothing half: ${kind}`, async () => {
      for (const method of METHODS) {
        proxy.fault = always(method, { kind });
        const began = performance.now();
        expect([method, await calls[method]()]).toEqual([method, trouble('unreachable')]);
        // The limit, what the bytes take, and the cleaning up.
        expect(performance.now() - began).toBeLessThan(15_000);
        proxy.fault = () => null;
        await expectWhole();
      }
    });

  it('[SYNC-8] is unreachable where an answer is cut, or comes too slowly', async () => {
    for (const kind of ['half-answer', 'half-chunks', 'drip'] as const)
      for (const method of ['PROPFIND', 'GET'] as const) {
        proxy.fault = always(method, { kind });
        // A slow page is waited for as long as its bytes may take.
        expect([kind, method, await calls[method]()]).toEqual([
          ...[kind, method],
          trouble('unreachable'),
        ]);
      }
  });

  it('[SYNC-8] has a shortened file found out, sent and received', async () => {
    proxy.fault = always('GET', { kind: 'short-answer' });
    expect(await target.read('m/a/1.seg')).toEqual(trouble('unreachable'));
    proxy.fault = always('PUT', { kind: 'short-request' });
    expect(await target.write('m/a/2.seg', bytes)).toEqual(trouble('strange'));
    proxy.fault = always('PROPFIND', { kind: 'short-answer' });
    expect(await target.list('')).toEqual(trouble('strange'));
    proxy.fault = () => null;
    expect(await target.read('m/a/2.seg')).toEqual(trouble('missing'));
    await expectWhole();
  });

  it('[SYNC-2] may say what it likes about versions and dates', async () => {
    let n = 0;
    proxy.fault = () => ({ kind: 'headers', headers: { etag: `W/"${n++}"`, date: 'never' } });
    expect(await target.write('m/a/2.seg', bytes)).toEqual(done);
    const read = await target.read('m/a/2.seg');
    expect(read.ok && Buffer.compare(read.value, bytes)).toBe(0);
    expect((await target.list('')).ok).toBe(true);
  });

  it('[SYNC-2] is asked again by its own path where it does not know its address', async () => {
    proxy.fault = ({ method, headers }) =>
      method === 'MOVE' && String(headers.destination).startsWith('http')
        ? { kind: 'answer', status: 502 }
        : null;
    expect(await target.write('m/a/2.seg', bytes)).toEqual(done);
    await expectWhole();
  });
});

describe('a WebDAV server that says no before it was told all', () => {
  for (const [status, reason] of [
    [413, 'full'],
    [507, 'full'],
    [401, 'refused'],
    [503, 'busy'],
  ] as const)
    it(`[SYNC-2] is heard, and its ${status} told as ${reason}`, async () => {
      const hasty = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => {
          socket.pause();
          socket.write(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
        });
      });
      await new Promise<void>((done) => hasty.listen(0, '127.0.0.1', done));
      const { port } = hasty.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/`;
      const large = new Uint8Array(10_000_000);
      const told = new WebdavTarget({ url, ...known, timeoutMs: 10_000 }).write('m/a', large);
      expect(await told).toEqual(trouble(reason));
      hasty.close();
    });
});

describe('a WebDAV server that sends elsewhere', () => {
  for (const scheme of ['basic', 'digest'] as const)
    it(`[SYNC-5] does not learn there who asks: ${scheme}`, async () => {
      await begin(scheme);
      const elsewhere = await startProxy(server.url);
      const trap = elsewhere.url.replace('127.0.0.1', 'localhost');
      // It knows who asks before it is sent elsewhere.
      expect((await target.list('')).ok).toBe(true);
      for (const status of [301, 302, 303, 307, 308])
        for (const method of METHODS) {
          const headers = { Location: `${trap}/${method}` };
          proxy.fault = always(method, { kind: 'answer', status, headers });
          expect([method, await calls[method]()]).toEqual([method, trouble('strange')]);
        }
      expect(elsewhere.seen).toEqual([]);
      await elsewhere.close();
      await end();
    });

  it('[SYNC-5] is not told the password over an open line that it does not want it over', async () => {
    for (const scheme of ['digest', 'basic'] as const) {
      await begin(scheme);
      // This machine, by an address that does not look like it.
      const url = proxy.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
      expect(isOpenlyReadable(url)).toBe(true);
      const open = new WebdavTarget({ url, ...known });
      expect(await open.write('m/a/2.seg', bytes)).toEqual(done);
      const said = proxy.seen.map(({ headers }) => headers.authorization?.split(' ')[0]);
      expect(said[0]).toBeUndefined();
      expect(said.at(-1)).toBe(scheme === 'basic' ? 'Basic' : 'Digest');
      if (scheme === 'digest') expect(said).not.toContain('Basic');
      await end();
    }
  });
});
