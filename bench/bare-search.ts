import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { corpus } from './corpus.ts';
import { timed } from './measure.ts';

/** Papers of one transaction. */
const BATCH = 1_000;
const LIMIT = 50;

/** SQLite's full-text search by itself, with the same papers. */
export type BareSearch = {
  /** Papers a second, without the time in which they were made up. */
  readonly rate: number;
  readonly bytes: number;
  /** How many it found, 50 at most; all words, the last one as a prefix. */
  readonly search: (query: string) => number;
  readonly close: () => void;
};

/** Fills an index of `count` papers in a folder. */
export async function bareSearch(folder: string, count: number): Promise<BareSearch> {
  const file = join(folder, 'bare-search.sqlite');
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE VIRTUAL TABLE papers USING
      fts5(title, authors, abstract, tokenize = 'unicode61 remove_diacritics 2')`);
  const insert = database.prepare(
    'INSERT INTO papers(rowid, title, authors, abstract) VALUES (?, ?, ?, ?)',
  );
  let elapsed = 0;
  for (let start = 0; start < count; start += BATCH) {
    const papers = batchOf(start, Math.min(BATCH, count - start));
    elapsed += await timed(() => {
      database.exec('BEGIN');
      for (const [at, { title, authors, abstract }] of papers.entries()) {
        insert.run(start + at, title, authors.join(', '), abstract);
      }
      database.exec('COMMIT');
    });
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const find = database.prepare(
    'SELECT rowid FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ?',
  );
  return {
    rate: (count / elapsed) * 1_000,
    bytes: statSync(file).size,
    search: (query) => find.all(matchOf(query), LIMIT).length,
    close: () => database.close(),
  };
}

function batchOf(start: number, length: number) {
  return Array.from({ length }, (_, at) => corpus().paper(start + at));
}

function matchOf(query: string): string {
  return `${query
    .split(' ')
    .map((word) => `"${word}"`)
    .join(' ')}*`;
}
