import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type DemoUpstream, type Fault, startDemoUpstream } from './index.ts';

let upstream: DemoUpstream | undefined;
afterEach(() => upstream?.close());

async function start(...faults: Fault[]): Promise<DemoUpstream> {
  upstream = await startDemoUpstream({ seed: 2, today: '2026-11-20', days: 6, faults });
  return upstream;
}

const day = '/api/daily_papers?date=2026-11-20';

describe('faults', () => {
  test('[LIST-4] a host that is down breaks the connection, as often as told', async () => {
    const { origin, requests } = await start({
      kind: 'down',
      match: '/api/daily_papers',
      times: 2,
    });
    await expect(fetch(origin + day)).rejects.toThrow();
    await expect(fetch(origin + day)).rejects.toThrow();
    expect((await fetch(origin + day)).status).toBe(200);
    expect(requests.map((request) => request.status)).toEqual([0, 0, 200]);
    expect(upstream?.struck).toBe(2);
  });

  test('[LIST-4] a status comes with its headers', async () => {
    const { origin } = await start({
      kind: 'status',
      match: /daily/,
      code: 429,
      headers: { 'retry-after': '7', ratelimit: '"api";r=0;t=7' },
    });
    const response = await fetch(origin + day);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('ratelimit')).toBe('"api";r=0;t=7');
    expect(await response.json()).toHaveProperty('error');
  });

  test('[LIST-4] a stall delays the answer and does not delay the closing', async () => {
    const demo = await start(
      { kind: 'stall', match: day, ms: 120, times: 1 },
      { kind: 'stall', match: '/pdf/', ms: Number.POSITIVE_INFINITY },
    );
    const before = performance.now();
    expect((await fetch(demo.origin + day)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(100);
    const forever = fetch(`${demo.origin}/pdf/${demo.papers[0]!.id}`).then(
      () => 'answered',
      () => 'broken',
    );
    while (demo.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await demo.close();
    expect(await forever).toBe('broken');
  });

  test('[LIST-4] HTML, half an answer and an empty one come with status 200', async () => {
    const { origin, setFaults } = await start({ kind: 'html', match: '/api/' });
    expect(await (await fetch(origin + day)).text()).toContain('<!DOCTYPE html>');
    setFaults([{ kind: 'half-json', match: '/api/' }]);
    const half = await fetch(origin + day);
    expect(half.headers.get('content-type')).toContain('application/json');
    await expect(half.json()).rejects.toThrow();
    setFaults([{ kind: 'empty', match: '/api/' }]);
    expect(await (await fetch(origin + day)).text()).toBe('');
    setFaults([]);
    expect(await (await fetch(origin + day)).json()).not.toEqual([]);
  });

  test('[FILE-2] a body is cut off, ends early, or is shorter than promised', async () => {
    const demo = await start({ kind: 'truncate', match: '/pdf/', bytes: 5000, times: 1 });
    const url = `${demo.origin}/pdf/${demo.papersOn('2026-11-20')[0]!.id}`;
    await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
    expect(demo.requests[0]!.bytes).toBe(5000);
    demo.setFaults([{ kind: 'truncate', match: '/pdf/', bytes: 5000, ending: 'clean' }]);
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(5000);
    demo.setFaults([{ kind: 'wrong-length', match: '/pdf/' }]);
    const wrong = await fetch(url);
    expect(Number(wrong.headers.get('content-length'))).toBeGreaterThan(1000);
    await expect(wrong.arrayBuffer()).rejects.toThrow();
  });

  test('[FILE-1] a slow body arrives whole, in its time', async () => {
    const demo = await start();
    const url = demo.origin + day;
    const whole = await (await fetch(url)).arrayBuffer();
    demo.setFaults([{ kind: 'slow', match: day, bytesPerSecond: whole.byteLength * 5 }]);
    const before = performance.now();
    const slow = await (await fetch(url)).arrayBuffer();
    expect(Buffer.from(slow).equals(Buffer.from(whole))).toBe(true);
    expect(performance.now() - before).toBeGreaterThan(120);
  });

  test('[LIST-4] requests are kept with their user agent, time and size', async () => {
    const demo = await start();
    const response = await fetch(demo.origin + day, {
      headers: { 'user-agent': 'Offprint/0 (test)' },
    });
    const { byteLength } = await response.arrayBuffer();
    const [request] = demo.requests;
    expect(request).toMatchObject({
      method: 'GET',
      path: day,
      status: 200,
      userAgent: 'Offprint/0 (test)',
    });
    while (request!.endedAt === null) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(request!.bytes).toBe(byteLength);
    expect(request!.endedAt).toBeGreaterThanOrEqual(request!.at);
  });

  test('[START-4] other methods and paths are refused', async () => {
    const { origin } = await start();
    expect((await fetch(origin + day, { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
  });
});

const recorded = join(import.meta.dirname, '../../../shared/fixtures');

describe.skipIf(!existsSync(join(recorded, 'hf')))('recorded data', () => {
  const startRecorded = async () => {
    upstream = await startDemoUpstream({ recorded, today: '2026-06-12' });
    return upstream;
  };
  const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
  const file = (...path: string[]) => readFileSync(join(recorded, ...path));

  test('[LIST-3] a recorded day comes byte for byte, other days are empty', async () => {
    const { origin } = await startRecorded();
    const got = await bytesOf(`${origin}/api/daily_papers?date=2026-06-12`);
    expect(got.equals(file('hf', 'daily_papers-2026-06-12.json'))).toBe(true);
    expect(String(await bytesOf(`${origin}/api/daily_papers?date=2026-06-12&p=1`))).toBe('[]');
    expect(String(await bytesOf(`${origin}/api/daily_papers?date=2026-06-11`))).toBe('[]');
    expect((await fetch(`${origin}/api/daily_papers?date=nonsense`)).status).toBe(400);
  });

  test('[LIST-6] recorded details, or the recorded error', async () => {
    const { origin } = await startRecorded();
    const got = await bytesOf(`${origin}/api/papers/2508.03905`);
    expect(got.equals(file('hf', 'papers', '2508.03905.json'))).toBe(true);
    const missing = await fetch(`${origin}/api/papers/2606.00467`);
    expect([missing.status, await missing.text()]).toEqual([
      404,
      String(file('hf', 'error-404.json')),
    ]);
  });

  test('[LIST-8] recorded feeds by their ids, with their status', async () => {
    const { origin } = await startRecorded();
    const one = await fetch(`${origin}/api/query?id_list=1605.08386&max_results=1`);
    expect(await one.text()).toContain('Heat-bath random walks');
    expect((await fetch(`${origin}/api/query?id_list=abc`)).status).toBe(400);
    const unknown = await fetch(`${origin}/api/query?id_list=2606.00467`);
    expect([unknown.status, (await unknown.text()).includes('<entry>')]).toEqual([200, false]);
  });

  test('[FILE-1] recorded PDFs by the stamp that they bear', async () => {
    const { origin } = await startRecorded();
    const got = await bytesOf(`${origin}/pdf/2501.10120`);
    expect(got.equals(file('pdf', 'paperqa__pasa.pdf'))).toBe(true);
    expect((await fetch(`${origin}/pdf/1706.03762v4`)).status).toBe(404);
    expect((await fetch(`${origin}/pdf/1706.03762v5`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${origin}/pdf/2606.00467`)).status).toBe(404);
  });

  test('[LIST-4] a redirect leads round and round', async () => {
    const { origin, requests } = await start({ kind: 'redirect', match: day });
    await expect(fetch(origin + day)).rejects.toThrow();
    expect(requests.length).toBeGreaterThan(5);
    const once = await fetch(origin + day, { redirect: 'manual' });
    expect([once.status, once.headers.get('location')]).toEqual([302, day]);
  });

  test('[LIST-4] a gzip bomb is small on its way and large when opened', async () => {
    const demo = await start({ kind: 'gzip-bomb', match: day, bytes: 3_000_000 });
    expect((await (await fetch(demo.origin + day)).arrayBuffer()).byteLength).toBe(3_000_000);
    await expect.poll(() => demo.requests[0]?.bytes).toBeLessThan(10_000);
  });

  test('[LIST-4] an endless body ends only when nobody listens', async () => {
    const demo = await start({ kind: 'endless', match: day, bytesPerSecond: 1_000_000 });
    const stop = new AbortController();
    const response = await fetch(demo.origin + day, { signal: stop.signal });
    const reader = response.body!.getReader();
    for (let read = 0; read < 200_000; ) read += (await reader.read()).value!.length;
    stop.abort();
    await expect.poll(() => demo.requests[0]?.endedAt).not.toBeNull();
  });

  test('[LIST-4] entries come in another order and twice, the same for a seed', async () => {
    const { origin, papersOn } = await start({ kind: 'rearranged', match: day, seed: 1 });
    const ids = async () =>
      ((await (await fetch(origin + day)).json()) as { paper: { id: string } }[]).map(
        ({ paper }) => paper.id,
      );
    const first = await ids();
    expect(await ids()).toEqual(first);
    const listed = papersOn('2026-11-20').map(({ id }) => id);
    expect(first.length).toBeGreaterThan(listed.length);
    expect(new Set(first)).toEqual(new Set(listed));
  });

  test('[LIST-4] the first page comes again and again', async () => {
    const { origin } = await start({ kind: 'first-page', match: day });
    const first = await (await fetch(`${origin + day}&limit=5`)).json();
    expect(await (await fetch(`${origin + day}&limit=5&p=3`)).json()).toEqual(first);
  });

  test('[FILE-1] a part is answered with the whole, or is of another file', async () => {
    const demo = await start(
      { kind: 'no-range', match: '/pdf/', times: 1 },
      { kind: 'new-etag', match: '/pdf/', times: 1 },
    );
    const url = `${demo.origin}/pdf/${demo.papers[0]!.id}`;
    const headers = { range: 'bytes=100-' };
    expect((await fetch(url, { headers })).status).toBe(200);
    const replaced = await fetch(url, { headers });
    const later = await fetch(url, { headers });
    expect([replaced.status, later.status]).toEqual([206, 206]);
    expect(replaced.headers.get('etag')).not.toBe(later.headers.get('etag'));
  });

  test('[LIST-4] good JSON may be none of what was asked for', async () => {
    const { origin } = await start({ kind: 'bad-shape', match: day });
    expect(await (await fetch(origin + day)).json()).toEqual({ ok: true });
  });
});
