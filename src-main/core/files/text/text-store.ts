import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  isDamage,
  isIntact,
  openSqliteConnection,
  type SqliteConnection,
} from '../../store/index.ts';
import {
  EXTRACTOR_VERSION,
  type ExtractedPage,
  TEXT_FILE,
  type TextBatch,
  type TextEntry,
  type TextReason,
  type TextState,
} from './types.ts';

/** Raised whenever the tables below change: a file of another version is thrown away. */
const SCHEMA_VERSION = 1;

/**
 * `texts` has one row for each PDF that ever had a text; `pages` its text, page by page; `holders`
 * the documents of the store that name the PDF. `progress` says how far the store was followed.
 */
const SCHEMA = `
CREATE TABLE texts(
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  reason TEXT,
  pages INTEGER,
  reached INTEGER NOT NULL DEFAULT 0,
  lost INTEGER NOT NULL DEFAULT 0,
  words INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  extractor INTEGER NOT NULL,
  sequence INTEGER NOT NULL UNIQUE
);
CREATE INDEX texts_by_state ON texts(state);
CREATE TABLE pages(text INTEGER NOT NULL, page INTEGER NOT NULL, content TEXT NOT NULL,
  PRIMARY KEY(text, page));
CREATE TABLE holders(id TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX holders_by_sha256 ON holders(sha256);
CREATE TABLE progress(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
PRAGMA user_version = ${SCHEMA_VERSION};`;

/** A PDF as the store names it; `deleted` where it does not any more. */
export type Holder = { readonly id: string; readonly sha256: string; readonly deleted: boolean };

const ENTRY = 'sha256, state, reason, pages, reached, lost, words, sequence';
const NEXT = '(SELECT coalesce(max(sequence), 0) + 1 FROM texts)';

/** The texts of PDFs in `text.sqlite`. Every call is one transaction of some milliseconds. */
export class TextStore {
  readonly #connection: SqliteConnection;

  /** Opens or makes the file in `directory`; a damaged one, or one of another version, is made anew. */
  constructor(directory: string) {
    this.#connection = openCurrent(directory) ?? openAfresh(directory);
  }

  /** Random id of the file's history: sequences of two of them mean different changes. */
  get generation(): string {
    return this.#connection.generation;
  }

  /** How far the store with this id was followed; 0 for another one, whose documents replace all. */
  followed(generation: string): number {
    if (this.#progress('generation') !== generation) return 0;
    return Number(this.#progress('sequence') ?? 0);
  }

  /** Takes in what the store says; `begins` where it is the start of a store's history. */
  follow(generation: string, sequence: number, holders: readonly Holder[], begins: boolean): void {
    this.#connection.transaction(() => {
      if (begins) this.#connection.run('DELETE FROM holders');
      for (const holder of holders) this.#hold(holder);
      this.#note('generation', generation);
      this.#note('sequence', sequence);
    });
  }

  /** Removes texts that no document of the store names; to be called when all of it was followed. */
  sweep(): void {
    const orphans = this.#connection.all<{ sha256: string }>(
      `SELECT sha256 FROM texts WHERE state <> 'removed'
        AND sha256 NOT IN (SELECT sha256 FROM holders)`,
    );
    for (const { sha256 } of orphans) this.#connection.transaction(() => this.#remove(sha256));
  }

  /** What an older extractor read waits again, and so does what only the disk refused. */
  renew(): void {
    this.#connection.run(
      `UPDATE texts SET state = 'waiting', reached = 0, lost = 0, words = 0, tries = 0
        WHERE state <> 'removed' AND (extractor <> ? OR (state = 'failed' AND reason = 'disk-error'))`,
      EXTRACTOR_VERSION,
    );
  }

  /** Everything waits again; texts stay until they are read anew. */
  rebuild(): void {
    this.#connection.run(
      `UPDATE texts SET state = 'waiting', reached = 0, lost = 0, words = 0, tries = 0
        WHERE state <> 'removed'`,
    );
  }

  /** The PDF that is to be read next: one that was begun, else the one that came last. */
  next(): TextEntry | undefined {
    return this.#connection.get<TextEntry>(
      `SELECT ${ENTRY} FROM texts WHERE state = 'waiting' ORDER BY reached > 0 DESC, key DESC LIMIT 1`,
    );
  }

  /** Counts a try, so that a file which ends the program is not tried for ever; how many there were. */
  begin(sha256: string): number {
    this.#connection.run('UPDATE texts SET tries = tries + 1 WHERE sha256 = ?', sha256);
    const sql = 'SELECT tries FROM texts WHERE sha256 = ?';
    return this.#connection.get<{ tries: number }>(sql, sha256)?.tries ?? 0;
  }

  /** Adds pages to a text that waits for them; the last ones end it. */
  add(sha256: string, batch: TextBatch): void {
    this.#connection.transaction(() => {
      const key = this.#waiting(sha256);
      if (key === undefined) return;
      for (const page of batch.pages) this.#put(key, page);
      const reached = batch.pages.at(-1)?.page ?? 0;
      const words = batch.pages.reduce((sum, { text }) => sum + countWords(text), 0);
      this.#connection.run(
        `UPDATE texts SET pages = ?, reached = max(reached, ?), lost = lost + ?, words = words + ?,
          tries = 0 WHERE key = ?`,
        ...[batch.total, reached, batch.lost, words, key],
      );
      this.#complete(key);
    });
  }

  /** Ends a text before its last page; what was read of it stays. */
  end(sha256: string, state: 'no-text' | 'failed', reason: TextReason): void {
    this.#connection.transaction(() => {
      const key = this.#waiting(sha256);
      if (key === undefined) return;
      this.#cutBehind(key);
      this.#finish(key, state, reason);
    });
  }

  get(sha256: string): TextEntry | undefined {
    return this.#connection.get<TextEntry>(`SELECT ${ENTRY} FROM texts WHERE sha256 = ?`, sha256);
  }

  pages(sha256: string, from: number, most: number): ExtractedPage[] {
    return this.#connection.all<ExtractedPage>(
      `SELECT page, content AS text FROM pages
        WHERE text = (SELECT key FROM texts WHERE sha256 = ?) AND page >= ? ORDER BY page LIMIT ?`,
      ...[sha256, from, most],
    );
  }

  changedSince(sequence: number, most: number): TextEntry[] {
    return this.#connection.all<TextEntry>(
      `SELECT ${ENTRY} FROM texts WHERE sequence > ? AND state <> 'waiting'
        ORDER BY sequence LIMIT ?`,
      ...[sequence, most],
    );
  }

  /** How many PDFs are in each state. */
  counts(): ReadonlyMap<TextState, number> {
    const rows = this.#connection.all<{ state: TextState; count: number }>(
      'SELECT state, count(*) AS count FROM texts GROUP BY state',
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  close(): void {
    this.#connection.close();
  }

  #hold({ id, sha256, deleted }: Holder): void {
    if (deleted) {
      this.#connection.run('DELETE FROM holders WHERE id = ?', id);
      const sql = 'SELECT 1 FROM holders WHERE sha256 = ? LIMIT 1';
      if (!this.#connection.get(sql, sha256)) this.#remove(sha256);
      return;
    }
    this.#connection.run('INSERT OR REPLACE INTO holders(id, sha256) VALUES (?, ?)', id, sha256);
    this.#connection.run(
      `INSERT INTO texts(sha256, state, extractor, sequence) VALUES (?, 'waiting', ?, ${NEXT})
        ON CONFLICT(sha256) DO UPDATE SET state = 'waiting', reason = NULL, reached = 0, lost = 0,
          words = 0, tries = 0 WHERE state = 'removed'`,
      ...[sha256, EXTRACTOR_VERSION],
    );
  }

  #remove(sha256: string): void {
    const sql = `SELECT key FROM texts WHERE sha256 = ? AND state <> 'removed'`;
    const key = this.#connection.get<{ key: number }>(sql, sha256)?.key;
    if (key === undefined) return;
    this.#connection.run('DELETE FROM pages WHERE text = ?', key);
    this.#finish(key, 'removed', null);
  }

  #waiting(sha256: string): number | undefined {
    const sql = `SELECT key FROM texts WHERE sha256 = ? AND state = 'waiting'`;
    return this.#connection.get<{ key: number }>(sql, sha256)?.key;
  }

  #put(key: number, { page, text }: ExtractedPage): void {
    const sql = 'INSERT OR REPLACE INTO pages(text, page, content) VALUES (?, ?, ?)';
    this.#connection.run(sql, key, page, text);
  }

  #complete(key: number): void {
    const sql = 'SELECT words FROM texts WHERE key = ? AND reached >= pages';
    const read = this.#connection.get<{ words: number }>(sql, key);
    if (!read) return;
    this.#cutBehind(key);
    this.#finish(key, read.words > 0 ? 'done' : 'no-text', null);
  }

  /** Takes away what an earlier extraction left behind the last page of this one. */
  #cutBehind(key: number): void {
    const sql = `DELETE FROM pages WHERE text = ?1
      AND page > (SELECT reached FROM texts WHERE key = ?1)`;
    this.#connection.run(sql, key);
  }

  #finish(key: number, state: TextState, reason: TextReason | null): void {
    this.#connection.run(
      `UPDATE texts SET state = ?, reason = ?, extractor = ?, sequence = ${NEXT} WHERE key = ?`,
      ...[state, reason, EXTRACTOR_VERSION, key],
    );
  }

  #progress(name: string): string | undefined {
    const sql = 'SELECT value FROM progress WHERE name = ?';
    const row = this.#connection.get<{ value: unknown }>(sql, name);
    return row === undefined ? undefined : String(row.value);
  }

  #note(name: string, value: string | number): void {
    this.#connection.run('INSERT OR REPLACE INTO progress(name, value) VALUES (?, ?)', name, value);
  }
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function settings(directory: string) {
  // Derived data: after a loss of power a rebuild is cheaper than a sync at every commit.
  return { directory, fileName: TEXT_FILE, synchronous: 'NORMAL' as const };
}

/** Undefined where there is none, or none to go on with. */
function openCurrent(directory: string): SqliteConnection | undefined {
  // A whole check takes its time, so only a file that was not closed gets one.
  const isUnclean = existsSync(join(directory, `${TEXT_FILE}-wal`));
  let connection: SqliteConnection | undefined;
  try {
    connection = openSqliteConnection(settings(directory));
    const version = connection.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
    if (version === SCHEMA_VERSION && !(isUnclean && !isIntact(connection))) return connection;
  } catch (error) {
    if (!isDamage(error) && !String(error).includes('storage format')) throw error;
  }
  connection?.close();
  return undefined;
}

function openAfresh(directory: string): SqliteConnection {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(join(directory, TEXT_FILE + suffix), { force: true });
  }
  const connection = openSqliteConnection(settings(directory));
  connection.db.exec(SCHEMA);
  return connection;
}
