import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SearchQuestion } from '../src-main/core/search/index.ts';
import type { Sample } from './fixture.ts';
import type { Engine } from './ranking-engines.ts';
import { libraryOf } from './sample-library.ts';
import { openSearch } from './searching-run.ts';

const LIMIT = 10;
const ALL: Omit<SearchQuestion, 'query'> = {
  ...{ scope: { kind: 'all' }, filters: [], sort: 'relevance', grouped: false },
};

/** The program itself: a library on disk, its index built, asked through the threads of the search. */
export async function ourEngine(papers: readonly Sample[]): Promise<Engine> {
  const folder = await libraryOf(papers.map((paper) => ({ ...paper, keywords: [] })));
  const { search, close } = await openSearch(folder);
  const ids = idsOf(folder);
  return {
    name: 'ours',
    search: async (query) => {
      const { keys } = await search.search({ ...ALL, query });
      return Array.from(keys.subarray(0, LIMIT), (key) => ids.get(key)!);
    },
    close: async () => {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The papers by the keys of their rows. */
function idsOf(folder: string): Map<number, string> {
  const database = new DatabaseSync(join(folder, 'index.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT key, id FROM papers').all();
  database.close();
  return new Map(rows.map(({ key, id }) => [Number(key), String(id)]));
}
