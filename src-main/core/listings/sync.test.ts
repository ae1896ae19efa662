import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createArxiv } from './arxiv.ts';
import { ManualClock } from './clock.ts';
import { createHttp } from './http/index.ts';
import { createHuggingFace } from './hugging-face.ts';
import { mergePaper, type PaperFacts } from './merge-paper.ts';
import { createListings, type Listings } from './sync.ts';
import { deadOrigin, type Handler, sendJson, startTestServer } from './test-server.ts';
import type { ListingsMemory, PaperSink } from './types.ts';

const RECORDED = '../shared/fixtures/hf/daily_papers-2026-06-12.json';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

/** Merges as the store does, into a map. */
class MapSink implements PaperSink {
  readonly papers = new Map<string, PaperFacts>();
  readonly days: string[] = [];

  async merge({ papers, listing }: Parameters<PaperSink['merge']>[0]) {
    const counts = { new: 0, changed: 0 };
    for (const paper of papers) {
      const known = this.papers.get(paper.arxivId);
      const { facts, changed } = mergePaper(known, paper);
      this.papers.set(paper.arxivId, facts);
      if (!known) counts.new++;
      else if (changed) counts.changed++;
    }
    if (listing) this.days.push(listing.day);
    return counts;
  }
}

type Setup = {
  sink?: PaperSink;
  clock?: ManualClock;
  memory?: ListingsMemory;
  /** What keeping the memory throws. */
  memoryError?: Error;
};

function listingsAt(origin: string, { clock, memory, sink, memoryError }: Setup = {}) {
  const time = clock ?? new ManualClock({ jumping: true });
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  // Back-off in the client must not wait for a clock that the test moves by hand.
  const http = createHttp({ version: '1', origins, clock: new ManualClock({ jumping: true }) });
  const map = new MapSink();
  const kept = { memory };
  const errors: unknown[] = [];
  const listings = createListings({
    huggingFace: createHuggingFace({ http, origin }),
    arxiv: createArxiv({ http, origin }),
    sink: sink ?? map,
    clock: time,
    store: {
      get: () => kept.memory,
      set: (next) => {
        if (memoryError) throw memoryError;
        kept.memory = next;
      },
    },
    onError: (error) => errors.push(error),
  });
  closing.push({ close: () => listings.close() });
  return { listings, sink: map, clock: time, kept, errors };
}

async function serve(handler: Handler, setup: Setup = {}) {
  const server = await startTestServer(handler);
  closing.push(server);
  return { server, ...listingsAt(server.origin, setup) };
}

const paper = (id: string, said: object = {}) => ({ paper: { id, title: `On ${id}`, ...said } });
const dayOf = (path: string) => new URL(path, 'http://x').searchParams.get('date');
const idle = (listings: Listings) => expect.poll(() => listings.status().state);

describe('[LIST-1] syncing days', () => {
  it('[LIST-1] brings the recent days, newest first', async () => {
    const { listings, sink } = await serve(({ path }, response) =>
      sendJson(response, [paper(`2606.000${dayOf(path)!.slice(8)}`)]),
    );
    const { days, failures } = await listings.sync({ recentDays: 3 });
    expect(days).toEqual(
      ['2026-06-12', '2026-06-11', '2026-06-10'].map((date) => ({
        ...{ date, papers: 1 },
        new: 1,
        changed: 0,
      })),
    );
    expect(failures).toEqual([]);
    expect(sink.days).toEqual(['2026-06-12', '2026-06-11', '2026-06-10']);
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
    const { listings, server, clock } = await serve(({ path }, response) => {
      if (dayOf(path) === '2026-06-12') sendJson(response, []);
      else response.writeHead(429, { 'retry-after': '600' }).end();
    });
    const { days, failures } = await listings.sync({ recentDays: 4 });
    const failure = { reason: 'rate-limited', retryAt: clock.now() + 600_000 };
    expect(days).toHaveLength(1);
    expect(failures).toMatchObject(
      ['2026-06-11', '2026-06-10', '2026-06-09'].map((date) => ({ date, failure })),
    );
    expect(server.requests).toHaveLength(2);
  });

  it('[LIST-4] does not go on asking an upstream that refuses', async () => {
    const { listings, server } = await serve((_request, response) => response.writeHead(403).end());
    const { failures } = await listings.sync({ recentDays: 14 });
    expect(failures.map(({ failure }) => failure.reason)).toEqual(Array(14).fill('refused'));
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] ends a sync whose time could not be kept, and says when it was', async () => {
    const full = new Error('database or disk is full');
    const { listings, errors, clock } = await serve(
      (_request, response) => sendJson(response, [paper('2606.00001')]),
      { memoryError: full },
    );
    const { days } = await listings.sync({ dates: ['2026-06-12'] });
    expect(days).toMatchObject([{ papers: 1, new: 1 }]);
    expect(listings.status()).toMatchObject({
      state: 'idle',
      syncedAt: clock.now(),
      failure: null,
    });
    expect(errors).toEqual([full]);
  });

  it('[LIST-5] keeps the age of the last good sync through a failure and a restart', async () => {
    const good = await serve((_request, response) => sendJson(response, []));
    await good.listings.sync({ recentDays: 2 });
    const syncedAt = good.clock.now();
    expect(good.kept.memory).toEqual({ syncedAt });
    const offline = listingsAt(await deadOrigin(), { memory: good.kept.memory });
    expect(offline.listings.status()).toMatchObject({ syncedAt, failure: null });
    const { failures } = await offline.listings.sync({ recentDays: 14 });
    expect(failures).toHaveLength(14);
    const failure = { reason: 'offline', host: '127.0.0.1' };
    expect(offline.listings.status()).toMatchObject({ syncedAt, state: 'idle', failure });
  });

  it('[LIST-4] cancels: the rest is reported as cancelled, the next sync runs', async () => {
    let hangs = true;
    const { listings, server } = await serve((_request, response) => {
      if (!hangs) sendJson(response, []);
    });
    const running = listings.sync({ recentDays: 3 });
    await expect.poll(() => server.requests.length).toBe(1);
    expect(listings.status()).toMatchObject({
      state: 'syncing',
      day: '2026-06-12',
      done: 0,
      total: 3,
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

  it('[LIST-4] tells listeners, and is idle again after a store that cannot write', async () => {
    const full = new Error('full');
    const { listings } = await serve(
      (_request, response) => sendJson(response, [paper('2606.00001')]),
      {
        sink: { merge: () => Promise.reject(full) },
      },
    );
    const states: string[] = [];
    const stop = listings.onChange(() => states.push(listings.status().state));
    await expect(listings.sync({ recentDays: 2 })).rejects.toBe(full);
    expect(states).toEqual(['syncing', 'idle']);
    stop();
  });
});

describe('[LIST-1] syncing by the clock', () => {
  it('[LIST-1] brings fourteen days at start and again after an hour', async () => {
    const clock = new ManualClock();
    const { listings, server } = await serve((_request, response) => sendJson(response, []), {
      clock,
    });
    listings.start();
    listings.start();
    await expect.poll(() => clock.slept.length).toBe(1);
    expect(new Set(server.requests.map(({ path }) => dayOf(path))).size).toBe(14);
    clock.advance(59 * 60_000);
    expect(server.requests).toHaveLength(14);
    clock.advance(2 * 60_000);
    await expect.poll(() => server.requests.length).toBe(28);
  });

  it('[LIST-4] waits as long as it was asked to, and says so', async () => {
    const clock = new ManualClock();
    const { listings, server } = await serve(
      (_request, response) => response.writeHead(429, { 'retry-after': '600' }).end(),
      { clock },
    );
    listings.start();
    await idle(listings).toBe('waiting');
    expect(listings.status()).toMatchObject({ failure: { retryAt: clock.now() + 600_000 } });
    await expect.poll(() => clock.slept.length).toBe(1);
    expect(clock.slept[0]).toBeGreaterThanOrEqual(600_000);
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-4] goes on after a store that could not write', async () => {
    const clock = new ManualClock();
    const full = new Error('full');
    const sink = { merge: () => Promise.reject(full) };
    const { listings, errors } = await serve((_request, response) => sendJson(response, []), {
      clock,
      sink,
    });
    listings.start();
    await expect.poll(() => clock.slept.length).toBe(1);
    expect(errors).toEqual([full]);
    // Sooner than the next hour: what was fetched is not stored yet.
    clock.advance(6 * 60_000);
    await expect.poll(() => errors.length).toBe(2);
  });

  it('[LIST-4] closes in the middle of a sync without waiting for the upstream', async () => {
    const { listings, server } = await serve(() => {}, { clock: new ManualClock() });
    listings.start();
    await expect.poll(() => server.requests.length).toBe(1);
    await listings.close();
    expect(server.requests).toHaveLength(1);
  });
});

describe('[LIST-8] adding by arXiv id', () => {
  const atom = (id: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/${id}</id><title>T</title></entry></feed>`;

  it('[LIST-8] adds by id or URL, once', async () => {
    const { listings, sink } = await serve((_request, response) =>
      response.end(atom('2606.00467v2')),
    );
    expect(await listings.add('https://arxiv.org/abs/2606.00467v1')).toEqual({
      ok: true,
      id: 'arxiv:2606.00467',
      isNew: true,
    });
    expect(await listings.add('2606.00467')).toEqual({
      ok: true,
      id: 'arxiv:2606.00467',
      isNew: false,
    });
    expect(sink.papers.get('2606.00467')?.arxiv?.version).toBe(2);
  });

  it('[LIST-8] refuses what is no id, and says what arXiv does not know', async () => {
    const { listings, server } = await serve((_request, response) => response.end('<feed/>'));
    expect(await listings.add('attention is all you need')).toEqual({
      ok: false,
      reason: 'bad-id',
    });
    expect(server.requests).toHaveLength(0);
    expect(await listings.add('2606.99999')).toMatchObject({
      reason: 'upstream',
      failure: { reason: 'not-found' },
    });
  });
});

describe.skipIf(!existsSync(RECORDED))('[LIST-2] the recorded day', () => {
  it('[LIST-2] stores 30 papers, then reports 0 new, 0 changed', async () => {
    const body = readFileSync(RECORDED);
    const { listings, sink } = await serve((_request, response) => response.end(body));
    const sync = async () => (await listings.sync({ dates: ['2026-06-12'] })).days;
    expect(await sync()).toEqual([{ date: '2026-06-12', papers: 30, new: 30, changed: 0 }]);
    expect(await sync()).toEqual([{ date: '2026-06-12', papers: 30, new: 0, changed: 0 }]);
    expect(sink.papers.size).toBe(30);
  });
});
