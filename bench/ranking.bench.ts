import { fixturePapers, type Sample } from './fixture.ts';
import { type Bench, duration, median, type Row } from './measure.ts';
import { bareFts5, type Engine, miniSearch } from './ranking-engines.ts';
import { ourEngine } from './ranking-ours.ts';
import { type QueryKind, queryKinds } from './ranking-queries.ts';

/** Queries of each kind. */
const QUERIES = Number(process.env.OFFPRINT_RANKING_QUERIES ?? 400);
/** Constants were chosen with 4; another shows whether they hold. */
const SEED = Number(process.env.OFFPRINT_RANKING_SEED ?? 4);

/** How often the paper that is meant is first, among ten, and one over its rank on average. */
export type Ranking = {
  readonly first: number;
  readonly ten: number;
  readonly mrr: number;
  /** Milliseconds of a query in the middle. */
  readonly time: number;
};

/** Asks an engine every query. */
export async function rankingOf(engine: Engine, { queries }: QueryKind): Promise<Ranking> {
  let [first, ten, mrr] = [0, 0, 0];
  const times: number[] = [];
  for (const { query, id } of queries) {
    const start = performance.now();
    const rank = (await engine.search(query)).indexOf(id) + 1;
    times.push(performance.now() - start);
    if (rank === 0) continue;
    if (rank === 1) first += 1;
    ten += 1;
    mrr += 1 / rank;
  }
  const count = Math.max(1, queries.length);
  return { first: first / count, ten: ten / count, mrr: mrr / count, time: median(times) };
}

/** Papers of one parity, spread over all: constants are chosen on even ones, told on odd ones. */
export function sampleOf(papers: readonly Sample[], parity: 0 | 1, count: number): Sample[] {
  const half = papers.filter((_, number) => number % 2 === parity);
  const step = Math.max(1, half.length / count);
  return Array.from(
    { length: Math.min(count, half.length) },
    (_, i) => half[Math.floor(i * step)]!,
  );
}

const shown = ({ first, ten, mrr, time }: Ranking): string =>
  `${[first, ten, mrr].map((value) => value.toFixed(3)).join(' / ')}  ${duration(time)}`;

async function run(): Promise<Row[]> {
  const papers = fixturePapers();
  if (!papers) return [{ what: 'not measured', value: 'the fixture is not here' }];
  const engines = [await ourEngine(papers), bareFts5(papers), miniSearch(papers)];
  const rows: Row[] = [
    { what: 'first / in ten / MRR  p50', value: engines.map(({ name }) => name).join('   |   ') },
  ];
  for (const kind of queryKinds(papers, sampleOf(papers, 1, QUERIES), SEED)) {
    const results: Ranking[] = [];
    for (const engine of engines) results.push(await rankingOf(engine, kind));
    const value = results.map(shown).join('   |   ');
    rows.push({ what: kind.name, value, note: `${kind.queries.length} queries` });
  }
  for (const engine of engines) await engine.close();
  return rows;
}

/** Known-item search among the papers of the fixture. */
export const ranking: Bench = {
  rule: 'FIND-1',
  title: 'finding one paper that is known, on odd-numbered papers of the fixture',
  run,
};
