import type { LocalStore } from '../../local/index.ts';
import { NEVER_MET, type SyncMemory } from '../sync-store.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS sync_taken(name TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sync_papers(id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sync_blobs(name TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sync_seen(device TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;`;
const MEMORY = 'sync-memory';

/**
 * What this machine remembers of its target, beside the library in `local.sqlite`. Without it the
 * machine meets its target as if for the first time, which only adds.
 */
export class LocalTables {
  readonly #local: LocalStore;

  constructor(local: LocalStore) {
    this.#local = local;
    local.connection.db.exec(TABLES);
  }

  get memory(): SyncMemory {
    return { ...NEVER_MET, ...this.#local.get<Partial<SyncMemory>>(MEMORY) };
  }

  set memory(memory: SyncMemory) {
    this.#local.set(MEMORY, memory);
  }

  /** Names of segments that were taken in. */
  taken(): ReadonlySet<string> {
    const rows = this.#local.connection.all<{ name: string }>('SELECT name FROM sync_taken');
    return new Set(rows.map(({ name }) => name));
  }

  noteTaken(names: readonly string[], gone: readonly string[]): void {
    const { connection } = this.#local;
    connection.transaction(() => {
      for (const name of names)
        connection.run('INSERT OR IGNORE INTO sync_taken(name) VALUES (?)', name);
      for (const name of gone) connection.run('DELETE FROM sync_taken WHERE name = ?', name);
    });
  }

  /** Those of the papers that the target does not know yet, as far as this machine has seen. */
  unknownPapers(ids: readonly string[]): string[] {
    const sql = `SELECT value AS id FROM json_each(?)
      WHERE value NOT IN (SELECT id FROM sync_papers) GROUP BY value`;
    const rows = this.#local.connection.all<{ id: string }>(sql, JSON.stringify(ids));
    return rows.map(({ id }) => id);
  }

  notePapers(ids: readonly string[]): void {
    const sql = 'INSERT OR IGNORE INTO sync_papers(id) SELECT value FROM json_each(?)';
    if (ids.length > 0) this.#local.connection.run(sql, JSON.stringify(ids));
  }

  forgetPapers(): void {
    this.#local.connection.run('DELETE FROM sync_papers');
  }

  /** Names of PDFs at the target that this machine wrote, or meant to. */
  blobs(): string[] {
    const rows = this.#local.connection.all<{ name: string }>('SELECT name FROM sync_blobs');
    return rows.map(({ name }) => name);
  }

  noteBlob(name: string): void {
    this.#local.connection.run('INSERT OR IGNORE INTO sync_blobs(name) VALUES (?)', name);
  }

  forgetBlob(name: string): void {
    this.#local.connection.run('DELETE FROM sync_blobs WHERE name = ?', name);
  }

  /** When other machines last wrote, in milliseconds since the epoch by their own clocks. */
  seen(): ReadonlyMap<string, number> {
    const sql = 'SELECT device, at FROM sync_seen';
    const rows = this.#local.connection.all<{ device: string; at: number }>(sql);
    return new Map(rows.map(({ device, at }) => [device, at]));
  }

  noteSeen(writers: ReadonlyMap<string, number>): void {
    const sql = `INSERT INTO sync_seen(device, at) VALUES (?, ?)
      ON CONFLICT(device) DO UPDATE SET at = max(at, excluded.at)`;
    for (const [device, at] of writers) this.#local.connection.run(sql, device, Math.round(at));
  }

  /** Forgets the target, but not whom this machine has seen. */
  forget(): void {
    const { connection } = this.#local;
    connection.transaction(() => {
      connection.run('DELETE FROM sync_taken');
      connection.run('DELETE FROM sync_papers');
      connection.run('DELETE FROM sync_blobs');
      this.memory = NEVER_MET;
    });
  }
}
