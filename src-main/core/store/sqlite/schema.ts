import { createHash } from 'node:crypto';
import type { RxDocumentData, RxJsonSchema } from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { type ExtraField, extraFields, isList } from './extras.ts';
import {
  type Irregularity,
  indexPaths,
  quoteName,
  type ScalarField,
  scalarFields,
} from './fields.ts';

/** Where the documents of one collection and schema version are and how their fields are found. */
export type TableLayout = {
  /** Plain name of the table, as the catalogue `rx_tables` has it. */
  name: string;
  /** Quoted name, for SQL. */
  table: string;
  /** Quoted name of the table of attachments; undefined when the schema has none. */
  attachments: string | undefined;
  database: string;
  collection: string;
  version: number;
  primaryPath: string;
  fields: ReadonlyMap<string, ScalarField>;
  /** Arrays and nullable scalars by path; in the JSON only. */
  extras: ReadonlyMap<string, ExtraField>;
  /** Fields with a column of their own beyond the fixed ones, in the order of those columns. */
  columns: readonly (ScalarField & { column: string })[];
  /** Columns of each SQL index; see {@link indexName}. */
  indexes: readonly (readonly string[])[];
};

const CATALOGUE = `
  CREATE TABLE IF NOT EXISTS rx_tables(name TEXT PRIMARY KEY, database TEXT NOT NULL,
    collection TEXT NOT NULL, version INTEGER NOT NULL, signature TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0, last_sequence INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rx_irregular(table_name TEXT NOT NULL, path TEXT NOT NULL,
    kind TEXT NOT NULL, PRIMARY KEY(table_name, path, kind)) WITHOUT ROWID`;

/** The layout that a collection's schema asks for; touches no file. */
export function tableLayout<T>(
  database: string,
  collection: string,
  primaryPath: string,
  schema: RxJsonSchema<RxDocumentData<T>>,
): TableLayout {
  const name = `rx.${safeName(database)}.${safeName(collection)}.v${schema.version}`;
  const fields = new Map(scalarFields(schema, primaryPath).map((field) => [field.path, field]));
  return {
    name,
    table: quoteName(name),
    attachments: schema.attachments ? quoteName(`${name}.attachments`) : undefined,
    database,
    collection,
    version: schema.version,
    primaryPath,
    fields,
    extras: extraFields(schema),
    columns: [...fields.values()].filter(hasOwnColumn),
    indexes: indexColumns(schema, primaryPath, fields),
  };
}

/** A name that is the same on every file system and in SQL, whatever its case and characters were. */
export function safeName(name: string): string {
  const plain = name.replace(/[^a-z0-9_-]/g, '_').slice(0, 60);
  if (plain === name) return plain;
  return `${plain}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}

function hasOwnColumn(field: ScalarField): field is ScalarField & { column: string } {
  return field.column !== undefined && !field.system;
}

function indexColumns<T>(
  schema: RxJsonSchema<RxDocumentData<T>>,
  primaryPath: string,
  fields: ReadonlyMap<string, ScalarField>,
): string[][] {
  // RxDB adds this index for readers of changes; ours read by sequence.
  const forChanges = `_meta.lwt,${primaryPath}`;
  return indexPaths(schema)
    .filter((paths) => paths.join(',') !== forChanges)
    .map((paths) => paths.map((path) => fields.get(path)?.column))
    .filter((columns): columns is string[] => columns.every((column) => column !== undefined));
}

/**
 * Makes the table, its indexes and its entry in the catalogue unless they are there. Throws when they
 * are there with other fields or indexes: RxDB wants a new schema version for that.
 */
export function ensureTable(connection: SqliteConnection, layout: TableLayout): void {
  connection.transaction(() => {
    connection.db.exec(CATALOGUE);
    const known = connection.get<{ signature: string }>(
      'SELECT signature FROM rx_tables WHERE name = ? AND removed = 0',
      layout.name,
    );
    if (!known) return createTable(connection, layout);
    if (known.signature === signature(layout)) return undefined;
    throw new Error(`table ${layout.name} was made for another schema of the same version`);
  });
}

function signature(layout: TableLayout): string {
  const fields = [...layout.fields.values()].map(({ path, type, column }) => [path, type, column]);
  return JSON.stringify([layout.primaryPath, fields, layout.indexes, !!layout.attachments]);
}

function createTable(connection: SqliteConnection, layout: TableLayout): void {
  const { name, table, attachments, database, collection, version } = layout;
  const columns = layout.columns.map((field) => `, ${field.column}`).join('');
  // Columns without a type keep values as they are; the long JSON comes last so that reading the
  // others never walks its overflow pages.
  connection.db.exec(`CREATE TABLE ${table}(sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, rev TEXT NOT NULL, deleted INTEGER NOT NULL, lwt REAL NOT NULL${columns},
    data TEXT NOT NULL)`);
  for (const [position, index] of layout.indexes.entries()) {
    connection.db.exec(
      `CREATE INDEX ${indexName(layout, position)} ON ${table}(${index.join(', ')})`,
    );
  }
  connection.db.exec(
    `CREATE INDEX ${quoteName(`${name}.deleted`)} ON ${table}(lwt) WHERE deleted = 1`,
  );
  if (attachments) {
    connection.db.exec(`CREATE TABLE ${attachments}(document TEXT NOT NULL, attachment TEXT NOT NULL,
      digest TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(document, attachment))`);
  }
  const insert = 'INSERT OR IGNORE INTO rx_irregular(table_name, path, kind) VALUES (?, ?, ?)';
  for (const field of layout.extras.values()) {
    connection.run(insert, name, field.path, checkedAs(field));
  }
  continueSequence(connection, layout);
  connection.run(
    'INSERT OR REPLACE INTO rx_tables(name, database, collection, version, signature) VALUES (?, ?, ?, ?, ?)',
    ...[name, database, collection, version, signature(layout)],
  );
}

/** Quoted name of the SQL index at a position of a layout's `indexes`. */
export function indexName(layout: TableLayout, position: number): string {
  return quoteName(`${layout.name}.index${position}`);
}

/**
 * Lets the sequences of a new table begin after those of every earlier table of the collection (an
 * older version, or a removed one), so that no checkpoint of a reader is ever met a second time.
 */
function continueSequence(connection: SqliteConnection, layout: TableLayout): void {
  const row = connection.get<{ last: number | null }>(
    `SELECT max(max(t.last_sequence, coalesce(s.seq, 0))) AS last
      FROM rx_tables t LEFT JOIN sqlite_sequence s ON s.name = t.name
      WHERE t.database = ? AND t.collection = ?`,
    ...[layout.database, layout.collection],
  );
  if (!row?.last) return;
  connection.run('DELETE FROM sqlite_sequence WHERE name = ?', layout.name);
  connection.run('INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)', layout.name, row.last);
}

/** The highest sequence that the table ever gave, 0 before the first. */
export function latestSequence(connection: SqliteConnection, layout: TableLayout): number {
  const sql = 'SELECT seq FROM sqlite_sequence WHERE name = ?';
  return connection.get<{ seq: number }>(sql, layout.name)?.seq ?? 0;
}

/** Removes the table with all its documents; the catalogue remembers how far its sequences went. */
export function dropTable(connection: SqliteConnection, layout: TableLayout): void {
  connection.transaction(() => {
    const last = latestSequence(connection, layout);
    connection.db.exec(`DROP TABLE IF EXISTS ${layout.table}`);
    if (layout.attachments) connection.db.exec(`DROP TABLE IF EXISTS ${layout.attachments}`);
    connection.run('DELETE FROM rx_irregular WHERE table_name = ?', layout.name);
    connection.run(
      `UPDATE rx_tables SET removed = 1, last_sequence = max(last_sequence, ?) WHERE name = ?`,
      ...[last, layout.name],
    );
  });
}

/** The fields of a table that hold values which stray from the schema, and how. */
export type Irregularities = ReadonlyMap<string, Irregularity>;

/** Reads {@link Irregularities}; a field with both kinds counts as `type`. */
export function irregularities(connection: SqliteConnection, layout: TableLayout): Irregularities {
  const rows = connection.all<{ path: string; kind: string }>(
    // 'null' sorts before 'type', so the graver one is set last.
    'SELECT path, kind FROM rx_irregular WHERE table_name = ? ORDER BY kind',
    layout.name,
  );
  const found = new Map<string, Irregularity>();
  const checked = new Set<string>();
  for (const { path, kind } of rows) {
    if (kind === 'null' || kind === 'type') found.set(path, kind);
    else checked.add(`${path} ${kind}`);
  }
  for (const field of layout.extras.values()) {
    if (!checked.has(`${field.path} ${checkedAs(field)}`)) found.set(field.path, 'type');
  }
  return found;
}

/**
 * Stands in `rx_irregular` beside each extra field of a table that was looked at as such from its
 * first write on. Tables of earlier versions of this storage lack it: there it is not trusted.
 */
function checkedAs(field: ExtraField): string {
  if (!isList(field)) return `checked as ${field.type}`;
  const { items } = field;
  if (items.kind === 'scalar') return `checked as list of ${items.type}`;
  const fields = [...items.fields.values()].map(({ path, type }) => [path, type]);
  return `checked as list of ${JSON.stringify(fields)}`;
}
