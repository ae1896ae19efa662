import { afterEach, describe, expect, it } from 'vitest';
import { readOne } from '../../store/index.ts';
import {
  type BenchSetting,
  beats,
  eventually,
  type ListingsBench,
  openListingsBench,
} from '../../test-listings.ts';
import { type Handler, sendJson, startTestServer } from '../test-server.ts';
import { feedOf } from './feed-maker.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

const DAY_MS = 24 * 60 * 60 * 1000;
const idsIn = (path: string) =>
  new URL(path, 'http://x').searchParams.get('id_list')?.split(',') ?? [];
const idOf = (n: number) => `2605.${10_000 + n}`;

/** Answers every id at a version that the test raises; every page of a listing is empty. */
async function serve(
  setting: Partial<BenchSetting> = {},
  fails: (nth: number) => boolean = () => false,
) {
  const arxiv = { version: 1 };
  const asked: string[][] = [];
  const handler: Handler = ({ path }, response) => {
    if (!path.startsWith('/api/query')) return sendJson(response, []);
    asked.push(idsIn(path));
    if (fails(asked.length)) return void response.writeHead(500).end();
    response.end(feedOf(idsIn(path).map((id) => ({ id: `${id}v${arxiv.version}` }))));
  };
  const server = await startTestServer(handler);
  let bench = await openListingsBench({
    origin: server.origin,
    settings: { hourlySync: false },
    ...setting,
  });
  closing.push(server, { close: () => bench.close() });
  return {
    ...{ arxiv, asked },
    now: (): ListingsBench => bench,
    restart: async () => {
      bench = await bench.restart();
    },
  };
}

/** So many papers that the user starred, of which arXiv said nothing yet. */
async function star({ library }: ListingsBench, count: number): Promise<void> {
  const { papers, states } = library.mutations.context.store.collections;
  const ids = Array.from({ length: count }, (_, n) => idOf(n));
  const starred = { kind: 'lww', clock: '1', value: true };
  await papers.bulkInsert(
    ids.map((id) => ({ id: `arxiv:${id}`, facts: { arxivId: id, title: `On ${id}`, from: {} } })),
  );
  await states.bulkInsert(
    ids.map((id) => ({ id: `arxiv:${id}`, fields: { starred } as never, by: 'test' })),
  );
  await library.mutations.follower.follow();
}

async function versionOf({ library }: ListingsBench, n: number): Promise<number | undefined> {
  const { papers } = library.mutations.context.store.collections;
  const found = await readOne(papers, `arxiv:${idOf(n)}`);
  return (found?.facts as { arxiv?: { version?: number } } | undefined)?.arxiv?.version;
}

describe('[LIST-10] new versions', () => {
  it('[LIST-10] of papers that the user works with are asked for weekly, a hundred at a time', async () => {
    const { now, asked, arxiv } = await serve();
    await star(now(), 250);
    now().listings.start();
    await eventually(() => asked.map((ids) => ids.length)).toEqual([100, 100, 50]);
    await eventually(() => versionOf(now(), 249)).toBe(1);
    arxiv.version = 2;
    await beats(now().clock, 180);
    expect(asked).toHaveLength(3);
    now().clock.advance(7 * DAY_MS);
    await eventually(() => asked.length).toBe(6);
    await eventually(() => versionOf(now(), 249)).toBe(2);
  });

  it('[LIST-10] are asked for after a failure where it stopped, over a restart', async () => {
    const bench = await serve({}, (nth) => nth >= 2 && nth <= 4);
    await star(bench.now(), 250);
    bench.now().listings.start();
    // One hundred are known; the second request fails as often as the client tries.
    await eventually(() => bench.asked.length).toBe(4);
    await bench.restart();
    bench.now().listings.start();
    await eventually(() => bench.asked.length).toBe(6);
    expect(bench.asked.slice(4).map((ids) => ids.length)).toEqual([100, 50]);
    await eventually(() => versionOf(bench.now(), 249)).toBe(1);
    const known = bench.asked[0]!;
    expect(
      bench.asked
        .slice(4)
        .flat()
        .some((id) => known.includes(id)),
    ).toBe(false);
  });

  it('[LIST-10] are not asked for where the user does not want it, nor of other papers', async () => {
    const { now, asked } = await serve({ settings: { watchVersions: false, hourlySync: false } });
    await star(now(), 3);
    const { papers } = now().library.mutations.context.store.collections;
    const facts = { arxivId: idOf(900), title: 'Of nobody', from: {} };
    await papers.insert({ id: `arxiv:${idOf(900)}`, facts });
    now().listings.start();
    await beats(now().clock, 70);
    expect(asked).toEqual([]);
    now().settings.watchVersions = true;
    await beats(now().clock, 70);
    await eventually(() => asked).toEqual([[idOf(0), idOf(1), idOf(2)]]);
  });
});
