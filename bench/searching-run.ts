import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ReadModel } from '../src-main/core/index/index.ts';
import { listedFacts } from '../src-main/core/library/index.ts';
import { Search, type SearchQuestion } from '../src-main/core/search/index.ts';
import { LibraryStore } from '../src-main/core/store/index.ts';
import { bareSearch } from './bare-search.ts';
import { median, percentile, timed } from './measure.ts';
import { fillLibrary } from './program.ts';
import type { Times } from './scale-run.ts';
import { typedQueries } from './search-queries.ts';

/** What one run at one size measured; milliseconds, bytes, papers a second. */
export type SearchResult = {
  readonly papers: number;
  readonly buildRate: number;
  readonly bareRate: number;
  readonly bytes: number;
  readonly bareBytes: number;
  /** Whole queries: which papers, the best first. */
  readonly whole: Times;
  readonly bareWhole: Times;
  /** Each query begun letter by letter. */
  readonly typed: Times;
  readonly bareTyped: Times;
  /** Where the first fifty papers met the query. */
  readonly hits: Times;
  readonly peakRss: number;
};

const QUERIES = 150;
/** Papers that a window of the list shows. */
const SHOWN = 50;
const LONGEST_BUILD = 3_600_000;
const LIST: Omit<SearchQuestion, 'query'> = {
  ...{ scope: { kind: 'all' }, filters: [], sort: 'relevance', grouped: false },
};

const timesOf = (all: readonly number[]): Times => ({
  p50: median(all),
  p95: percentile(all, 0.95),
});

/** The real search over the library in `folder`, its index built; milliseconds that took. */
export async function openSearch(folder: string) {
  const store = await LibraryStore.open(folder);
  const { readChanges, generation } = store;
  const readModel = ReadModel.open(folder, { readChanges, generation, listedFacts });
  await readModel.catchUp();
  const search = new Search({
    dataDir: folder,
    sources: { library: generation, texts: 'none' },
    build: () => readModel.build,
    onProgress: () => undefined,
  });
  search.start();
  const built = await timed(() => search.caughtUp(LONGEST_BUILD));
  const close = async () => {
    await search.close();
    readModel.close();
    await store.close();
  };
  return { search, built, close };
}

/** Milliseconds of each query, and of the snippets of what it shows. */
async function ask(search: Search, queries: readonly string[]) {
  const [found, hits]: [number[], number[]] = [[], []];
  for (const query of queries) {
    let keys: Uint32Array = new Uint32Array();
    found.push(await timed(async () => ({ keys } = await search.search({ ...LIST, query }))));
    hits.push(await timed(() => search.hits(query, [...keys.subarray(0, SHOWN)])));
    await setImmediate();
  }
  return { found: timesOf(found), hits: timesOf(hits) };
}

/** The letters of queries one after the other, as an input holds them. */
function letterByLetter(queries: readonly string[]): string[] {
  return queries.flatMap((query) =>
    [...query].map((_, at) => query.slice(0, at + 1)).filter((begun) => !begun.endsWith(' ')),
  );
}

async function askBare(search: (query: string) => number, queries: readonly string[]) {
  const all: number[] = [];
  for (const query of queries) all.push(await timed(() => search(query)));
  return timesOf(all);
}

/** Fills a library of `count` papers in `folder` and measures searching it. */
async function measure(folder: string, count: number): Promise<SearchResult> {
  await fillLibrary(folder, count);
  const { search, built, close } = await openSearch(folder);
  const queries = typedQueries(count, QUERIES);
  const letters = letterByLetter(typedQueries(count, QUERIES * 2).slice(QUERIES, QUERIES + 40));
  // Pages of the file come to memory; both engines get the same.
  const warm = typedQueries(count, QUERIES * 3).slice(QUERIES * 2);
  await ask(search, warm);
  const whole = await ask(search, queries);
  const typed = await ask(search, letters);
  await close();
  const bare = await bareSearch(folder, count);
  await askBare(bare.search, warm);
  return {
    papers: count,
    buildRate: (count / built) * 1_000,
    bareRate: bare.rate,
    bytes: statSync(join(folder, 'search.sqlite')).size,
    bareBytes: bare.bytes,
    whole: whole.found,
    bareWhole: await askBare(bare.search, queries),
    typed: typed.found,
    bareTyped: await askBare(bare.search, letters),
    hits: whole.hits,
    peakRss: process.resourceUsage().maxRSS * 1024,
  };
}

if (import.meta.main) {
  const [folder = '', count = ''] = process.argv.slice(2);
  console.log(JSON.stringify(await measure(folder, Number(count))));
}
