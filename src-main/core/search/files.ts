import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../store/index.ts';
import { createTextIndex } from './text-index/schema.ts';

/** The file of the data folder that words are found in; derived, and made anew when it is lost. */
export const SEARCH_FILE = 'search.sqlite';

/** Raised whenever tables, terms or what is put into them change. */
const SEARCH_VERSION = 4;

/**
 * What is not text: papers that have code; ids that a paper was put together from beside its own; of
 * which text a paper's pages are; papers whose pages are to be looked at, in their order.
 */
const OWN_TABLES = `
  CREATE TABLE coded(paper TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE merged(id TEXT PRIMARY KEY, paper TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX merged_by_paper ON merged(paper);
  CREATE TABLE written(paper TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE due(key INTEGER PRIMARY KEY, paper TEXT NOT NULL UNIQUE);`;

/** What an index was made from: another library, or other texts of PDFs, begin another one. */
export type SearchSources = { readonly library: string; readonly texts: string };

/**
 * Opens the index for writing, or makes it: one that is damaged, of another version, or of another
 * library is thrown away.
 */
export function openSearchFile(dataDir: string, sources: SearchSources): DatabaseSync {
  const opened = openCurrent(dataDir, sources);
  if (opened) return opened;
  removeSearchFile(dataDir);
  const made = connect(dataDir);
  made.exec('BEGIN');
  createTextIndex(made);
  made.exec(OWN_TABLES);
  const note = made.prepare('INSERT INTO progress(name, value) VALUES (?, ?)');
  note.run('version', SEARCH_VERSION);
  note.run('library', sources.library);
  note.run('text-history', sources.texts);
  made.exec('COMMIT');
  return made;
}

/** Takes the index off the disk; nobody may have it open. */
export function removeSearchFile(dataDir: string): void {
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(join(dataDir, SEARCH_FILE + suffix), { force: true });
}

function connect(dataDir: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, SEARCH_FILE), { timeout: 5_000 });
  // Derived data: after a loss of power a rebuild is cheaper than a sync at every commit.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY`);
  return database;
}

function openCurrent(dataDir: string, sources: SearchSources): DatabaseSync | undefined {
  if (!existsSync(join(dataDir, SEARCH_FILE))) return undefined;
  // A whole check takes its time, so only a file that was not closed gets one.
  const unclean = existsSync(join(dataDir, `${SEARCH_FILE}-wal`));
  let database: DatabaseSync | undefined;
  try {
    database = connect(dataDir);
    if (isCurrent(database, sources, unclean)) return database;
  } catch {
    // What cannot be read is made anew.
  }
  database?.close();
  return undefined;
}

function isCurrent(database: DatabaseSync, sources: SearchSources, unclean: boolean): boolean {
  if (unclean && !isWhole(database)) return false;
  const noted = database.prepare('SELECT value FROM progress WHERE name = ?');
  const value = (name: string): unknown => noted.get(name)?.value;
  return (
    value('version') === SEARCH_VERSION &&
    value('library') === sources.library &&
    value('text-history') === sources.texts
  );
}

/** How far the index has followed each collection of the library; undefined where it is of another version. */
export function reachedBySearch(dataDir: string): ReadonlyMap<string, number> | undefined {
  const database = new DatabaseSync(join(dataDir, SEARCH_FILE), { readOnly: true, timeout: 5_000 });
  try {
    const rows = database.prepare('SELECT name, value FROM progress').all();
    const noted = new Map(rows.map(({ name, value }) => [String(name), Number(value)]));
    return noted.get('version') === SEARCH_VERSION ? noted : undefined;
  } catch {
    return undefined;
  } finally {
    database.close();
  }
}

/** Whether SQLite finds the file well-formed, its full-text tables included. */
function isWhole(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA main.quick_check(1)').get()?.quick_check === 'ok';
}

/** Whether what went wrong is for the index's file, read to its end: it is of no use any more. */
export function isOfDamage(error: unknown, dataDir: string): boolean {
  if (!isDamage(error)) return false;
  try {
    const database = new DatabaseSync(join(dataDir, SEARCH_FILE), { readOnly: true });
    try {
      return !isWhole(database);
    } finally {
      database.close();
    }
  } catch {
    return true;
  }
}
