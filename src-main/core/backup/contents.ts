import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from './failure.ts';
import type { BackupReason } from './types.ts';

/** What this program knows: the format of the library, the schema version of each collection. */
export type Versions = {
  readonly format: number;
  readonly collections: Readonly<Record<string, number>>;
};

/** What a backup says about itself, in a table that a library does not have. */
export type BackupNote = {
  readonly digest: string;
  readonly at: number;
  readonly reason: BackupReason;
};

/** Called often while something takes its time; may throw to end it. */
export type Tick = () => void;

const FORMAT = 1;
const DATABASE = 'library';
const NOTE_TABLE = 'backup_note';
const ROWS_BETWEEN_TICKS = 1_000;

type CatalogueRow = { name: string; database: string; collection: string; version: number };

/**
 * Whether the tables of a library are there. Throws a Refusal: `not-a-library`, `damaged` where a table
 * of the catalogue is missing, and `newer-version` where a collection, or the storage, has a version
 * beyond those given (null: whatever they are).
 */
export function requireLibrary(db: DatabaseSync, versions: Versions | null): void {
  const tables = tableNames(db);
  if (!tables.includes('rx_meta') || !tables.includes('rx_tables'))
    throw new Refusal('not-a-library', 'it has not the tables of a library');
  if (versions) requireFormat(db, versions);
  const catalogue = catalogueOf(db).filter(({ database }) => database === DATABASE);
  if (!catalogue.some(({ collection }) => collection === 'papers'))
    throw new Refusal('not-a-library', 'it has no papers');
  const missing = catalogue.find(({ name }) => !tables.includes(name));
  if (missing) throw new Refusal('damaged', `table ${missing.name} is missing`);
  const newer = versions && catalogue.find((row) => row.version > versionOf(versions, row));
  if (newer) throw new Refusal('newer-version', `${newer.collection} has version ${newer.version}`);
}

function versionOf({ collections }: Versions, { collection }: CatalogueRow): number {
  return collections[collection] ?? 0;
}

function requireFormat(db: DatabaseSync, versions: Versions): void {
  const format = Number(metaOf(db, 'format'));
  if (format > FORMAT) throw new Refusal('newer-version', `the storage has format ${format}`);
  if (format !== FORMAT) throw new Refusal('damaged', 'the storage does not tell its format');
  const library = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (library > versions.format)
    throw new Refusal('newer-version', `the library has format ${library}`);
}

function metaOf(db: DatabaseSync, key: string): unknown {
  return db.prepare('SELECT value FROM rx_meta WHERE key = ?').get(key)?.value;
}

function catalogueOf(db: DatabaseSync): CatalogueRow[] {
  const sql = 'SELECT name, database, collection, version FROM rx_tables WHERE removed = 0';
  return db.prepare(sql).all() as CatalogueRow[];
}

function tableNames(db: DatabaseSync): string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`;
  return (db.prepare(sql).all() as { name: string }[]).map(({ name }) => name);
}

/**
 * How far the library's history has come: its id and the last sequence of every collection. Two files
 * with the same one hold the same documents, whatever the clocks said.
 */
export function historyOf(db: DatabaseSync): string {
  const sql = `SELECT t.name, max(t.last_sequence, coalesce(s.seq, 0)) AS last
    FROM rx_tables t LEFT JOIN sqlite_sequence s ON s.name = t.name ORDER BY t.name`;
  const sequences = db.prepare(sql).all() as { name: string; last: number }[];
  return JSON.stringify([
    metaOf(db, 'generation'),
    ...sequences.map((row) => [row.name, row.last]),
  ]);
}

/** SHA-256 over every row of every table, the backup's own note apart. */
export function digestOf(db: DatabaseSync, tick: Tick): string {
  const hash = createHash('sha256');
  for (const table of tableNames(db)) {
    if (table === NOTE_TABLE) continue;
    hash.update(`${table}\n`);
    const statement = db.prepare(`SELECT * FROM ${quoted(table)}`);
    statement.setReturnArrays(true);
    let rows = 0;
    for (const row of statement.iterate()) {
      if (rows++ % ROWS_BETWEEN_TICKS === 0) tick();
      hash.update(JSON.stringify(row));
    }
  }
  return hash.digest('hex');
}

/** Throws a Refusal where SQLite finds the file malformed, or a document is not JSON. */
export function requireIntact(db: DatabaseSync): void {
  const answer = db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
  if (answer !== 'ok') throw new Refusal('damaged', String(answer));
  for (const { name } of catalogueOf(db)) {
    const sql = `SELECT id FROM ${quoted(name)} WHERE NOT json_valid(data) LIMIT 1`;
    if (db.prepare(sql).get()) throw new Refusal('damaged', `a document of ${name} is not JSON`);
  }
}

/** Throws a Refusal where a backup does not hold what was put into it. */
export function requireDigest(db: DatabaseSync, tick: Tick): void {
  const note = noteOf(db);
  if (note && digestOf(db, tick) !== note.digest)
    throw new Refusal('damaged', 'the content is not what was backed up');
}

function noteOf(db: DatabaseSync): BackupNote | undefined {
  if (!tableNames(db).includes(NOTE_TABLE)) return undefined;
  return db.prepare(`SELECT digest, at, reason FROM ${NOTE_TABLE}`).get() as BackupNote | undefined;
}

/** Makes a backup of a copy, or, with null, a library. Both are single files that are easy to copy. */
export function annotate(db: DatabaseSync, note: BackupNote | null): void {
  // A file in WAL mode cannot even be read in a folder that may not be written.
  db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN;
    DROP TABLE IF EXISTS ${NOTE_TABLE}`);
  if (note) {
    db.exec(
      `CREATE TABLE ${NOTE_TABLE}(digest TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL)`,
    );
    db.prepare(`INSERT INTO ${NOTE_TABLE} VALUES (?, ?, ?)`).run(note.digest, note.at, note.reason);
  }
  db.exec('COMMIT');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
