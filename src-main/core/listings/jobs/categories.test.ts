import { afterEach, describe, expect, it } from 'vitest';
import {
  type BenchSetting,
  beats,
  eventually,
  type ListingsBench,
  openListingsBench,
} from '../../test-listings.ts';
import { deadOrigin, type Handler, sendJson, startTestServer } from '../test-server.ts';
import { addDays } from './calendar.ts';
import { type FedPaper, feedOf } from './feed-maker.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

const HOUR_MINUTES = 60;

/** arXiv with papers of one category, last submitted first, which grow while the test goes on. */
class Announced {
  papers: FedPaper[] = [];
  #count = 0;

  /** So many papers of a day, which must be newer than those before. */
  announce(submitted: string, count: number): void {
    for (let n = 0; n < count; n++) {
      const id = `2606.${String(++this.#count).padStart(5, '0')}v1`;
      this.papers.unshift({ id, submitted });
    }
  }

  readonly handler: Handler = ({ path }, response) => {
    const params = new URL(path, 'http://x').searchParams;
    if (!path.startsWith('/api/query')) return sendJson(response, []);
    const [start, max] = [Number(params.get('start')), Number(params.get('max_results'))];
    response.end(feedOf(this.papers.slice(start, start + max), this.papers.length));
  };
}

async function serve(handler: Handler, setting: Partial<BenchSetting> = {}) {
  const server = await startTestServer(handler);
  let bench = await openListingsBench({
    origin: server.origin,
    settings: { arxivCategories: ['cs.CL'], hourlySync: false },
    ...setting,
  });
  closing.push(server, { close: () => bench.close() });
  return {
    server,
    asked: () => server.requests.filter(({ path }) => path.startsWith('/api/query')).length,
    now: (): ListingsBench => bench,
    category: () => bench.listings.status().categories[0],
    counts: () => bench.library.views.counts(0),
    restart: async (origin?: string) => {
      bench = await bench.restart(origin);
    },
  };
}

describe('[LIST-8] arXiv categories', () => {
  it('[LIST-8] are read at the start, then every twelve hours; their papers are unlisted', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-05-01', 3);
    arxiv.announce('2026-06-11', 5);
    const { now, asked, category, counts } = await serve(arxiv.handler);
    now().listings.start();
    await eventually(() => category()?.readAt ?? null).toBe(now().clock.now());
    expect(category()).toMatchObject({ category: 'cs.CL', failure: null });
    expect(counts()).toMatchObject({ unlisted: 5, all: 5 });
    const once = asked();
    await beats(now().clock, 11 * HOUR_MINUTES);
    expect(asked()).toBe(once);
    arxiv.announce('2026-06-12', 2);
    await beats(now().clock, 2 * HOUR_MINUTES);
    await eventually(() => counts().unlisted).toBe(7);
  });

  it('[LIST-8] are not read again after a restart before it is time', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-06-11', 5);
    const bench = await serve(arxiv.handler);
    bench.now().listings.start();
    await eventually(() => bench.category()?.readAt ?? null).not.toBeNull();
    const once = bench.asked();
    await bench.restart();
    bench.now().listings.start();
    await eventually(() => bench.category()?.readAt ?? null).not.toBeNull();
    await beats(bench.now().clock, 5);
    expect(bench.asked()).toBe(once);
  });

  it('[LIST-8] are caught up with after days offline', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-06-11', 5);
    const bench = await serve(arxiv.handler);
    await bench.now().listings.readCategories();
    const { origin } = bench.server;
    await bench.restart(await deadOrigin());
    for (let day = 0; day < 9; day++) arxiv.announce(addDays('2026-06-12', day), 10);
    bench.now().clock.advance(9 * 24 * 3_600_000);
    await bench.now().listings.readCategories();
    expect(bench.category()).toMatchObject({ failure: { reason: 'offline' } });
    await bench.restart(origin);
    await bench.now().listings.readCategories();
    expect(bench.category()).toMatchObject({ readAt: bench.now().clock.now(), failure: null });
    expect(bench.counts().unlisted).toBe(95);
  });

  it('[LIST-8] are read five hundred papers at a time, losing none that come meanwhile', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-06-10', 620);
    arxiv.announce('2026-06-11', 650);
    const bench = await serve(arxiv.handler);
    bench.now().listings.start();
    await eventually(() => bench.counts().unlisted).toBe(500);
    await beats(bench.now().clock, 30);
    expect(bench.counts().unlisted).toBe(500);
    expect(bench.category()?.readAt).toBeNull();
    // The rest is pushed further down meanwhile, and the program begins anew.
    arxiv.announce('2026-06-12', 40);
    await bench.restart();
    bench.now().listings.start();
    await eventually(() => bench.counts().unlisted).toBeGreaterThan(900);
    await beats(bench.now().clock, 61);
    await eventually(() => bench.category()?.readAt ?? null).not.toBeNull();
    expect(bench.counts().unlisted).toBe(1_270);
    await beats(bench.now().clock, 12 * HOUR_MINUTES);
    await eventually(() => bench.counts().unlisted).toBe(1_310);
  });

  it('[LIST-4] say what is wrong, and are tried again by themselves', async () => {
    let isBroken = true;
    const arxiv = new Announced();
    arxiv.announce('2026-06-11', 5);
    const { now, category, counts } = await serve((request, response, index) => {
      if (isBroken && request.path.startsWith('/api/query')) response.writeHead(500).end();
      else arxiv.handler(request, response, index);
    });
    now().listings.start();
    await eventually(() => category()?.failure ?? null).toMatchObject({ reason: 'server-error' });
    isBroken = false;
    await beats(now().clock, 16);
    await eventually(() => category()?.failure ?? null).toBeNull();
    expect(counts().unlisted).toBe(5);
  });

  it('[LIST-8] follow the setting', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-06-11', 5);
    const { now, asked } = await serve(arxiv.handler, { settings: { hourlySync: false } });
    const { listings, settings, clock } = now();
    listings.start();
    await beats(clock, 3);
    expect([asked(), listings.status().categories]).toEqual([0, []]);
    settings.arxivCategories = ['math.AG', 'cs.CL'];
    listings.settingsChanged();
    const categories = () => listings.status().categories.map(({ category }) => category);
    await eventually(categories).toEqual(['math.AG', 'cs.CL']);
    await beats(clock, 2);
    await eventually(() => listings.status().categories.every(({ readAt }) => readAt)).toBe(true);
    settings.arxivCategories = [];
    listings.settingsChanged();
    await eventually(categories).toEqual([]);
  });

  it('[LIST-8] bear a clock set ahead by years, and back again', async () => {
    const arxiv = new Announced();
    arxiv.announce('2026-06-11', 5);
    const bench = await serve(arxiv.handler);
    const years = 3 * 365 * 24 * 3_600_000;
    bench.now().clock.set(years);
    await bench.now().listings.readCategories();
    bench.now().clock.set(-years);
    arxiv.announce('2026-06-12', 5);
    await bench.restart();
    const { listings, clock } = bench.now();
    listings.start();
    await eventually(() => bench.category()?.readAt ?? null).toBe(clock.now());
    expect(bench.counts().unlisted).toBe(10);
    const once = bench.asked();
    for (const jump of [years, -2 * years, years]) {
      clock.set(jump);
      await beats(clock, 10);
    }
    expect(bench.asked() - once).toBeLessThanOrEqual(1);
  });
});
