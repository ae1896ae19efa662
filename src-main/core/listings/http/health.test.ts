import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock.ts';
import {
  deadOrigin,
  type Handler,
  sendJson,
  startTestServer,
  type TestServer,
} from '../test-server.ts';
import { createHttp } from './http.ts';
import { Pause } from './pause.ts';
import { type HostPolicy, PICTURE_ORIGINS, policiesFor } from './policy.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Arxiv's two connections and one of another operator, all to one server. */
async function serve(handler: Handler, refusedMs = 0) {
  const server = await startTestServer(handler);
  servers.push(server);
  const { origin } = server;
  const common = { origins: [origin], pace: null, searchPace: null, refusedMs };
  const policies: HostPolicy[] = [
    { ...common, purpose: 'huggingface', operator: 'huggingface' },
    { ...common, purpose: 'arxiv-api', operator: 'arxiv' },
    { ...common, purpose: 'arxiv-pdf', operator: 'arxiv' },
  ];
  const clock = new ManualClock({ jumping: true });
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: '1', origins, clock, policies });
  const get = (purpose: HostPolicy['purpose'], path = '/x') =>
    http.getJson({ url: origin + path, purpose, attempts: 1 });
  const health = (purpose: HostPolicy['purpose']) =>
    http.hosts().find((host) => host.purpose === purpose);
  return { server, http, clock, get, health };
}

const answer: Handler = ({ path }, response) => {
  const status = Number(/\d+/.exec(path)?.[0] ?? 200);
  if (status === 200) sendJson(response, 'ok');
  else response.writeHead(status, path.includes('wait') ? { 'retry-after': '300' } : {}).end('{}');
};

describe('[LIST-4] what is known of every host', () => {
  it('[LIST-4] counts requests, keeps the last failure and the last good answer', async () => {
    const { get, health, clock } = await serve(answer);
    expect(health('huggingface')).toEqual({
      ...{ host: '127.0.0.1', purpose: 'huggingface', state: 'unused', until: null },
      ...{ failure: null, lastOkAt: null, requests: 0 },
    });
    await get('huggingface');
    const at = clock.now();
    expect(health('huggingface')).toMatchObject({ state: 'ok', requests: 1, lastOkAt: at });
    clock.advance(5_000);
    await get('huggingface', '/500');
    expect(health('huggingface')).toMatchObject({
      ...{ state: 'failing', requests: 2, lastOkAt: at },
      failure: { reason: 'server-error', status: 500 },
    });
    await get('huggingface', '/404');
    expect(health('huggingface')).toMatchObject({ state: 'ok', requests: 3, failure: null });
    expect(health('arxiv-api')).toMatchObject({ state: 'unused', requests: 0 });
  });

  it('[LIST-4] says until when a host waits, for both of its connections', async () => {
    const { get, health, clock, server } = await serve(answer);
    await get('arxiv-pdf', '/429/wait');
    const until = clock.now() + 300_000;
    expect(health('arxiv-pdf')).toMatchObject({ state: 'waiting', until });
    expect(health('arxiv-api')).toMatchObject({ state: 'waiting', until, requests: 0 });
    expect(health('huggingface')).toMatchObject({ state: 'unused', until: null });
    expect(await get('arxiv-api')).toMatchObject({
      failure: { reason: 'rate-limited', retryAt: until },
    });
    expect(server.requests).toHaveLength(1);
    clock.advance(300_000);
    expect(health('arxiv-pdf')).toMatchObject({ state: 'failing', until: null });
    expect(await get('arxiv-api')).toMatchObject({ ok: true });
  });

  it('[LIST-4] stays away from one that blocks us, where its policy says so', async () => {
    const { get, clock, server } = await serve(answer, 600_000);
    const retryAt = clock.now() + 600_000;
    const refused = { reason: 'refused', status: 403, retryAt };
    expect(await get('arxiv-pdf', '/403')).toMatchObject({ failure: refused });
    expect(await get('arxiv-api')).toMatchObject({ failure: { reason: 'rate-limited', retryAt } });
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] tells who listens when something changed, and only then', async () => {
    const { get, http } = await serve(answer);
    let told = 0;
    const stop = http.onHealth(() => told++);
    for (const path of ['/x', '/x', '/500', '/500', '/x']) await get('huggingface', path);
    expect(told).toBe(3);
    stop();
    await get('huggingface', '/500');
    expect(told).toBe(3);
  });

  it('[LIST-4] counts a host as failing where nothing answers, and a cancelled one not', async () => {
    const origin = await deadOrigin();
    const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
    const http = createHttp({ version: '1', origins });
    const signal = AbortSignal.abort();
    await http.getJson({ url: `${origin}/x`, signal });
    expect(http.hosts()[0]).toMatchObject({ state: 'unused', requests: 0 });
    await http.getJson({ url: `${origin}/x`, attempts: 1 });
    expect(http.hosts()[0]).toMatchObject({ state: 'failing', failure: { reason: 'offline' } });
  });

  it('[LIST-4] lets a call go on while a file of the same host is under way', async () => {
    const { get, server } = await serve(({ path }, response) => {
      if (path !== '/slow') sendJson(response, 1);
    });
    const slow = get('arxiv-pdf', '/slow');
    await expect.poll(() => server.requests.length).toBe(1);
    expect(await get('arxiv-api')).toMatchObject({ ok: true });
    await server.close();
    expect(await slow).toMatchObject({ ok: false });
  });
});

describe('[SAFE-5] where requests go', () => {
  it('[SAFE-5] sends nothing to a host that nobody set up', async () => {
    const { http } = await serve(answer);
    const stranger = await startTestServer(answer);
    servers.push(stranger);
    const failure = { reason: 'refused', host: '127.0.0.1', status: null, retryAt: null };
    expect(await http.getJson({ url: `${stranger.origin}/x` })).toEqual({ ok: false, failure });
    expect(stranger.requests).toEqual([]);
  });

  it('[SAFE-5] names every host that requests may go to', () => {
    const arxiv = 'https://export.arxiv.org';
    const origins = { huggingFace: 'https://huggingface.co', arxiv, arxivPdf: arxiv };
    const http = createHttp({ version: '1', origins });
    const hosts = new Set(http.hosts().map(({ host }) => host));
    const known = policiesFor(origins).flatMap((policy) => policy.origins);
    expect(hosts).toEqual(new Set(known.map((origin) => new URL(origin).hostname)));
    expect([...hosts]).toEqual(
      expect.arrayContaining(['export.arxiv.org', 'cdn-thumbnails.huggingface.co']),
    );
    expect(PICTURE_ORIGINS.every((origin) => origin.startsWith('https://'))).toBe(true);
  });
});

describe('[LIST-4] a pause that was asked for', () => {
  it('[LIST-4] is the longest of several', () => {
    const clock = new ManualClock();
    const pause = new Pause(clock);
    pause.tell(clock.now() + 10_000);
    clock.advance(1_000);
    pause.tell(clock.now() + 5_000);
    expect(pause.until() - clock.now()).toBe(9_000);
  });

  it('[LIST-4] is over when it was waited for, wherever the clock was set meanwhile', () => {
    const clock = new ManualClock();
    const pause = new Pause(clock);
    pause.tell(clock.now() + 10_000);
    clock.set(-86_400_000);
    expect(pause.until() - clock.now()).toBe(10_000);
    clock.advance(6_000);
    expect(pause.until() - clock.now()).toBe(4_000);
    clock.advance(4_000);
    expect(pause.until()).toBeLessThanOrEqual(clock.now());
  });

  it('[LIST-4] is over after a sleep of the machine, in which only the wall clock goes on', () => {
    const clock = new ManualClock();
    const pause = new Pause(clock);
    pause.tell(clock.now() + 10_000);
    clock.set(60_000);
    expect(pause.until()).toBeLessThanOrEqual(clock.now());
  });
});
