import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backfill, BackfillResult } from '../../../../src-shared/contract/index.ts';
import { openTestCore } from '../../test-core.ts';
import {
  type BenchSetting,
  beats,
  eventually,
  type ListingsBench,
  openListingsBench,
} from '../../test-listings.ts';
import { deadOrigin, type Handler, sendJson, startTestServer } from '../test-server.ts';

const KILLS = Number(process.env.OFFPRINT_CRASH_KILLS ?? 4);
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

/** The bench of the moment, which a restart replaces. */
async function serve(handler: Handler, setting: Partial<BenchSetting> = {}) {
  const server = await startTestServer(handler);
  let bench = await openListingsBench({
    origin: server.origin,
    settings: { hourlySync: false },
    ...setting,
  });
  closing.push(server, { close: () => bench.close() });
  return {
    server,
    asked: () => server.requests.flatMap(({ path }) => backfilled(path)),
    now: (): ListingsBench => bench,
    one: (): Backfill => bench.listings.status().backfills[0]!,
    async restart(origin?: string): Promise<void> {
      bench = await bench.restart(origin);
    },
  };
}

const dayOf = (path: string) => new URL(path, 'http://x').searchParams.get('date');
/** Days of ranges here end before the recent ones, which the start brings, too. */
const backfilled = (path: string): string[] => {
  const day = dayOf(path);
  return day !== null && day < '2026-05-15' ? [day] : [];
};
const papersOf = (day: string) => [
  { paper: { id: `${day.slice(2, 4)}${day.slice(5, 7)}.000${day.slice(8)}`, title: `Of ${day}` } },
];
const answering: Handler = ({ path }, response) =>
  sendJson(response, dayOf(path) ? papersOf(dayOf(path)!) : []);
const MAY = { from: '2026-05-05', to: '2026-05-08' };
const begun = (result: BackfillResult): Backfill => {
  if (!result.ok) throw new Error(result.reason);
  return result.backfill;
};

describe('[LIST-1] backfill', () => {
  it('[LIST-1] brings a range newest day first, and says how far it is', async () => {
    const { now, one, asked } = await serve(answering);
    const { listings, library } = now();
    expect(begun(listings.backfill(MAY))).toMatchObject({
      ...{ ...MAY, state: 'running', done: 0, total: 4, next: '2026-05-08' },
    });
    listings.start();
    await eventually(() => one().state).toBe('done');
    expect(asked()).toEqual(['2026-05-08', '2026-05-07', '2026-05-06', '2026-05-05']);
    expect(one()).toMatchObject({ done: 4, papers: 4, new: 4, next: null, skipped: [] });
    expect(library.views.featuredDays('arxiv:2605.00006')).toEqual(['2026-05-06']);
  });

  it('[LIST-1] takes a day without papers for done', async () => {
    const { now, one } = await serve((_request, response) => sendJson(response, []));
    now().listings.start();
    begun(now().listings.backfill(MAY));
    await eventually(() => one()).toMatchObject({ state: 'done', done: 4, papers: 0 });
  });

  it.each([
    [{ from: '2026-05-08', to: '2026-05-05' }, null],
    [{ from: '2026-06-13', to: '2026-06-20' }, null],
    [{ from: '2020-01-01', to: '2023-05-03' }, null],
    [
      { from: '2020-01-01', to: '2023-05-05' },
      { from: '2023-05-04', to: '2023-05-05', total: 2 },
    ],
    [
      { from: '2026-06-11', to: '2030-01-01' },
      { from: '2026-06-11', to: '2026-06-12', total: 2 },
    ],
  ])('[LIST-1] takes of %j what can have listings', async (range, taken) => {
    const { now } = await serve(answering);
    const result = now().listings.backfill(range);
    if (taken) expect(begun(result)).toMatchObject(taken);
    else expect(result).toEqual({ ok: false, reason: 'bad-range' });
  });

  it('[LIST-4] lets whatever a user waits for go first', async () => {
    const { now, one, server, asked } = await serve((request, response) => {
      setTimeout(() => answering(request, response, 0), 15);
    });
    const { listings } = now();
    begun(listings.backfill({ from: '2026-03-01', to: '2026-05-08' }));
    listings.start();
    await eventually(() => asked().length).toBeGreaterThan(3);
    const before = asked().length;
    const dates = ['2026-06-01', '2026-05-31', '2026-05-30'];
    await listings.sync({ dates });
    // Only the day that was under way came in between.
    expect(asked().length - before).toBeLessThanOrEqual(1);
    expect(server.requests.slice(-3).map(({ path }) => dayOf(path))).toEqual(dates);
    expect(one().state).toBe('running');
    expect(server.busiest()).toBe(1);
    await eventually(() => asked().length).toBeGreaterThan(before + 2);
  });

  it('[LIST-1] pauses in the middle of a day, stays paused over a restart, goes on', async () => {
    let hangs = true;
    const bench = await serve((request, response, index) => {
      if (dayOf(request.path) !== '2026-05-06' || !hangs) answering(request, response, index);
    });
    const { id } = begun(bench.now().listings.backfill(MAY));
    bench.now().listings.start();
    await eventually(() => bench.asked().at(-1)).toBe('2026-05-06');
    expect(begun(bench.now().listings.steerBackfill(id, 'pause'))).toMatchObject({
      ...{ state: 'paused', done: 2, next: '2026-05-06' },
    });
    await bench.restart();
    bench.now().listings.start();
    await beats(bench.now().clock, 3);
    expect(bench.one()).toMatchObject({ id, state: 'paused', done: 2, papers: 2, new: 2 });
    hangs = false;
    begun(bench.now().listings.steerBackfill(id, 'resume'));
    await eventually(() => bench.one()).toMatchObject({ state: 'done', done: 4, papers: 4 });
    expect(bench.asked().filter((day) => day > '2026-05-06')).toHaveLength(2);
  });

  it('[LIST-1] goes on after a restart where it stopped, once it is started', async () => {
    let hangs = true;
    const bench = await serve((request, response, index) => {
      if (dayOf(request.path) !== '2026-05-06' || !hangs) answering(request, response, index);
    });
    begun(bench.now().listings.backfill(MAY));
    bench.now().listings.start();
    await eventually(() => bench.asked().length).toBe(3);
    await bench.restart();
    expect(bench.one()).toMatchObject({ state: 'running', done: 2, next: '2026-05-06' });
    hangs = false;
    await sleep(30);
    expect(bench.asked()).toHaveLength(3);
    bench.now().listings.start();
    await eventually(() => bench.one().state).toBe('done');
    expect(bench.asked().slice(3)).toEqual(['2026-05-06', '2026-05-05']);
  });

  it('[LIST-1] is cancelled and dismissed; what came stays', async () => {
    const { now, one, asked } = await serve(({ path }, response) => {
      if (dayOf(path) !== '2026-05-07') sendJson(response, papersOf(dayOf(path) ?? '2026-06-12'));
    });
    const { listings, library } = now();
    const { id } = begun(listings.backfill(MAY));
    listings.start();
    await eventually(() => asked().length).toBe(2);
    expect(listings.steerBackfill(id, 'dismiss')).toEqual({ ok: false, reason: 'not-found' });
    expect(begun(listings.steerBackfill(id, 'cancel'))).toMatchObject({ state: 'cancelled' });
    // One that is over cannot be begun again.
    expect(begun(listings.steerBackfill(id, 'resume'))).toMatchObject({ state: 'cancelled' });
    await beats(now().clock, 3);
    expect(asked()).toHaveLength(2);
    expect(one()).toMatchObject({ done: 1 });
    expect(library.views.featuredDays('arxiv:2605.00008')).toEqual(['2026-05-08']);
    begun(listings.steerBackfill(id, 'dismiss'));
    expect(listings.status().backfills).toEqual([]);
    expect(listings.steerBackfill(id, 'resume')).toEqual({ ok: false, reason: 'not-found' });
  });

  it('[LIST-1] does several one after the other, and keeps the last ten that are over', async () => {
    const { now, asked } = await serve(answering);
    const { listings } = now();
    for (let day = 1; day <= 12; day++) {
      const from = `2026-05-${String(day).padStart(2, '0')}`;
      begun(listings.backfill({ from, to: from }));
    }
    const states = listings.status().backfills.map(({ state }) => state);
    expect(states).toEqual([...Array(11).fill('queued'), 'running']);
    listings.start();
    await eventually(() => asked().length).toBe(12);
    await eventually(() => listings.status().backfills.map(({ state }) => state)).toEqual(
      Array(10).fill('done'),
    );
    expect(asked()).toEqual([...asked()].sort());
    expect(listings.status().backfills[0]).toMatchObject({ from: '2026-05-12' });
  });

  it('[LIST-1] does not stop for one that is paused before it', async () => {
    const { now } = await serve(answering);
    const { listings } = now();
    const first = begun(listings.backfill(MAY));
    begun(listings.steerBackfill(first.id, 'pause'));
    begun(listings.backfill({ from: '2026-04-01', to: '2026-04-02' }));
    listings.start();
    const states = () => listings.status().backfills.map(({ state }) => state);
    await eventually(states).toEqual(['done', 'paused']);
  });

  it('[LIST-4] waits as long as it was asked to, says until when, and goes on', async () => {
    let isBusy = true;
    const { now, one, asked } = await serve((request, response, index) => {
      const busy = isBusy && dayOf(request.path) === '2026-05-07';
      if (busy) response.writeHead(429, { 'retry-after': '600' }).end();
      else answering(request, response, index);
    });
    const { listings, clock } = now();
    begun(listings.backfill(MAY));
    listings.start();
    await eventually(() => one().state).toBe('waiting');
    expect(one().failure).toMatchObject({ reason: 'rate-limited', host: '127.0.0.1' });
    expect(one().failure!.retryAt! - clock.now()).toBeGreaterThan(500_000);
    await beats(clock, 8);
    expect(asked()).toHaveLength(2);
    isBusy = false;
    await beats(clock, 4);
    await eventually(() => one()).toMatchObject({ state: 'done', failure: null, skipped: [] });
    expect(asked()).toHaveLength(5);
  });

  it('[LIST-1] goes on with a range that is asked for again, also where it was paused', async () => {
    const { now, one, asked } = await serve(answering);
    const { listings } = now();
    const first = begun(listings.backfill(MAY));
    expect(begun(listings.backfill(MAY))).toEqual(first);
    listings.steerBackfill(first.id, 'pause');
    expect(begun(listings.backfill(MAY))).toMatchObject({ id: first.id, state: 'running' });
    expect(listings.status().backfills).toHaveLength(1);
    listings.start();
    await eventually(() => one().state).toBe('done');
    expect(asked()).toHaveLength(4);
    // One that is over is brought again.
    expect(begun(listings.backfill(MAY)).id).not.toBe(first.id);
  });

  it('[LIST-4] goes on by itself when the network is back', async () => {
    const bench = await serve(answering);
    begun(bench.now().listings.backfill(MAY));
    const { origin } = bench.server;
    await bench.restart(await deadOrigin());
    bench.now().listings.start();
    await eventually(() => bench.one().state).toBe('waiting');
    expect(bench.one().failure).toMatchObject({ reason: 'offline' });
    expect(bench.one().failure!.retryAt).toBeGreaterThan(bench.now().clock.now());
    await bench.restart(origin);
    bench.now().listings.start();
    await eventually(() => bench.one().state).toBe('done');
  });

  it.each([
    [400, 'bad-request'],
    [404, 'not-found'],
  ])('[LIST-4] passes over a day that is refused with %i, and lists it', async (status, reason) => {
    const { now, one } = await serve((request, response, index) => {
      if (dayOf(request.path) === '2026-05-07') response.writeHead(status).end('{"error":"no"}');
      else answering(request, response, index);
    });
    begun(now().listings.backfill(MAY));
    now().listings.start();
    await eventually(() => one().state).toBe('done');
    expect(one()).toMatchObject({ done: 4, papers: 3 });
    expect(one().skipped).toMatchObject([{ date: '2026-05-07', failure: { reason } }]);
  });

  it('[LIST-4] tries a day of a broken upstream again, and passes over it in the end', async () => {
    const { now, one, asked } = await serve((request, response, index) => {
      if (dayOf(request.path) === '2026-05-07') response.writeHead(500).end();
      else answering(request, response, index);
    });
    const { listings, clock } = now();
    begun(listings.backfill(MAY));
    listings.start();
    await eventually(() => one().state).toBe('waiting');
    for (let hour = 0; hour < 4 && one().state !== 'done'; hour++) await beats(clock, 70);
    await eventually(() => one().state).toBe('done');
    expect(one().skipped).toMatchObject([
      { date: '2026-05-07', failure: { reason: 'server-error' } },
    ]);
    // Three requests a try: the client backs off by itself.
    expect(asked().filter((day) => day === '2026-05-07')).toHaveLength(18);
  });

  it('[LIST-1] goes on after a store that could not write', async () => {
    let isFull = true;
    const full = new Error('full');
    const { now, one } = await serve(answering, {
      sink: (real) => ({
        merge: (input) => (isFull && input.listing ? Promise.reject(full) : real.merge(input)),
      }),
    });
    const { listings, clock, errors } = now();
    begun(listings.backfill(MAY));
    listings.start();
    await eventually(() => one().state).toBe('waiting');
    expect(one()).toMatchObject({ done: 0, failure: null });
    expect(errors).toContain(full);
    isFull = false;
    await beats(clock, 7);
    await eventually(() => one()).toMatchObject({ state: 'done', new: 4 });
  });

  it('[LIST-1] brings everything again into a library that was restored meanwhile', async () => {
    const bench = await serve(answering);
    const { id } = begun(bench.now().listings.backfill(MAY));
    bench.now().listings.start();
    await eventually(() => bench.one().state).toBe('done');
    const other = begun(bench.now().listings.backfill({ from: '2026-04-01', to: '2026-04-02' }));
    bench.now().listings.steerBackfill(other.id, 'pause');
    bench.now().journal.saveBackfill({ ...other, state: 'paused', done: 1, next: '2026-04-01' });
    bench.now().journal.forget();
    await bench.restart();
    expect(bench.now().listings.status()).toMatchObject({
      syncedAt: null,
      backfills: [
        { id: other.id, state: 'paused', done: 0, next: '2026-04-02' },
        { id, state: 'done', done: 4 },
      ],
    });
  });

  it('[LIST-1] loses the day under way at most when the program is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offprint-backfill-'));
    const server = await startTestServer((request, response, index) => {
      setTimeout(() => answering(request, response, index), 3);
    });
    closing.push(server, { close: async () => rmSync(folder, { recursive: true, force: true }) });
    const asked = () => server.requests.flatMap(({ path }) => backfilled(path));
    for (let kill = 0; kill < KILLS; kill++) {
      const program = join(import.meta.dirname, '../../backfill-killed.ts');
      const child = spawn(process.execPath, [program, folder, server.origin], { stdio: 'inherit' });
      const known = asked().length;
      await eventually(() => asked().length).toBeGreaterThan(known + 1);
      await sleep((kill * 37) % 120);
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    const program = await openTestCore(folder, { huggingFace: server.origin, background: true });
    const state = async () => (await program.client.listings.status()).backfills[0]!;
    await eventually(async () => (await state()).state).toBe('done');
    const { total, done, skipped } = await state();
    expect({ done, skipped }).toEqual({ done: total, skipped: [] });
    expect(new Set(asked()).size).toBe(total);
    expect(asked().length - total).toBeLessThanOrEqual(KILLS);
    const { all } = await program.client.library.counts();
    expect(all).toBeGreaterThanOrEqual(total);
    await program.core.close();
  });
});
