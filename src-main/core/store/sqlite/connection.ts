import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { registerFunctions } from './functions.ts';

/** What SQLite waits for at a commit: FULL survives loss of power, NORMAL and OFF a killed process only. */
export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';

/** Where a database file is and how its connection is set up. */
export type SqliteConnectionSettings = {
  /** Folder of the file, made when it is missing; ':memory:' keeps everything in this process. */
  directory: string;
  /** Name of the file in that folder; with ':memory:' it only tells databases apart. */
  fileName: string;
  /** FULL when left out. A connection that is shared keeps the strictest value that was asked. */
  synchronous?: Synchronous;
  /** Bytes of the file that are memory-mapped for reading; 64 MiB when left out. */
  mmapBytes?: number;
};

const FORMAT = '1';
const BUSY_TIMEOUT_MS = 5_000;
/**
 * 16 MB of log before it is moved into the file. At SQLite's 1000 pages it would be moved after every few
 * batches of 100 papers (24,000 papers a second against 29,000); the longest pause seen is 23 ms.
 */
const CHECKPOINT_PAGES = 4_000;
const DEFAULT_MMAP_BYTES = 64 * 1024 * 1024;
/** Queries differ in shape, not in values, so a program has a few dozen; each holds some kilobytes. */
const CACHED_STATEMENTS = 200;
const STRICTNESS: Record<Synchronous, number> = { OFF: 0, NORMAL: 1, FULL: 2 };

const open = new Map<string, SqliteConnection>();

/**
 * The one connection of this process to a database file. Storage instances share it, and the host may
 * keep plain tables of its own beside them (names beginning with `rx` are taken). Everything on it is
 * synchronous, so a transaction never interleaves with another one of the same process.
 */
export class SqliteConnection {
  /** The connection itself. Leave BEGIN, COMMIT and ROLLBACK to {@link transaction}. */
  readonly db: DatabaseSync;
  readonly #key: string;
  readonly #statements = new Map<string, StatementSync>();
  #synchronous: Synchronous = 'OFF';
  #references = 0;
  #depth = 0;
  #generation = '';

  /** Use {@link openSqliteConnection}. */
  constructor(key: string, file: string, mmapBytes: number) {
    this.#key = key;
    this.db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      this.#setUp(mmapBytes);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  #setUp(mmapBytes: number): void {
    this.db.exec(`PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES};
      PRAGMA mmap_size=${Math.trunc(mmapBytes)}; PRAGMA cache_size=-32768;
      PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF`);
    registerFunctions(this.db);
    this.transaction(() => this.#ensureMeta());
  }

  #ensureMeta(): void {
    this.db.exec(
      'CREATE TABLE IF NOT EXISTS rx_meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    );
    const insert = 'INSERT OR IGNORE INTO rx_meta(key, value) VALUES (?, ?)';
    this.run(insert, 'format', FORMAT);
    this.run(insert, 'generation', randomUUID());
    const format = this.#meta('format');
    if (format !== FORMAT) {
      throw new Error(`SQLite file has storage format ${format}; this version reads ${FORMAT}`);
    }
    this.#generation = this.#meta('generation');
  }

  #meta(key: string): string {
    return this.get<{ value: string }>('SELECT value FROM rx_meta WHERE key = ?', key)?.value ?? '';
  }

  /**
   * Random id of this file's history. Whoever follows changes by sequence stores it beside the
   * sequence and starts over when it differs: sequences of two histories mean different changes.
   */
  get generation(): string {
    return this.#generation;
  }

  /** Gives the file a new {@link generation}; to be called once after a backup was put in its place. */
  renewGeneration(): string {
    const generation = randomUUID();
    this.run(`UPDATE rx_meta SET value = ? WHERE key = 'generation'`, generation);
    this.#generation = generation;
    return generation;
  }

  /** A prepared statement for this text, from the cache when it was used lately. */
  prepare(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.db.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > CACHED_STATEMENTS) {
      this.#statements.delete(this.#statements.keys().next().value!);
    }
    return statement;
  }

  /** Runs a statement that returns no rows. */
  run(sql: string, ...values: SQLInputValue[]): void {
    this.prepare(sql).run(...values);
  }

  /** The first row, or undefined. The caller names the row's type: columns as selected. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined;
  }

  /** All rows. The caller names the row's type: columns as selected. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[];
  }

  /** Whether a {@link transaction} is under way. */
  get inTransaction(): boolean {
    return this.#depth > 0;
  }

  /**
   * Runs `work` in a write transaction: all of it is durable when this returns, none of it when `work`
   * throws (the error is passed on). Inside another transaction it is a savepoint of that one. `work`
   * must be synchronous; one that returns a promise is rolled back and refused.
   */
  transaction<T>(work: () => T): T {
    const savepoint = `rx_${this.#depth}`;
    const outermost = this.#depth === 0;
    this.run(outermost ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${savepoint}`);
    this.#depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) {
        throw new TypeError('the work of a SQLite transaction must be synchronous');
      }
      this.run(outermost ? 'COMMIT' : `RELEASE ${savepoint}`);
      return result;
    } catch (error) {
      this.#undo(outermost, savepoint);
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  #undo(outermost: boolean, savepoint: string): void {
    // After some errors (a full disk) SQLite has rolled back by itself.
    if (!this.db.isTransaction) return;
    this.db.exec(outermost ? 'ROLLBACK' : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
  }

  /** Counts a user of this connection; called by {@link openSqliteConnection}. */
  retain(synchronous: Synchronous): this {
    this.#references += 1;
    if (this.#references === 1 || STRICTNESS[synchronous] > STRICTNESS[this.#synchronous]) {
      this.#synchronous = synchronous;
      this.db.exec(`PRAGMA synchronous=${synchronous}`);
    }
    return this;
  }

  /** Gives up one reference; the last one closes the file. Call it once for each open. */
  close(): void {
    this.#references -= 1;
    if (this.#references !== 0) return;
    open.delete(this.#key);
    this.#statements.clear();
    this.db.close();
  }
}

/**
 * The connection of this process to `directory/fileName`, opened or shared. Each call must be
 * answered by one `close()`. Throws what `node:sqlite` throws when the file cannot be opened, and an
 * Error when the file was written by a version of this storage with another format.
 */
export function openSqliteConnection(settings: SqliteConnectionSettings): SqliteConnection {
  const memory = settings.directory === ':memory:';
  const file = memory ? ':memory:' : join(resolve(settings.directory), settings.fileName);
  const key = memory ? `:memory:${settings.fileName}` : file;
  let connection = open.get(key);
  if (!connection) {
    if (!memory) mkdirSync(settings.directory, { recursive: true });
    connection = new SqliteConnection(key, file, settings.mmapBytes ?? DEFAULT_MMAP_BYTES);
    open.set(key, connection);
  }
  return connection.retain(settings.synchronous ?? 'FULL');
}
