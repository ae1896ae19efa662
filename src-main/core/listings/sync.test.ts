import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BenchSetting,
  beats,
  eventually,
  type ListingsBench,
  openListingsBench,
} from '../test-listings.ts';
import { deadOrigin, type Handler, sendJson, startTestServer } from './test-server.ts';

const RECORDED = '../shared/fixtures/hf/daily_papers-2026-06-12.json';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

async function open(setting: BenchSetting): Promise<ListingsBench> {
  const bench = await openListingsBench(setting);
  closing.push(bench);
  return bench;
}

async function serve(handler: Handler, setting: Partial<BenchSetting> = {}) {
  const server = await startTestServer(handler);
  closing.push(server);
  return { server, ...(await open({ ...setting, origin: server.origin })) };
}

const paper = (id: string, said: object = {}) => ({ paper: { id, title: `On ${id}`, ...said } });
const asked = (path: string) => new URL(path, 'http://x').searchParams;
const dayOf = (path: string) => asked(path).get('date');
const isTrending = (path: string) => asked(path).get('sort') === 'trending';
/** Answers days with no papers, and what trends with none. */
const quiet: Handler = (_request, response) => sendJson(response, []);
const shownDays = ({ library }: ListingsBench, id: string) =>
  library.views.featuredDays(`arxiv:${id}`);

describe('[LIST-1] syncing days', () => {
  it('[LIST-1] brings the recent days, newest first', async () => {
    const bench = await serve(({ path }, response) =>
      sendJson(response, [paper(`2606.000${dayOf(path)!.slice(8)}`)]),
    );
    const { days, failures } = await bench.listings.sync({ recentDays: 3 });
    expect(days).toEqual(
      ['2026-06-12', '2026-06-11', '2026-06-10'].map((date) => ({
        ...{ date, papers: 1 },
        new: 1,
        changed: 0,
      })),
    );
    expect(failures).toEqual([]);
    expect(shownDays(bench, '2606.00011')).toEqual(['2026-06-11']);
  });

  it.each([
    [{ week: '2026-W23' } as const, '2026-06-07', '2026-06-01', 7],
    // The week that holds today: the days to come are left out.
    [{ week: '2026-W24' } as const, '2026-06-12', '2026-06-08', 5],
    [{ week: '2026-W01' } as const, '2026-01-04', '2025-12-29', 7],
    [{ month: '2026-06' } as const, '2026-06-12', '2026-06-01', 12],
    [{ month: '2024-02' } as const, '2024-02-29', '2024-02-01', 29],
  ])('[LIST-1] brings %j as its days', async (request, newest, oldest, count) => {
    const { listings, server } = await serve(quiet);
    const { days } = await listings.sync(request);
    expect(days).toHaveLength(count);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual([newest, oldest]);
    expect(server.requests.map(({ path }) => dayOf(path))).toEqual(days.map(({ date }) => date));
  });

  it('[LIST-1] asks for nothing that is yet to come, or that the calendar lacks', async () => {
    const { listings, server } = await serve(quiet);
    for (const request of [{ week: '2027-W01' }, { month: '2026-07' }, { week: '2025-W53' }]) {
      expect(await listings.sync(request)).toEqual({ days: [], failures: [] });
    }
    expect(server.requests).toEqual([]);
    expect(listings.status()).toMatchObject({ state: 'idle', syncedAt: null });
  });

  it('[LIST-2] changes nothing the second time, and a vote the third', async () => {
    let upvotes = 1;
    const { listings } = await serve((_request, response) =>
      sendJson(response, [paper('2606.00001', { upvotes }), paper('2606.00002')]),
    );
    const sync = async () => (await listings.sync({ dates: ['2026-06-12'] })).days[0];
    expect(await sync()).toMatchObject({ papers: 2, new: 2, changed: 0 });
    expect(await sync()).toMatchObject({ papers: 2, new: 0, changed: 0 });
    upvotes = 2;
    expect(await sync()).toMatchObject({ papers: 2, new: 0, changed: 1 });
  });

  it('[LIST-4] lets a day that fails leave the others', async () => {
    const { listings } = await serve(({ path }, response) => {
      if (dayOf(path) === '2026-06-11') response.end('<!doctype html>');
      else sendJson(response, [paper('2606.00001')]);
    });
    const { days, failures } = await listings.sync({ recentDays: 3 });
    expect(days.map(({ date }) => date)).toEqual(['2026-06-12', '2026-06-10']);
    expect(failures).toMatchObject([{ date: '2026-06-11', failure: { reason: 'not-json' } }]);
    expect(listings.status()).toMatchObject({
      state: 'idle',
      syncedAt: null,
      failure: { reason: 'not-json' },
    });
  });

  it('[LIST-4] stops when told to wait, and reports every day that is left', async () => {
    const { listings, server } = await serve(({ path }, response) => {
      if (dayOf(path) === '2026-06-12') sendJson(response, []);
      else response.writeHead(429, { 'retry-after': '600' }).end();
    });
    const { days, failures } = await listings.sync({ recentDays: 4 });
    expect(days).toHaveLength(1);
    expect(failures).toMatchObject(
      ['2026-06-11', '2026-06-10', '2026-06-09'].map((date) => ({
        date,
        failure: { reason: 'rate-limited', retryAt: expect.any(Number) },
      })),
    );
    expect(server.requests).toHaveLength(2);
    expect(listings.status().upstreams).toContainEqual(
      expect.objectContaining({ purpose: 'huggingface', state: 'waiting' }),
    );
  });

  it('[LIST-4] does not go on asking an upstream that refuses', async () => {
    const { listings, server } = await serve((_request, response) => response.writeHead(403).end());
    const { failures } = await listings.sync({ recentDays: 14 });
    expect(failures.map(({ failure }) => failure.reason)).toEqual(Array(14).fill('refused'));
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] ends a sync whose time could not be kept, and says when it was', async () => {
    const full = new Error('database or disk is full');
    const { listings, journal, errors, clock } = await serve((_request, response) =>
      sendJson(response, [paper('2606.00001')]),
    );
    Object.defineProperty(journal, 'syncedAt', {
      set: () => {
        throw full;
      },
    });
    const { days } = await listings.sync({ dates: ['2026-06-12'] });
    expect(days).toMatchObject([{ papers: 1, new: 1 }]);
    const syncedAt = clock.now();
    expect(listings.status()).toMatchObject({ state: 'idle', syncedAt, failure: null });
    expect(errors).toEqual([full]);
  });

  it('[LIST-5] keeps the listing and its age through a failure and a restart', async () => {
    const good = await serve((_request, response) => sendJson(response, [paper('2606.00001')]));
    await good.listings.sync({ dates: ['2026-06-12'] });
    const syncedAt = good.clock.now();
    closing.splice(closing.length - 1);
    const offline = await good.restart(await deadOrigin());
    closing.push(offline);
    expect(offline.listings.status()).toMatchObject({ syncedAt, failure: null });
    offline.clock.advance(3 * 3_600_000);
    const { failures } = await offline.listings.sync({ recentDays: 14 });
    expect(failures).toHaveLength(14);
    const failure = { reason: 'offline', host: '127.0.0.1' };
    expect(offline.listings.status()).toMatchObject({ syncedAt, state: 'idle', failure });
    expect(offline.library.views.counts(0)).toMatchObject({ latestDay: '2026-06-12', latest: 1 });
  });

  it('[LIST-4] cancels: the rest is reported as cancelled, the next sync runs', async () => {
    let hangs = true;
    const { listings, server } = await serve((_request, response) => {
      if (!hangs) sendJson(response, []);
    });
    const running = listings.sync({ recentDays: 3 });
    await eventually(() => server.requests.length).toBe(1);
    expect(listings.status()).toMatchObject({
      ...{ state: 'syncing', day: '2026-06-12' },
      ...{ done: 0, total: 3 },
    });
    listings.cancel();
    expect((await running).failures.map(({ failure }) => failure.reason)).toEqual(
      Array(3).fill('cancelled'),
    );
    expect(listings.status()).toMatchObject({ state: 'idle', failure: null });
    hangs = false;
    expect((await listings.sync({ recentDays: 1 })).failures).toEqual([]);
  });

  it('[LIST-4] runs one sync after the other', async () => {
    const { listings, server } = await serve((_request, response) => {
      setTimeout(() => sendJson(response, []), 10);
    });
    await Promise.all([
      listings.sync({ dates: ['2026-06-01'] }),
      listings.sync({ dates: ['2026-06-02'] }),
    ]);
    expect(server.requests.map(({ path }) => dayOf(path))).toEqual(['2026-06-01', '2026-06-02']);
  });

  it('[LIST-4] is idle again after a store that cannot write', async () => {
    const full = new Error('full');
    const { listings } = await serve(
      (_request, response) => sendJson(response, [paper('2606.00001')]),
      { sink: () => ({ merge: () => Promise.reject(full) }) },
    );
    await expect(listings.sync({ recentDays: 2 })).rejects.toBe(full);
    expect(listings.status()).toMatchObject({ state: 'idle' });
  });

  it('[LIST-4] tells of changes at once, of the last one, and four times a second at most', async () => {
    const { listings } = await serve(quiet);
    const told: [number, string][] = [];
    listings.onChange(() => told.push([performance.now(), listings.status().state]));
    await listings.sync({ recentDays: 40 });
    await eventually(() => told.at(-1)?.[1]).toBe('idle');
    expect(told[0]?.[1]).toBe('syncing');
    const pauses = told.slice(1).map(([at], place) => at - told[place]![0]);
    expect(Math.min(...pauses)).toBeGreaterThan(240);
  });
});

describe('[LIST-1] trending', () => {
  const trending = (...ids: string[]): Handler => {
    const entries = ids.map((id) => paper(id, { submittedOnDailyAt: '2026-05-02T00:00:00.000Z' }));
    return ({ path }, response) => sendJson(response, isTrending(path) ? entries : []);
  };

  it('[LIST-1] replaces what trended as a whole, in its order', async () => {
    let handler = trending('2605.00003', '2605.00001', '2605.00002');
    const { listings, library } = await serve((...args) => handler(...args));
    const order = () => {
      const scope = { kind: 'trending' } as const;
      const { viewId } = library.views.open(
        { scope, sort: 'upvotes', filters: [], grouped: true },
        0,
      );
      const result = library.views.rows({ viewId, offset: 0, limit: 9 }, 0, () => 'none');
      return result.ok ? result.rows.map(({ id }) => id.slice(-1)) : [];
    };
    const { days } = await listings.sync({ trending: true });
    expect(days).toEqual([{ date: '2026-06-12', papers: 3, new: 3, changed: 0 }]);
    expect(order()).toEqual(['3', '1', '2']);
    // It says nothing of how old the daily listings are.
    expect(listings.status().syncedAt).toBeNull();
    handler = trending('2605.00002', '2605.00004', '2605.00003');
    await listings.sync({ trending: true });
    expect(order()).toEqual(['2', '4', '3']);
    handler = trending('2605.00001', '2605.00002');
    await listings.sync({ trending: true });
    expect(order()).toEqual(['1', '2']);
    handler = trending();
    await listings.sync({ trending: true });
    expect(order()).toEqual(['1', '2']);
  });

  it('[LIST-1] puts its papers under the days on which they were featured', async () => {
    const bench = await serve(trending('2605.00001', '2605.00002'));
    await bench.listings.sync({ trending: true });
    expect(shownDays(bench, '2605.00001')).toEqual(['2026-05-02']);
    expect(bench.library.views.counts(0)).toMatchObject({ trending: 2, unlisted: 0, all: 2 });
  });
});

describe('[LIST-1] syncing by the clock', () => {
  const days = (requests: readonly { path: string }[]) =>
    requests.filter(({ path }) => dayOf(path)).length;

  it('[LIST-1] brings fourteen days and what trends at start and again after an hour', async () => {
    const { listings, server, clock } = await serve(quiet);
    listings.start();
    listings.start();
    await eventually(() => server.requests.length).toBe(15);
    expect(new Set(server.requests.map(({ path }) => dayOf(path))).size).toBe(15);
    await beats(clock, 59);
    expect(server.requests).toHaveLength(15);
    await beats(clock, 3);
    await eventually(() => server.requests.length).toBe(30);
  });

  it('[LIST-1] brings the recent days at the start alone where the user wants no more', async () => {
    const { listings, server, clock } = await serve(quiet, { settings: { hourlySync: false } });
    listings.start();
    await eventually(() => server.requests.length).toBe(15);
    await beats(clock, 180);
    expect(server.requests).toHaveLength(15);
  });

  it('[LIST-4] waits as long as it was asked to, and says so', async () => {
    const { listings, server, clock } = await serve((_request, response) =>
      response.writeHead(429, { 'retry-after': '600' }).end(),
    );
    listings.start();
    await eventually(() => listings.status().state).toBe('waiting');
    expect(listings.status().failure).toMatchObject({ reason: 'rate-limited' });
    expect(listings.status().failure!.retryAt! - clock.now()).toBeGreaterThan(590_000);
    await beats(clock, 9);
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] goes on after a store that could not write, before the hour is over', async () => {
    const full = new Error('full');
    const { listings, errors, clock } = await serve(quiet, {
      sink: () => ({ merge: () => Promise.reject(full) }),
    });
    listings.start();
    await eventually(() => errors).toEqual([full]);
    await beats(clock, 7);
    await eventually(() => errors.length).toBe(2);
  });

  it('[LIST-4] closes in the middle of a sync without waiting for the upstream', async () => {
    const { listings, server } = await serve(() => {});
    listings.start();
    await eventually(() => server.requests.length).toBe(1);
    await listings.close();
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['ahead', 1],
    ['back', -1],
  ])(
    '[LIST-1] a clock set %s by years costs one sync at most, and stops nothing',
    async (_way, sign) => {
      const { listings, server, clock } = await serve(quiet);
      listings.start();
      await eventually(() => server.requests.length).toBe(15);
      const idle = () => eventually(() => listings.status().state).toBe('idle');
      clock.set(sign * 3 * 365 * 24 * 3_600_000);
      await beats(clock, 5);
      await idle();
      clock.set(-sign * 3 * 365 * 24 * 3_600_000);
      await beats(clock, 5);
      await idle();
      const afterJumps = days(server.requests);
      expect(afterJumps).toBeLessThanOrEqual(28);
      await beats(clock, 65);
      await eventually(() => days(server.requests)).toBeGreaterThanOrEqual(afterJumps + 14);
    },
  );

  it('[LIST-1] syncs within a minute after a laptop woke up', async () => {
    const { listings, server, clock } = await serve(quiet);
    listings.start();
    await eventually(() => server.requests.length).toBe(15);
    await eventually(() => listings.status().state).toBe('idle');
    // Timers stand still in sleep, the wall clock does not.
    clock.set(8 * 3_600_000);
    await beats(clock, 1);
    await eventually(() => server.requests.length).toBe(30);
  });
});

describe.skipIf(!existsSync(RECORDED))('[LIST-2] the recorded day', () => {
  it('[LIST-2] stores 30 papers, then reports 0 new, 0 changed', async () => {
    const body = readFileSync(RECORDED);
    const { listings, library } = await serve((_request, response) => response.end(body));
    const sync = async () => (await listings.sync({ dates: ['2026-06-12'] })).days;
    expect(await sync()).toEqual([{ date: '2026-06-12', papers: 30, new: 30, changed: 0 }]);
    expect(await sync()).toEqual([{ date: '2026-06-12', papers: 30, new: 0, changed: 0 }]);
    expect(library.views.counts(0).all).toBe(30);
  });
});
