import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { EventHub } from '../src-main/core/events/index.ts';
import { ReadModel, Views } from '../src-main/core/index/index.ts';
import { listedFacts, Mutations } from '../src-main/core/library/index.ts';
import {
  HybridClock,
  LibraryStore,
  openSqliteConnection,
  putMany,
  putOne,
  readOne,
  withValue,
} from '../src-main/core/store/index.ts';
import type { ViewRequest } from '../src-shared/contract/index.ts';
import { median, percentile, timed } from './measure.ts';
import { benchPaper, benchPlace, dayOf, PER_DAY } from './papers.ts';

/** What one run at one size measured; milliseconds, bytes, papers a second. */
export type ScaleResult = {
  readonly papers: number;
  readonly bareRate: number;
  readonly storeRate: number;
  readonly placeRate: number;
  readonly indexRate: number;
  readonly longestIndexStep: number;
  readonly reopen: number;
  readonly byId: Times;
  readonly openAll: Times;
  readonly viewPage: Times;
  readonly queryPage: Times;
  readonly counts: Times;
  readonly change: Times;
  readonly event: Times;
  readonly libraryBytes: number;
  readonly indexBytes: number;
  readonly bareBytes: number;
  readonly rss: number;
  readonly peakRss: number;
};

/** The middle and the slow end of many times. */
export type Times = { readonly p50: number; readonly p95: number };

type Library = { readonly store: LibraryStore; readonly readModel: ReadModel };

const BATCH = 100;
const PAGE = 50;
/** Seven years of daily listings; larger libraries have more papers to a day, not more days. */
const DAYS = 2_500;

const perDay = (count: number): number => Math.max(PER_DAY, Math.ceil(count / DAYS));

async function open(folder: string): Promise<Library> {
  const store = await LibraryStore.open(folder);
  const { readChanges, generation } = store;
  return { store, readModel: ReadModel.open(folder, { readChanges, generation, listedFacts }) };
}

async function close({ store, readModel }: Library): Promise<void> {
  readModel.close();
  await store.close();
}

/** Calls `work` with each batch of papers; the papers are made beforehand and not measured. */
async function inBatches(
  count: number,
  work: (papers: ReturnType<typeof benchPaper>[], start: number) => unknown,
): Promise<number> {
  let elapsed = 0;
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    const papers = Array.from({ length }, (_, index) => benchPaper(start + index));
    elapsed += await timed(() => work(papers, start));
    // As between two requests of the program: memory that was let go can be collected.
    await setImmediate();
  }
  return elapsed;
}

/** One row of JSON for each paper in a table with its id, a transaction for each batch. */
async function fillBare(folder: string, count: number): Promise<number> {
  const connection = openSqliteConnection({ directory: folder, fileName: 'bare.sqlite' });
  connection.db.exec('CREATE TABLE papers(id TEXT PRIMARY KEY, data TEXT NOT NULL)');
  const insert = 'INSERT INTO papers(id, data) VALUES (?, ?)';
  const elapsed = await inBatches(count, (papers) =>
    connection.transaction(() => {
      for (const paper of papers) connection.run(insert, paper.id, JSON.stringify(paper));
    }),
  );
  connection.close();
  return elapsed;
}

async function fill(folder: string, count: number) {
  const library = await open(folder);
  const { papers, listings } = library.store.collections;
  const forPapers = await inBatches(count, (batch) => putMany(papers, batch));
  const forPlaces = await inBatches(count, (batch, start) =>
    putMany(
      listings,
      batch.map(({ id }, index) => benchPlace(id, start + index, perDay(count))),
    ),
  );
  let longest = 0;
  const forIndex = await timed(async () => {
    for (let more = true; more; await setImmediate()) {
      longest = Math.max(
        longest,
        await timed(() => {
          ({ more } = library.readModel.step());
        }),
      );
    }
  });
  await close(library);
  return { forPapers, forPlaces, forIndex, longest };
}

/** Times of `work` with `rounds` numbers spread over all papers, the first tenth thrown away. */
async function times(
  count: number,
  rounds: number,
  work: (number: number) => unknown,
): Promise<Times> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // A stride that shares no factor with the size meets each paper once, in no order.
    const number = (round * 7_919 + 13) % count;
    all.push(await timed(() => work(number)));
    if (round % 50 === 0) await setImmediate();
  }
  const kept = all.slice(rounds / 10);
  return { p50: median(kept), p95: percentile(kept, 0.95) };
}

function viewTimes(views: Views) {
  const request: ViewRequest = {
    scope: { kind: 'all' },
    sort: 'upvotes',
    filters: [],
    grouped: true,
    query: '',
  };
  const stateOf = () => 'none' as const;
  return {
    request,
    rows: (viewId: string, offset: number) => {
      const window = views.rows({ viewId, offset, limit: PAGE }, 0, stateOf);
      if (!window.ok || window.rows.length === 0) throw new Error('no rows');
      return window.rows;
    },
  };
}

async function read(library: Library, views: Views, count: number) {
  const { papers, listings } = library.store.collections;
  const byId = await times(count, 2_000, async (number) => {
    if (!(await readOne(papers, benchPaper(number).id))) throw new Error('not found');
  });
  const { request, rows } = viewTimes(views);
  const openAll = await times(count, 20, () => views.open(request, 0));
  const { viewId } = views.open(request, 0);
  const viewPage = await times(count - PAGE, 1_000, (offset) => rows(viewId, offset));
  const queryPage = await times(count - PAGE, 400, async (number) => {
    // No two alike: RxDB answers a query that it has answered from its cache.
    const selector = { day: { $lte: dayOf(number, perDay(count)) }, id: { $ne: `${number}` } };
    const query = { selector, sort: [{ day: 'desc' as const }], limit: PAGE };
    const found = await listings.find(query as never).exec();
    if (found.length === 0) throw new Error('nothing found');
  });
  const counts = await times(count, 400, () => {
    if (views.counts(0).all !== count) throw new Error('counted wrong');
  });
  return { byId, openAll, viewPage, queryPage, counts };
}

/** A paper is starred: until its row says so, and until subscribers are told. */
async function change(library: Library, views: Views, count: number) {
  const events = new EventHub();
  const clock = new HybridClock('bench', library.store.latestClock());
  const mutations = new Mutations({ ...library, events, clock });
  const { rows, request } = viewTimes(views);
  const { viewId } = views.open(request, 0);
  const star = async (id: string) => {
    const fields = withValue({}, 'starred', true, clock.next());
    const by = `m-${id}`;
    await mutations.run(by, async () => {
      await putOne(library.store.collections.states, { id, fields, by });
      return { kind: 'papers', ids: [id] };
    });
  };
  const shown: number[] = [];
  const told = await times(count - PAGE, 300, async (offset) => {
    const id = rows(viewId, offset)[0]!.id;
    const event = new Promise<void>((resolve) => {
      const stop = events.listen(() => resolve(stop()));
    });
    const untilShown = await timed(async () => {
      await star(id);
      if (!rows(viewId, offset)[0]!.starred) throw new Error('not shown');
    });
    shown.push(untilShown);
    await event;
  });
  mutations.follower.close();
  events.close();
  return { told, shown: { p50: median(shown), p95: percentile(shown, 0.95) } };
}

/** Fills a library of `count` papers in `folder` and measures it. */
async function measure(folder: string, count: number): Promise<ScaleResult> {
  mkdirSync(folder, { recursive: true });
  await fillBare(join(folder, 'warm'), 1_000);
  const bare = await fillBare(folder, count);
  const bytes = (name: string) => statSync(join(folder, name)).size;
  const bareBytes = bytes('bare.sqlite');
  // A million papers are two gigabytes, which would push the library out of the machine's cache.
  rmSync(join(folder, 'bare.sqlite'));
  const { forPapers, forPlaces, forIndex, longest } = await fill(folder, count);
  let library!: Library;
  let views!: Views;
  const reopen = await timed(async () => {
    library = await open(folder);
    await library.readModel.catchUp();
    views = new Views(library.readModel);
    const { request, rows } = viewTimes(views);
    rows(views.open(request, 0).viewId, 0);
  });
  const reads = await read(library, views, count);
  const { shown, told } = await change(library, views, count);
  const rss = process.memoryUsage.rss();
  await close(library);
  const rate = (elapsed: number) => (count / elapsed) * 1000;
  return {
    papers: count,
    bareRate: rate(bare),
    storeRate: rate(forPapers),
    placeRate: rate(forPlaces),
    indexRate: rate(forIndex),
    longestIndexStep: longest,
    reopen,
    ...reads,
    change: shown,
    event: told,
    libraryBytes: bytes('library.sqlite'),
    indexBytes: bytes('index.sqlite'),
    bareBytes,
    rss,
    peakRss: process.resourceUsage().maxRSS * 1024,
  };
}

if (import.meta.main) {
  const [folder = '', count = ''] = process.argv.slice(2);
  console.log(JSON.stringify(await measure(folder, Number(count))));
}
