import { join } from 'node:path';
import { type Bench, duration, mebibytes, type Row } from './measure.ts';
import type { ScaleResult, Times } from './scale-run.ts';
import { atEachSize, lineOf, short } from './sizes.ts';

const RUN = join(import.meta.dirname, 'scale-run.ts');

const both = ({ p50, p95 }: Times): string => `${duration(p50)} / ${duration(p95)}`;

const COLUMNS: [string, (result: ScaleResult) => string][] = [
  ['papers stored a second', ({ storeRate }) => short(storeRate)],
  ['bare SQLite, same durability', ({ bareRate }) => short(bareRate)],
  ['rate against bare SQLite', ({ storeRate, bareRate }) => (storeRate / bareRate).toFixed(2)],
  ['listing places a second', ({ placeRate }) => short(placeRate)],
  ['read model, papers a second', ({ indexRate }) => short(indexRate)],
  ['its longest step (budget 50 ms)', ({ longestIndexStep }) => duration(longestIndexStep)],
  ['reopen to the first page', ({ reopen }) => duration(reopen)],
  ['paper by id, p50 / p95', ({ byId }) => both(byId)],
  ['list of all opened, p50 / p95', ({ openAll }) => both(openAll)],
  ['page of 50 in it, p50 / p95', ({ viewPage }) => both(viewPage)],
  ['page of 50 by RxDB query, p50 / p95', ({ queryPage }) => both(queryPage)],
  ['all counts, p50 / p95', ({ counts }) => both(counts)],
  ['star until shown, p50 / p95', ({ change }) => both(change)],
  ['star until told (16 ms frame), p50 / p95', ({ event }) => both(event)],
  [
    'memory afterwards / at most',
    ({ rss, peakRss }) => `${mebibytes(rss)} / ${mebibytes(peakRss)}`,
  ],
  ['library.sqlite', ({ libraryBytes }) => mebibytes(libraryBytes)],
  ['index.sqlite', ({ indexBytes }) => mebibytes(indexBytes)],
  ['bare SQLite file', ({ bareBytes }) => mebibytes(bareBytes)],
];

const BUDGETED: [string, (result: ScaleResult) => Times][] = [
  ['by id', ({ byId }) => byId],
  ['page in a list', ({ viewPage }) => viewPage],
  ['page by query', ({ queryPage }) => queryPage],
  ['counts', ({ counts }) => counts],
];

/** How much longer the largest library takes than the smallest, beside what the logarithm grows. */
function growth(results: readonly ScaleResult[]): Row[] {
  const [small, large] = [results[0], results.at(-1)];
  if (!small || !large || small === large) return [];
  const budget = Math.log(large.papers) / Math.log(small.papers);
  return BUDGETED.map(([what, of]) => ({
    what: `growth, ${what}`,
    value: `${(of(large).p50 / of(small).p50).toFixed(2)}×`,
    note: `${short(small.papers)} to ${short(large.papers)}; budget: at most ${budget.toFixed(2)}×`,
  }));
}

async function run(): Promise<Row[]> {
  const results = await atEachSize<ScaleResult>(RUN);
  const head = lineOf(results, 'papers', ({ papers }) => short(papers));
  const lines = COLUMNS.map(([what, of]) => lineOf(results, what, of));
  return [head, ...lines, ...growth(results)];
}

/** The store and the read model as the library grows. */
export const scale: Bench = {
  rule: 'PERF-9',
  title: 'the library as it grows, synchronous=FULL, batches of 100, a process for each size',
  run,
};
