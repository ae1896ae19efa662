import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import {
  deadOrigin,
  type Handler,
  sendJson,
  startTestServer,
  type TestServer,
} from '../test-server.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { type HostPolicy, type Pace, policiesFor, policyOf } from './policy.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(handler: Handler, options: Partial<HttpOptions> = {}) {
  const server = await startTestServer(handler);
  servers.push(server);
  return { server, ...clientOf(server.origin, options) };
}

function clientOf(origin: string, options: Partial<HttpOptions> = {}) {
  const clock = new ManualClock({ jumping: true });
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: '1.2.3', origins, clock, ...options });
  return { http, clock, url: `${origin}/api/x` };
}

const ARXIV = 'https://export.arxiv.org';
const REAL = policiesFor({
  ...{ huggingFace: 'https://huggingface.co', arxiv: ARXIV, arxivPdf: ARXIV },
});
const inFiveMinutes = ({ burst, intervalMs }: Pace): number =>
  burst + Math.floor(300_000 / intervalMs);
const policy = (origin: string, pace: Pace | null, said: Partial<HostPolicy> = {}): HostPolicy => ({
  ...{ purpose: 'huggingface', operator: 'x', origins: [origin], refusedMs: 0 },
  ...{ pace, searchPace: null },
  ...said,
});

const status =
  (code: number, headers: Record<string, string> = {}, body = '{"error":"no"}'): Handler =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
  };

describe('[LIST-4] manners towards an upstream', () => {
  it('[LIST-4] names itself, its version and a contact', async () => {
    const { http, url, server } = await serve((_request, response) => sendJson(response, [1]));
    expect(await http.getJson({ url })).toMatchObject({ ok: true, value: { json: [1] } });
    expect(server.requests[0]?.headers['user-agent']).toMatch(
      /^Offprint\/1\.2\.3 \(.*contact: .+\)$/,
    );
  });

  it('[LIST-4] asks one host one thing at a time, in order', async () => {
    const { http, server } = await serve(({ path }, response) => {
      setTimeout(() => sendJson(response, path), 15);
    });
    const paths = ['/a', '/b', '/c', '/d'];
    const answers = paths.map((path) => http.getJson({ url: server.origin + path }));
    expect(await Promise.all(answers)).toMatchObject(paths.map((json) => ({ value: { json } })));
    expect(server.busiest()).toBe(1);
    expect(server.requests.map(({ path }) => path)).toEqual(paths);
  });

  it('[LIST-4] spaces requests by three seconds where the pace says so', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, 1));
    servers.push(server);
    const policies = [policy(server.origin, { burst: 1, intervalMs: 3_000 })];
    const { http, clock, url } = clientOf(server.origin, { policies });
    for (let i = 0; i < 3; i++) await http.getJson({ url });
    expect(clock.slept).toEqual([3_000, 3_000]);
  });

  it.each([
    ['back', -24],
    ['on', 24],
  ])('[LIST-4] keeps its pace when the clock is set %s', async (_way, hours) => {
    const server = await startTestServer((_request, response) => sendJson(response, 1));
    servers.push(server);
    const policies = [policy(server.origin, { burst: 2, intervalMs: 3_000 })];
    const { http, clock, url } = clientOf(server.origin, { policies });
    for (let i = 0; i < 2; i++) await http.getJson({ url });
    clock.set(hours * 3_600_000);
    for (let i = 0; i < 3; i++) await http.getJson({ url });
    expect(clock.slept).toEqual([3_000, 3_000, 3_000]);
  });

  it('[LIST-4] never asks Hugging Face more than 500 times in five minutes', () => {
    const { pace, searchPace } = policyOf(REAL, 'https://huggingface.co/api')!;
    expect(inFiveMinutes(pace!)).toBeLessThanOrEqual(500);
    expect(inFiveMinutes(searchPace!)).toBeLessThanOrEqual(50);
  });

  it('[LIST-4] spaces searches further, and counts them as requests too', async () => {
    const server = await startTestServer((_request, response) => sendJson(response, 1));
    servers.push(server);
    const searchPace = { burst: 1, intervalMs: 7_000 };
    const policies = [policy(server.origin, { burst: 2, intervalMs: 2_000 }, { searchPace })];
    const { http, clock, url } = clientOf(server.origin, { policies });
    for (const isSearch of [true, false, false, true]) await http.getJson({ url, isSearch });
    expect(clock.slept).toEqual([2_000, 5_000]);
  });

  it('[LIST-4] has one connection to arXiv’s API and another one for its files', () => {
    const pathOf = (purpose: 'arxiv-api' | 'arxiv-pdf') =>
      policyOf(REAL, 'https://export.arxiv.org/x', purpose)!;
    expect(pathOf('arxiv-api').pace).toEqual({ burst: 1, intervalMs: 3_000 });
    expect(pathOf('arxiv-pdf').pace).toEqual({ burst: 1, intervalMs: 1_000 });
    expect(pathOf('arxiv-api').operator).toBe(pathOf('arxiv-pdf').operator);
    expect(policyOf(REAL, 'https://arxiv.org/pdf/2606.00001', 'arxiv-pdf')).toBeDefined();
  });

  it.each([
    ['seconds', { 'retry-after': '4' }],
    [
      'a date',
      { 'retry-after': 'Fri, 12 Jun 2026 10:00:04 GMT', date: 'Fri, 12 Jun 2026 10:00:00 GMT' },
    ],
    [
      'a date of RFC 850',
      {
        'retry-after': 'Friday, 12-Jun-26 10:00:04 GMT',
        date: 'Friday, 12-Jun-26 10:00:00 GMT',
      },
    ],
    [
      'a date of asctime',
      { 'retry-after': 'Fri Jun 12 10:00:04 2026', date: 'Fri Jun 12 10:00:00 2026' },
    ],
    ['RateLimit', { ratelimit: '"api";r=0;t=4' }],
    ['several RateLimits', { ratelimit: '"pages";r=7;t=900, "api";r=0;t=4' }],
    ['RateLimit of the draft before', { ratelimit: 'limit=500, remaining=0, reset=4' }],
    ['RateLimit-Reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '4' }],
    ['X-RateLimit-Reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4' }],
    [
      'X-RateLimit-Reset since the epoch',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.UTC(2026, 5, 12, 10, 0, 4) / 1000),
        date: 'Fri, 12 Jun 2026 10:00:00 GMT',
      },
    ],
  ])('[LIST-4] waits as long as told by %s, then goes on', async (_form, headers) => {
    const { http, clock, url, server } = await serve((request, response, index) => {
      if (index === 0) status(429, headers)(request, response, index);
      else sendJson(response, 'yes');
    });
    expect(await http.getJson({ url })).toMatchObject({ ok: true, value: { json: 'yes' } });
    expect(clock.slept).toEqual([4_000]);
    expect(server.requests).toHaveLength(2);
  });

  it('[LIST-4] says until when it was asked to wait, and asks nothing before', async () => {
    const { http, clock, url, server } = await serve(status(429, { 'retry-after': '300' }));
    const retryAt = clock.now() + 300_000;
    const failure = { reason: 'rate-limited', host: '127.0.0.1', retryAt };
    expect(await http.getJson({ url })).toEqual({
      ok: false,
      failure: { ...failure, status: 429 },
    });
    expect(await http.getJson({ url })).toEqual({
      ok: false,
      failure: { ...failure, status: null },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] heeds an allowance that a good answer says is used up', async () => {
    const { http, url, server } = await serve((_request, response) =>
      sendJson(response, 1, { ratelimit: '"api";r=0;t=120' }),
    );
    expect(await http.getJson({ url })).toMatchObject({ ok: true });
    expect(await http.getJson({ url })).toMatchObject({ failure: { reason: 'rate-limited' } });
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] gives a time to try again even where a 429 names none', async () => {
    const { http, clock, url, server } = await serve(status(429));
    const result = await http.getJson({ url });
    expect(result).toMatchObject({
      failure: { reason: 'rate-limited', retryAt: clock.now() + 60_000 },
    });
    expect(server.requests).toHaveLength(3);
  });

  it('[LIST-4] takes a 503 with Retry-After for a request to wait', async () => {
    const { http, url } = await serve(status(503, { 'retry-after': '90' }));
    expect(await http.getJson({ url })).toMatchObject({
      failure: { reason: 'rate-limited', status: 503 },
    });
  });

  it('[LIST-4] backs off with jitter from a server in trouble, and gives up', async () => {
    const { http, clock, url, server } = await serve(status(500));
    expect(await http.getJson({ url })).toMatchObject({
      failure: { reason: 'server-error', status: 500 },
    });
    expect(server.requests).toHaveLength(3);
    expect(clock.slept).toEqual([250, 500]);
  });

  it.each([
    [400, 'bad-request'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'not-found'],
  ] as const)('[LIST-4] tells %i as %s at once', async (code, reason) => {
    const { http, url, server } = await serve(status(code));
    expect(await http.getJson({ url })).toMatchObject({
      failure: { reason, status: code, retryAt: null },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] says offline where nothing answers', async () => {
    const { http, url } = clientOf(await deadOrigin());
    const failure = { reason: 'offline', host: '127.0.0.1', status: null, retryAt: null };
    expect(await http.getJson({ url })).toEqual({ ok: false, failure });
  });

  it('[LIST-4] says timeout where headers do not come', async () => {
    const { http, url } = await serve(() => {}, { limits: { headersMs: 40 } });
    expect(await http.getJson({ url, attempts: 1 })).toMatchObject({
      failure: { reason: 'timeout' },
    });
  });

  it('[LIST-4] says timeout where a body stops coming', async () => {
    const { http, url } = await serve(
      (_request, response) => response.writeHead(200).write('[1,'),
      {
        limits: { idleMs: 40 },
      },
    );
    const result = await http.getJson({ url, attempts: 1 });
    expect(result).toMatchObject({ failure: { reason: 'timeout', status: 200 } });
  });

  it('[LIST-4] bounds a body that trickles for ever', async () => {
    const { http, url } = await serve((_request, response) => {
      const timer = setInterval(() => response.write(' '), 5);
      response.once('close', () => clearInterval(timer));
    });
    const result = await http.getJson({ url, attempts: 1, totalMs: 80 });
    expect(result).toMatchObject({ failure: { reason: 'timeout' } });
  });

  it('[LIST-4] asks again when a connection breaks in the middle', async () => {
    const { http, url } = await serve((_request, response, index) => {
      if (index > 0) return sendJson(response, 'whole');
      response.writeHead(200, { 'content-length': '100' }).write('"half');
      setTimeout(() => response.destroy(), 10);
    });
    expect(await http.getJson({ url })).toMatchObject({ ok: true, value: { json: 'whole' } });
  });

  it('[LIST-4] refuses a web page, and half an answer, in place of JSON', async () => {
    const bodies = ['<!doctype html><title>Wait</title>', '[{"paper":{"id":"26', ''];
    const { http, url } = await serve((_request, response, index) => response.end(bodies[index]));
    for (const _body of bodies) {
      expect(await http.getJson({ url })).toMatchObject({
        failure: { reason: 'not-json', status: 200 },
      });
    }
  });

  it('[LIST-4] stops at the bound on a body, compressed or not', async () => {
    const { http, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(200_000, 32)));
    });
    const result = await http.getJson({ url, maxBytes: 100_000 });
    expect(result).toMatchObject({ failure: { reason: 'too-large' } });
  });

  it('[LIST-4] takes no more than its bound of a bomb of hundred MiB', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    const { http, url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await http.getJson({ url })).toMatchObject({ failure: { reason: 'too-large' } });
  });

  it('[LIST-4] follows a redirect on its own origin and no other', async () => {
    const { http, server } = await serve(({ path }, response) => {
      if (path === '/old') response.writeHead(301, { location: '/new' }).end();
      else if (path === '/away') response.writeHead(302, { location: 'http://127.0.0.2:9/' }).end();
      else if (path === '/round') response.writeHead(302, { location: '/round' }).end();
      else sendJson(response, path);
    });
    const get = (path: string) => http.getJson({ url: server.origin + path });
    expect(await get('/old')).toMatchObject({
      value: { json: '/new', url: `${server.origin}/new` },
    });
    expect(await get('/away')).toMatchObject({ failure: { reason: 'bad-shape', status: 302 } });
    const before = server.requests.length;
    expect(await get('/round')).toMatchObject({ failure: { reason: 'bad-shape', status: 302 } });
    expect(server.requests.length - before).toBe(6);
  });

  it('[LIST-4] ends at once when cancelled: in flight, waiting its turn, or backing off', async () => {
    const { http, server } = await serve(
      ({ path }, response) => {
        if (path === '/fails') response.writeHead(500).end();
      },
      { clock: new ManualClock() },
    );
    const cancel = new AbortController();
    const get = (path: string) =>
      http.getJson({ url: server.origin + path, signal: cancel.signal });
    const inFlight = get('/hangs');
    const inTurn = get('/hangs');
    await expect.poll(() => server.requests.length).toBe(1);
    cancel.abort();
    for (const result of await Promise.all([inFlight, inTurn])) {
      expect(result).toMatchObject({ failure: { reason: 'cancelled' } });
    }
    const later = new AbortController();
    const backingOff = http.getJson({ url: `${server.origin}/fails`, signal: later.signal });
    await expect.poll(() => server.requests.length).toBe(2);
    setTimeout(() => later.abort(), 20);
    expect(await backingOff).toMatchObject({ failure: { reason: 'cancelled' } });
  });

  it('[LIST-4] lets what the consumer throws pass, and serves the next', async () => {
    const { http, url } = await serve((_request, response) => sendJson(response, 1));
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    await expect(http.exchange({ url }, () => Promise.reject(full))).rejects.toBe(full);
    expect(await http.getJson({ url })).toMatchObject({ ok: true });
  });
});
