import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import type { Sample } from './fixture.ts';

/** Ids of the papers that meet a query, the best first, ten at most. */
export type Search = (query: string) => readonly string[] | Promise<readonly string[]>;

/** A search engine with the papers in it; `close` lets go of what it holds. */
export type Engine = {
  readonly name: string;
  readonly search: Search;
  readonly close: () => unknown;
};

const LIMIT = 10;

/** What every engine is given of a paper, in this order. */
const FIELDS = ['title', 'authors', 'abstract', 'published'] as const;

function fieldsOf({ title, authors, abstract, publishedAt }: Sample) {
  return { title, authors: authors.join(', '), abstract, published: publishedAt };
}

/** SQLite's full-text search as it comes: BM25 with equal weights, all words, else any of them. */
export function bareFts5(papers: readonly Sample[]): Engine {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE VIRTUAL TABLE papers USING fts5(${FIELDS.join(', ')}); BEGIN`);
  const insert = database.prepare(
    'INSERT INTO papers(rowid, title, authors, abstract, published) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [key, paper] of papers.entries()) insert.run(key, ...Object.values(fieldsOf(paper)));
  database.exec('COMMIT');
  const find = database.prepare(
    'SELECT rowid AS key FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ?',
  );
  const found = (words: readonly string[], operator: string) =>
    find.all(words.join(operator), LIMIT).map(({ key }) => papers[Number(key)]!.id);
  return {
    name: 'bare FTS5',
    search: (query) => {
      const words = query
        .trim()
        .split(/\s+/)
        .map((word) => `"${word.replaceAll('"', '""')}"`);
      const all = found(words, ' AND ');
      return all.length > 0 ? all : found(words, ' OR ');
    },
    close: () => database.close(),
  };
}

/** MiniSearch with the settings that its documentation recommends for a search box. */
export function miniSearch(papers: readonly Sample[]): Engine {
  const index = new MiniSearch({ fields: [...FIELDS] });
  index.addAll(papers.map((paper) => ({ id: paper.id, ...fieldsOf(paper) })));
  return {
    name: 'MiniSearch',
    search: (query) =>
      index
        .search(query, { fuzzy: 0.2, prefix: true })
        .slice(0, LIMIT)
        .map(({ id }) => id as string),
    close: () => index.removeAll(),
  };
}
