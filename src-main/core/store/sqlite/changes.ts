import type { RxDocumentData } from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { latestSequence, type TableLayout } from './schema.ts';

/**
 * How far a reader of changes has come. Only `sequence` counts: it grows by each write of the
 * collection and is never given twice, so a clock that jumps back hides nothing. `id` and `lwt` are of
 * the document that had the sequence, for people and for code that expects RxDB's default checkpoint.
 */
export type SqliteCheckpoint = { sequence: number; id: string; lwt: number };

/** What instances of this storage show as `internals`; enough to read a collection's changes. */
export type NodeSqliteInternals = { connection: SqliteConnection; layout: TableLayout };

/** Documents in the order of their last write, each with the sequence of that write. */
export type ChangesPage<T> = {
  documents: { sequence: number; document: RxDocumentData<T> }[];
  /** The last document's sequence; the given one when there was none. */
  lastSequence: number;
};

/**
 * The documents of a collection that were written after `sequence` (0 for all), at most `limit`, the
 * deleted ones among them, each in its newest state only. Synchronous, so that a follower can read
 * a page and store `lastSequence` with what it made of it in one turn. Take the internals from
 * `collection.internalStorageInstance.internals`. A follower must also keep
 * `internals.connection.generation` and start over when it has changed, and must have seen a deletion
 * before `cleanup` removes it for good.
 */
export function changedSince<T>(
  { connection, layout }: NodeSqliteInternals,
  sequence: number,
  limit: number,
): ChangesPage<T> {
  const rows = connection.all<{ sequence: number; data: string }>(
    `SELECT sequence, data FROM ${layout.table} WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    ...[sequence, limit],
  );
  const documents = rows.map((row) => ({
    sequence: row.sequence,
    document: JSON.parse(row.data) as RxDocumentData<T>,
  }));
  return { documents, lastSequence: rows.at(-1)?.sequence ?? sequence };
}

/** The highest sequence that a collection's documents were ever given; 0 before the first write. */
export function lastSequenceOf({ connection, layout }: NodeSqliteInternals): number {
  return latestSequence(connection, layout);
}
