import { implement } from '@orpc/server';
import {
  contract,
  type FindResult,
  type PdfState,
  type SimilarResult,
} from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { rowsOf } from '../index/index.ts';

/** An index that is being built is waited for so long before what it has is told, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Searching the library. */
export function searchProcedures(core: Capabilities) {
  const { search } = core;
  const os = implement(contract).search;
  return {
    status: os.status.handler(() => search.status()),
    find: os.find.handler(({ input }) => find(core, input)),
    complete: os.complete.handler(({ input }) => search.complete(input.field, input.prefix)),
  };
}

/** `papers.similar`. */
export function similarProcedure({ search, papers, views, files }: Capabilities) {
  return implement(contract).papers.similar.handler(async ({ input }): Promise<SimilarResult> => {
    const id = await papers.resolve(input.id);
    const sql = 'SELECT key FROM papers WHERE id = ?';
    const key = views.ask.get<{ key: number }>(sql, id)?.key;
    if (key === undefined) return [];
    const found = await search.similar(key, input.limit);
    const scores = new Map(found.map((one) => [one.key, one.score]));
    const stateOf = (paperId: string, stored: boolean): PdfState =>
      stored ? 'stored' : (files.stateOf(paperId)?.state ?? 'none');
    return rowsOf(views.ask, [...scores.keys()], stateOf).map((one) => ({
      ...one.row,
      score: scores.get(one.key) ?? 0,
    }));
  });
}

type FindInput = { readonly query: string; readonly limit: number; readonly offset: number };

async function find(
  { search, papers, views }: Capabilities,
  { query, limit, offset }: FindInput,
): Promise<FindResult> {
  await search.caughtUp(PATIENCE_MS);
  const answer = await search.search({
    ...{ query, filters: [], grouped: false, sort: 'relevance' },
    scope: { kind: 'all' },
  });
  const keys = [...answer.keys.slice(offset, offset + limit)];
  const hits = await search.hits(query, keys);
  const sql = 'SELECT key, id FROM papers WHERE key IN (SELECT value FROM json_each(?))';
  const rows = views.ask.all<{ key: number; id: string }>(sql, JSON.stringify(keys));
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  const found: FindResult['hits'] = [];
  for (const key of keys) {
    const paper = await papers.get(ids.get(key) ?? '');
    if (paper) found.push({ ...(hits.get(key) ?? NO_HIT), paper });
  }
  const { problems, corrected } = answer;
  return {
    ...{ problems: [...problems], corrected: [...corrected] },
    ...{ total: answer.keys.length, hits: found },
  };
}

/** Of a paper that was found by what it is, not by a word. */
const NO_HIT = {
  ...{ where: 'facts' as const, snippet: [], title: null, page: null },
  ...{ words: [], score: 0 },
};
