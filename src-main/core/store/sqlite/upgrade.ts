import {
  fillWithDefaultSettings,
  normalizeRxJsonSchema,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { dropTable, ensureTable, type TableLayout, tableLayout } from './schema.ts';
import { tableWriter } from './write.ts';

/** A collection's move from one schema version to another; `Before` and `After` are its documents. */
export type CollectionUpgrade<Before, After> = {
  readonly database: string;
  readonly collection: string;
  /** The version that the documents have now. */
  readonly from: number;
  /** The schema of the new version, as it is given to RxDB; its primary key is the old one's. */
  readonly schema: RxJsonSchema<After>;
  /** Must keep the primary key and what begins with `_`; deleted documents come too. */
  readonly convert: (document: RxDocumentData<Before>) => RxDocumentData<After>;
};

/** Documents that are in memory at once. */
const PAGE = 250;

/**
 * Moves every document of a collection into the table of its new version, in the order of their last
 * writes, and removes the old table: readers of changes meet each one again. Returns their number; 0
 * where the collection was never made. Belongs in a transaction, before RxDB opens the collection;
 * blocks until it is done. Throws for a collection with attachments, which it does not move.
 */
export function upgradeCollection<Before, After>(
  connection: SqliteConnection,
  upgrade: CollectionUpgrade<Before, After>,
): number {
  // As RxDB hands it to the storage.
  const schema = normalizeRxJsonSchema(fillWithDefaultSettings(upgrade.schema));
  const after = layoutOf(upgrade, schema);
  const before = layoutOf(upgrade, { ...schema, version: upgrade.from });
  if (!isKept(connection, before)) return 0;
  if (schema.attachments) throw new Error(`${upgrade.collection} has attachments`);
  ensureTable(connection, after);
  const moved = move(connection, before, after, upgrade.convert);
  dropTable(connection, before);
  return moved;
}

function layoutOf<After>(
  { database, collection }: { readonly database: string; readonly collection: string },
  schema: RxJsonSchema<RxDocumentData<After>>,
): TableLayout {
  return tableLayout(database, collection, String(schema.primaryKey), schema);
}

function isKept(connection: SqliteConnection, { name }: TableLayout): boolean {
  const sql = `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`;
  return connection.get(sql, name) !== undefined;
}

function move<Before, After>(
  connection: SqliteConnection,
  before: TableLayout,
  after: TableLayout,
  convert: CollectionUpgrade<Before, After>['convert'],
): number {
  const writer = tableWriter(connection, after);
  const sql = `SELECT sequence, data FROM ${before.table} WHERE sequence > ? ORDER BY sequence LIMIT ?`;
  let moved = 0;
  for (let last = 0; ; ) {
    const rows = connection.all<{ sequence: number; data: string }>(sql, last, PAGE);
    const documents = rows.map(({ data }) => convert(JSON.parse(data)));
    writer.put(documents as Record<string, unknown>[]);
    moved += rows.length;
    const end = rows.at(-1);
    if (!end) return moved;
    last = end.sequence;
  }
}
