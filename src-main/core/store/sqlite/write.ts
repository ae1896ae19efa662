import type { StatementSync } from 'node:sqlite';
import type { RxDocumentData } from 'rxdb/plugins/core';
import type { SqliteConnection } from './connection.ts';
import { type ExtraField, extraIrregularity } from './extras.ts';
import {
  type Irregularity,
  idKey,
  irregularity,
  type ScalarField,
  toSql,
  valueAt,
} from './fields.ts';
import type { TableLayout } from './schema.ts';

/** Writes documents of one table. Each document that is put gets a new, higher sequence. */
export type TableWriter = {
  /**
   * Puts documents in place of those with their ids and returns the last sequence. Belongs in a
   * transaction; call `committed` after it has ended well.
   */
  put(documents: readonly Record<string, unknown>[]): number;
  committed(): void;
};

/** A writer for a table. Throws a TypeError for an id that is not well-formed Unicode. */
export function tableWriter(connection: SqliteConnection, layout: TableLayout): TableWriter {
  const sql = putSql(layout);
  const idKeys = layout.primaryPath.split('.');
  const others = [...layout.fields.values()].filter((field) => field.system || !field.column);
  const extras = [...layout.extras.values()];
  const strays = new StrayValues(connection, layout);

  function put(statement: StatementSync, document: Record<string, unknown>): number {
    for (const field of others) strays.check(field, valueAt(document, field.keys));
    for (const field of extras) strays.checkExtra(field, valueAt(document, field.keys));
    const own = layout.columns.map((field) => {
      const value = valueAt(document, field.keys);
      return strays.check(field, value) ? null : toSql(value);
    });
    const data = document as RxDocumentData<unknown>;
    const id = idKey(valueAt(document, idKeys));
    const fixed = [id, data._rev, data._deleted ? 1 : 0, data._meta.lwt];
    return Number(statement.run(...fixed, ...own, JSON.stringify(document)).lastInsertRowid);
  }

  return {
    put(documents) {
      strays.begin();
      const statement = connection.prepare(sql);
      return documents.reduce((_, document) => put(statement, document), 0);
    },
    committed: () => strays.committed(),
  };
}

/** REPLACE deletes the old row and inserts a new one, which is what moves it to the table's end. */
function putSql(layout: TableLayout): string {
  const own = layout.columns.map(({ column }) => `${column}, `).join('');
  const marks = layout.columns.map(() => '?, ').join('');
  return `INSERT OR REPLACE INTO ${layout.table}(id, rev, deleted, lwt, ${own}data)
    VALUES (?, ?, ?, ?, ${marks}?)`;
}

/**
 * Records in the file which fields hold values that stray from the schema, so that queries know
 * where SQL cannot be trusted. What was recorded stays: a field that strayed once is slow, not wrong.
 */
class StrayValues {
  readonly #connection: SqliteConnection;
  readonly #table: string;
  readonly #known = new Set<string>();
  readonly #fresh = new Set<string>();

  constructor(connection: SqliteConnection, layout: TableLayout) {
    this.#connection = connection;
    this.#table = layout.name;
  }

  begin(): void {
    this.#fresh.clear();
  }

  /** Records a value that strays; true when SQL cannot hold it. */
  check(field: ScalarField, value: unknown): boolean {
    const kind = irregularity(field, value);
    if (kind) this.#record(field.path, kind);
    return kind === 'type';
  }

  /** Records a value of a field that lives in the JSON only. */
  checkExtra(field: ExtraField, value: unknown): void {
    const kind = extraIrregularity(field, value);
    if (kind) this.#record(field.path, kind);
  }

  #record(path: string, kind: Irregularity): void {
    const key = `${kind} ${path}`;
    if (this.#known.has(key) || this.#fresh.has(key)) return;
    const sql = 'INSERT OR IGNORE INTO rx_irregular(table_name, path, kind) VALUES (?, ?, ?)';
    this.#connection.run(sql, this.#table, path, kind);
    this.#fresh.add(key);
  }

  /** Only what was committed need not be recorded again. */
  committed(): void {
    for (const key of this.#fresh) this.#known.add(key);
    this.#fresh.clear();
  }
}
