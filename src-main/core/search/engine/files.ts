import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Ask } from '../../index/index.ts';
import { SEARCH_FILE } from '../files.ts';
import { KeySet } from './key-set.ts';

/**
 * The text index and the read model on one connection that only reads. Rows of the text index are
 * told by the keys of the read model, which change when that is made anew.
 */
export class SearchFiles implements Ask {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** The read model's key of each row of the text index, 0 where it has none. */
  #keys = new Uint32Array();
  #docs = new Map<number, number>();
  #version = -1;
  #most = 0;
  #count = 0;

  private constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Throws where one of the files is not there. */
  static open(dataDir: string): SearchFiles {
    const database = new DatabaseSync(join(dataDir, SEARCH_FILE), {
      readOnly: true,
      timeout: 5_000,
    });
    try {
      const index = join(dataDir, 'index.sqlite').replaceAll("'", "''");
      database.exec(`PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456;
        PRAGMA temp_store = MEMORY; ATTACH '${index}' AS library`);
      return new SearchFiles(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  /** The first column of what is found. */
  column(sql: string, ...values: SQLInputValue[]): number[] {
    const statement = this.#prepare(`${sql} `);
    statement.setReturnArrays(true);
    return (statement.all(...values) as unknown as number[][]).map((row) => row[0]!);
  }

  /** How many papers can be found. */
  get docs(): number {
    return this.#count;
  }

  /** The greatest key of the read model. */
  get most(): number {
    return this.#most;
  }

  /** Begins a question: from here to its end both files are seen as they are now. */
  within<T>(work: () => T): T {
    this.database.exec('BEGIN');
    try {
      this.#learn();
      return work();
    } finally {
      this.database.exec('COMMIT');
    }
  }

  /** The papers of rows of the text index. */
  papersOf(docs: Iterable<number>): KeySet {
    return KeySet.of(this.#present(docs), this.#most);
  }

  /** The papers of pages. */
  papersOfPages(pages: readonly number[]): KeySet {
    return this.papersOf(pages.map((page) => this.docOfPage(page)));
  }

  /** The row of the text index that a page belongs to. */
  docOfPage(page: number): number {
    return this.get<{ doc: number }>('SELECT doc FROM pages WHERE key = ?', page)?.doc ?? 0;
  }

  /** The paper of a row, 0 where it has none. */
  paperOf(doc: number): number {
    return this.#keys[doc] ?? 0;
  }

  /** The row of a paper, undefined where it cannot be found by words yet. */
  docOf(key: number): number | undefined {
    return this.#docs.get(key);
  }

  close(): void {
    this.database.close();
  }

  *#present(docs: Iterable<number>): Generator<number> {
    for (const doc of docs) {
      const key = this.#keys[doc] ?? 0;
      if (key > 0) yield key;
    }
  }

  /** Papers come and go in either file; their keys are read again when one of them has changed. */
  #learn(): void {
    const sql = `SELECT (SELECT count(*) FROM docs) AS docs, (SELECT max(key) FROM docs) AS last,
      (SELECT max(key) FROM papers) AS most`;
    const { docs, last, most } = this.get<{
      docs: number;
      last: number | null;
      most: number | null;
    }>(sql)!;
    const version = docs * 1_000_003 + (last ?? 0) * 31 + (most ?? 0);
    if (version === this.#version) return;
    this.#keys = new Uint32Array((last ?? 0) + 1);
    this.#docs = new Map();
    const join = `SELECT docs.key, papers.key FROM docs CROSS JOIN papers ON papers.id = docs.paper`;
    const statement = this.#prepare(join);
    statement.setReturnArrays(true);
    for (const row of statement.iterate() as unknown as Iterable<[number, number]>) {
      this.#keys[row[0]] = row[1];
      this.#docs.set(row[1], row[0]);
    }
    this.#most = most ?? 0;
    this.#count = docs;
    this.#version = version;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
