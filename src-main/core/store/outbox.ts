import type { DatabaseSync } from 'node:sqlite';
import type { SqliteConnection } from './sqlite/index.ts';

/** Collections whose documents reach the user's other machines; what hangs on papers takes those along. */
export const TRAVELLING = [
  'aliases',
  'states',
  'collections',
  'memberships',
  'annotations',
  'notes',
  'searches',
  'settings',
  'devices',
] as const;
export type Travelling = (typeof TRAVELLING)[number];

/** What a write of synchronisation itself is `by`: it was made elsewhere, and is not sent again. */
export const BY_SYNC = 'sync:';

/**
 * A document that is to be sent. `seq` grows with each change of any of them; it is below zero where
 * nothing changed and what was sent once is to be sent again.
 */
export type Unsent = {
  readonly seq: number;
  /** Papers are among them that the user took in from a file; they travel once. */
  readonly collection: Travelling | 'papers';
  readonly id: string;
};

type Written = {
  readonly id: string;
  readonly by?: string;
  readonly facts?: unknown;
};

/**
 * The tables of what no target has yet, in the file of the documents: a change and that it is to be
 * sent are one commit.
 */
export const OUTBOX_TABLES = `
  CREATE TABLE IF NOT EXISTS unsent(
    seq INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, id TEXT NOT NULL,
    UNIQUE(collection, id));`;

const names: ReadonlySet<string> = new Set(TRAVELLING);

/** Notes, in the documents' own transaction, which of them are to be sent. */
export function noteUnsent(
  db: Pick<DatabaseSync, 'prepare'>,
  collection: string,
  documents: readonly Written[],
): void {
  const own = ownOf(collection, documents);
  if (own.length === 0) return;
  const put = db.prepare('INSERT OR REPLACE INTO unsent(collection, id) VALUES (?, ?)');
  for (const { id } of own) put.run(collection, id);
}

function ownOf(collection: string, documents: readonly Written[]): readonly Written[] {
  if (collection === 'papers') return documents.filter(isFromFile);
  return names.has(collection) ? documents.filter(({ by }) => !by?.startsWith(BY_SYNC)) : [];
}

/** Whether a paper was taken in from a file of the user's. */
export function isFromFile(paper: { readonly facts?: unknown; readonly id: string }): boolean {
  const { origins } = (paper.facts ?? {}) as { readonly origins?: unknown };
  return Array.isArray(origins) && origins.length > 0;
}

/** Puts documents among what is to be sent, as if they had been changed; belongs in a transaction. */
export function sendAnew(
  connection: SqliteConnection,
  collection: string,
  ids: readonly string[],
): void {
  const sql = 'INSERT OR REPLACE INTO unsent(collection, id) VALUES (?, ?)';
  for (const id of ids) connection.run(sql, collection, id);
}

/** Puts documents among what is to be sent that were sent once; belongs in a transaction. */
export function sendAgain(
  connection: SqliteConnection,
  collection: string,
  ids: readonly string[],
): void {
  const sql = `INSERT OR IGNORE INTO unsent(seq, collection, id)
    SELECT min(0, coalesce(min(seq), 0)) - 1, ?, ? FROM unsent`;
  for (const id of ids) connection.run(sql, collection, id);
}

type Key = { readonly collection: string; readonly id: string };

/** Those of some documents that are to be sent, as `collection|id`. */
export function unsentAmong(connection: SqliteConnection, keys: readonly Key[]): Set<string> {
  const sql = `SELECT unsent.collection || '|' || unsent.id AS key FROM json_each(?) AS asked
    JOIN unsent ON unsent.collection = asked.value ->> 'collection' AND unsent.id = asked.value ->> 'id'`;
  const rows = connection.all<{ key: string }>(sql, JSON.stringify(keys));
  return new Set(rows.map(({ key }) => key));
}

/** Whether any document was changed since it was sent. */
export function hasNews(connection: SqliteConnection): boolean {
  return connection.get('SELECT 1 FROM unsent WHERE seq >= 0 LIMIT 1') !== undefined;
}

/** Whether any of some documents was changed since it was sent. */
export function isNewsAmong(connection: SqliteConnection, keys: readonly Key[]): boolean {
  const sql = `SELECT 1 FROM json_each(?) AS asked
    JOIN unsent ON unsent.collection = asked.value ->> 'collection' AND unsent.id = asked.value ->> 'id'
    WHERE unsent.seq >= 0 LIMIT 1`;
  return connection.get(sql, JSON.stringify(keys)) !== undefined;
}

/** Takes papers out of what is to be sent: they came from another machine. */
export function forgetPapers(connection: SqliteConnection, ids: readonly string[]): void {
  const sql = `DELETE FROM unsent WHERE collection = 'papers' AND id IN (SELECT value FROM json_each(?))`;
  if (ids.length > 0) connection.run(sql, JSON.stringify(ids));
}

/** The oldest that are to be sent, at most `limit`. */
export function readUnsent(connection: SqliteConnection, limit: number): Unsent[] {
  return connection.all<Unsent>('SELECT * FROM unsent ORDER BY seq LIMIT ?', limit);
}

/** How many documents are to be sent. */
export function countUnsent(connection: SqliteConnection): number {
  return connection.get<{ count: number }>('SELECT count(*) AS count FROM unsent')?.count ?? 0;
}

/** Whether anything is to be sent; this is asked after every change. */
export function hasUnsent(connection: SqliteConnection): boolean {
  return connection.get('SELECT 1 FROM unsent LIMIT 1') !== undefined;
}

/** Forgets what was sent, but for what was changed since it was read. */
export function forgetUnsent(connection: SqliteConnection, sent: readonly Unsent[]): void {
  connection.transaction(() => {
    for (const { seq } of sent) connection.run('DELETE FROM unsent WHERE seq = ?', seq);
  });
}
