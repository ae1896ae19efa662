import { join } from 'node:path';
import { type Bench, duration, mebibytes, type Row, ratio } from './measure.ts';
import type { Times } from './scale-run.ts';
import type { SearchResult } from './searching-run.ts';
import { atEachSize, lineOf, short } from './sizes.ts';

const RUN = join(import.meta.dirname, 'searching-run.ts');

const both = ({ p50, p95 }: Times): string => `${duration(p50)} / ${duration(p95)}`;

const COLUMNS: [string, (result: SearchResult) => string][] = [
  ['papers indexed a second', ({ buildRate }) => short(buildRate)],
  ['bare FTS5', ({ bareRate }) => short(bareRate)],
  ['whole query, p50 / p95', ({ whole }) => both(whole)],
  ['bare FTS5, 50 by rank', ({ bareWhole }) => both(bareWhole)],
  ['ratio of p50', ({ whole, bareWhole }) => ratio(whole.p50, bareWhole.p50)],
  ['ratio of p95', ({ whole, bareWhole }) => ratio(whole.p95, bareWhole.p95)],
  ['letter by letter, p50 / p95', ({ typed }) => both(typed)],
  ['bare FTS5', ({ bareTyped }) => both(bareTyped)],
  ['ratio of p50', ({ typed, bareTyped }) => ratio(typed.p50, bareTyped.p50)],
  ['ratio of p95', ({ typed, bareTyped }) => ratio(typed.p95, bareTyped.p95)],
  ['snippets of 50 papers, p50 / p95', ({ hits }) => both(hits)],
  ['search.sqlite', ({ bytes }) => mebibytes(bytes)],
  ['bare FTS5 file', ({ bareBytes }) => mebibytes(bareBytes)],
  ['memory at most', ({ peakRss }) => mebibytes(peakRss)],
];

async function run(): Promise<Row[]> {
  const results = await atEachSize<SearchResult>(RUN);
  return [
    lineOf(results, 'papers', ({ papers }) => short(papers)),
    ...COLUMNS.map(([what, of]) => lineOf(results, what, of)),
  ];
}

/** Questions to the search itself, beside SQLite's full-text search with the same papers. */
export const searching: Bench = {
  rule: 'PERF-2',
  title: 'the query itself, over all papers, best first; budget: at most 2× the bare FTS5 query',
  run,
};
