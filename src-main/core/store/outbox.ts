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

/** A document that was changed here and not sent; `seq` grows with each change of any of them. */
export type Unsent = { readonly seq: number; readonly collection: Travelling; readonly id: string };

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
  documents: readonly { readonly id: string; readonly by?: string }[],
): void {
  if (!names.has(collection)) return;
  const own = documents.filter(({ by }) => !by?.startsWith(BY_SYNC));
  if (own.length === 0) return;
  const put = db.prepare('INSERT OR REPLACE INTO unsent(collection, id) VALUES (?, ?)');
  for (const { id } of own) put.run(collection, id);
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
