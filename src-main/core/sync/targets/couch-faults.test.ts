import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CouchTarget } from './couch-target.ts';
import type { TargetReason } from './target.ts';
import { type CouchProxy, type Fault, type Passing, startProxy } from './test-couch-proxy.ts';
import { type CouchServer, listen, shut, startCouchServer } from './test-couch-server.ts';

const done = { ok: true, value: null };
const small = Buffer.from('small');
const page = '<html><body>Please sign in</body></html>';
const HTML = 'text/html; charset=utf-8';
/** Three pieces: asked in a request for the head, three pieces and the head. */
const big = randomBytes(2_500_000);

let server: CouchServer;
let proxy: CouchProxy;
let faultOf: (passing: Passing) => Fault | null;
let database: string;
let target: CouchTarget;
let direct: CouchTarget;

beforeAll(async () => {
  server = await startCouchServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  faultOf = () => null;
  proxy = await startProxy(server.url, (passing) => faultOf(passing));
  database = `d${randomBytes(6).toString('hex')}`;
  const address = { database, user: '', password: '' };
  direct = new CouchTarget({ ...address, url: server.url });
  target = new CouchTarget({ ...address, url: proxy.url, timeoutMs: 5_000 });
  await direct.prepare();
});
afterEach(() => proxy.close());

/** What goes wrong from the next request on: with the `n`-th of them, or with all. */
function fail(fault: Fault, n?: number): void {
  const start = proxy.passed.length;
  faultOf = (passing) => (n === undefined || passing.n === start + n ? fault : null);
}

/** Answers letter by letter. */
async function drip(answer: ServerResponse, text: string): Promise<void> {
  answer.writeHead(200, { 'content-type': 'application/json' });
  for (const letter of text) {
    answer.write(letter);
    await sleep(30);
  }
  answer.end();
}

const failed = (reason: TargetReason) => ({ ok: false, reason });

describe('a CouchDB that does not do as it should', () => {
  const answers: [number, string, TargetReason][] = [
    [301, HTML, 'strange'],
    [400, 'application/json', 'strange'],
    [401, HTML, 'refused'],
    [403, 'application/json', 'refused'],
    [404, HTML, 'strange'],
    [404, 'text/plain', 'strange'],
    [413, HTML, 'full'],
    [418, HTML, 'strange'],
    [429, 'application/json', 'busy'],
    [500, 'application/json', 'unreachable'],
    [502, HTML, 'unreachable'],
    [503, HTML, 'busy'],
    [504, HTML, 'unreachable'],
    [507, 'application/json', 'full'],
    [200, HTML, 'strange'],
    [200, 'application/json', 'strange'],
  ];

  it.each(answers)('[SYNC-2] says why: %i, %s is %s', async (status, type, reason) => {
    fail({ status, type, body: type === HTML ? page : '{}' });
    expect(await target.list('m')).toEqual(failed(reason));
    expect(await target.read('m/a/1.seg')).toEqual(failed(reason));
    expect(await target.write('m/a/1.seg', small)).toEqual(failed(reason));
    expect(await target.write('m/a/1.seg', big)).toEqual(failed(reason));
    expect(await target.remove('m/a/1.seg')).toEqual(failed(reason));
    expect(await target.prepare()).toEqual(failed(reason));
  });

  it.each(['null', '[]', '{"rows":[null]}', '{"rows":[{"id":1}]}', '{"rows":5}'])(
    '[SYNC-2] finds a listing strange that is none: %s',
    async (body) => {
      fail({ status: 200, body });
      expect(await target.list('')).toEqual(failed('strange'));
      expect(await target.read('m/a/1.seg')).toEqual(failed('strange'));
    },
  );

  it('[SYNC-2] finds a listing strange that begins again and again', async () => {
    const rows = Array.from({ length: 1_001 }, () => ({ id: 'f:m:a:1.seg', doc: { bytes: 1 } }));
    fail({ status: 200, body: JSON.stringify({ rows }) });
    expect(await target.list('')).toEqual(failed('strange'));
  });

  it.each([
    { pieces: ['_design:other'] },
    { pieces: ['p:a', 5] },
    { pieces: [], _attachments: { content: { data: 5 } } },
    { pieces: [], _attachments: { content: { data: 'AAAA' } } },
    { pieces: [] },
    { bytes: '4', pieces: [] },
    { bytes: -1, pieces: ['p:a'] },
    { bytes: 0.5, pieces: ['p:a'] },
  ])('[SYNC-2] finds a head strange that is none: %j', async (head) => {
    fail({ status: 200, body: JSON.stringify({ _rev: '1-a', bytes: 4, ...head }) });
    expect(await target.read('m/a/1.seg')).toEqual(failed('strange'));
  });

  it('[SYNC-2] tells an old file from a full one: 409 and 412', async () => {
    for (const status of [409, 412]) {
      fail({ status });
      expect(await target.write('m/a/1.seg', small)).toEqual(failed('exists'));
    }
  });

  it('[SYNC-2] takes 202 of a cluster for written', async () => {
    fail({ status: 202, body: '{"ok":true}' });
    expect(await target.write('m/a/1.seg', small)).toEqual(done);
  });

  it('[SYNC-2] never follows to where its password is not meant for', async () => {
    const asked: string[] = [];
    const other = createServer((request, answer) => {
      asked.push(request.url ?? '');
      answer.end('{}');
    });
    const location = await listen(other);
    for (const status of [301, 302, 303, 307, 308]) {
      fail({ status, location });
      expect(await target.list('')).toEqual(failed('strange'));
      expect(await target.write('m/a/1.seg', small)).toEqual(failed('strange'));
    }
    expect(asked).toEqual([]);
    await shut(other);
  });

  it('[SYNC-2] may be behind a proxy that decodes paths and puts one before them', async () => {
    const way = await startProxy(
      server.url,
      () => null,
      (url) => {
        const [path = '', query = ''] = url.replace(/^\/couch/, '').split('?');
        return `${decodeURIComponent(path)}?${query}`;
      },
    );
    const far = new CouchTarget({ url: `${way.url}/couch/`, database, user: '', password: '' });
    expect(await far.prepare()).toEqual(done);
    expect(await far.write('m/a/1.seg', big)).toEqual(done);
    expect(await far.list('m')).toEqual(await direct.list(''));
    const read = await direct.read('m/a/1.seg');
    expect(read.ok && Buffer.compare(read.value, big)).toBe(0);
    expect(await far.remove('m/a/1.seg')).toEqual(done);
    expect(await direct.list('')).toEqual({ ok: true, value: [] });
    await way.close();
  });

  it('[SYNC-2] is not waited for without end, but while something comes', async () => {
    const url = proxy.url;
    const hasty = new CouchTarget({ url, database, user: '', password: '', timeoutMs: 300 });
    fail('silent');
    expect(await hasty.list('')).toEqual(failed('unreachable'));
    expect(await hasty.write('m/a/1.seg', small)).toEqual(failed('unreachable'));
    const slow = createServer((_, answer) => void drip(answer, `{"rows":[${' '.repeat(40)}]}`));
    const dripping = new CouchTarget({
      ...{ url: await listen(slow), database, user: '', password: '', timeoutMs: 1_000 },
    });
    expect(await dripping.list('')).toEqual({ ok: true, value: [] });
    await shut(slow);
  });

  it('[SYNC-2] that is not there is unreachable', async () => {
    await proxy.close();
    expect(await target.list('')).toEqual(failed('unreachable'));
    expect(await target.write('m/a/1.seg', big)).toEqual(failed('unreachable'));
    expect(await target.prepare()).toEqual(failed('unreachable'));
    proxy = await startProxy(server.url, () => null);
  });

  const cuts = (['cut-request', 'cut-answer', 'cut-half', 'silent'] as const).flatMap((fault) =>
    (fault === 'silent' ? [3, 5] : [1, 2, 3, 4, 5]).map((n) => [fault, n] as const),
  );

  it.each(cuts)('[SYNC-8] never shows half a file: %s in request %i', async (fault, n) => {
    const { url } = proxy;
    const cut = new CouchTarget({ url, database, user: '', password: '', timeoutMs: 1_500 });
    fail(fault, n);
    expect(await cut.write('m/a/1.seg', big)).toEqual(failed('unreachable'));
    expect(proxy.passed).toHaveLength(n);
    const isWhole = n === 5 && (fault === 'cut-answer' || fault === 'cut-half');
    const files = [{ name: 'm/a/1.seg', bytes: big.length }];
    expect(await direct.list('')).toEqual({ ok: true, value: isWhole ? files : [] });
    if (!isWhole) expect(await direct.read('m/a/1.seg')).toEqual(failed('missing'));
    faultOf = () => null;
    expect(await target.write('m/a/1.seg', big)).toEqual(isWhole ? failed('exists') : done);
    const read = await direct.read('m/a/1.seg');
    expect(read.ok && Buffer.compare(read.value, big)).toBe(0);
  });

  it.each(['cut-request', 'cut-answer', 'cut-half'] as const)(
    '[SYNC-2] is read whole or not at all: %s',
    async (fault) => {
      await direct.write('m/a/1.seg', big);
      await direct.write('m/a/2.seg', small);
      for (const n of [1, 2, 3, 4]) {
        fail(fault, n);
        expect(await target.read('m/a/1.seg')).toEqual(failed('unreachable'));
      }
      fail(fault);
      expect(await target.read('m/a/2.seg')).toEqual(failed('unreachable'));
      expect(await target.list('')).toEqual(failed('unreachable'));
    },
  );

  it('[SYNC-2] has written what a proxy sent twice', async () => {
    fail('twice', 5);
    expect(await target.write('m/a/1.seg', big)).toEqual(done);
    const read = await direct.read('m/a/1.seg');
    expect(read.ok && Buffer.compare(read.value, big)).toBe(0);
  });

  it('[SYNC-2] leaves no pieces where one is refused', async () => {
    for (const n of [2, 3, 4, 5]) {
      fail({ status: n === 5 ? 409 : 413 }, n);
      expect(await target.write('m/a/1.seg', big)).toEqual(failed(n === 5 ? 'exists' : 'full'));
    }
    const answer = await fetch(`${server.url}/${database}/_all_docs`);
    expect(await answer.json()).toMatchObject({ rows: [] });
  });

  it('[SYNC-2] removes what is half removed', async () => {
    for (const n of [1, 2, 3, 4]) {
      await direct.write('m/a/1.seg', big);
      fail('cut-answer', n);
      const removed = await target.remove('m/a/1.seg');
      expect(removed).toEqual(n < 3 ? failed('unreachable') : done);
      faultOf = () => null;
      expect(await target.remove('m/a/1.seg')).toEqual(done);
      expect(await direct.list('')).toEqual({ ok: true, value: [] });
    }
  });

  it('[SYNC-2] has a file no more when a piece of it is gone, and none that is cut short', async () => {
    await direct.write('m/a/1.seg', big);
    faultOf = ({ url }) =>
      /0001.content/.test(url) ? { status: 404, body: '{"error":"not_found"}' } : null;
    expect(await target.read('m/a/1.seg')).toEqual(failed('missing'));
    faultOf = ({ url }) => (/0001.content/.test(url) ? { status: 200, body: 'x' } : null);
    expect(await target.read('m/a/1.seg')).toEqual(failed('strange'));
  });
});
