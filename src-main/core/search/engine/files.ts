import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Ask } from '../../index/index.ts';
import { SEARCH_FILE } from '../files.ts';
import { Spelling } from '../text-index/spelling.ts';
import { DocTerms } from './doc-terms.ts';
import { KeySet } from './key-set.ts';

/** Conditions whose papers are kept; each takes an eighth of a byte for each paper. */
const KEPT_SETS = 64;
/** Terms whose frequencies are kept, and the growth of the library that makes them of no use. */
const KEPT_FREQUENCIES = 50_000;
const MANY_MORE = 1.2;

/**
 * The text index and the read model on one connection that only reads. Rows of the text index are
 * told by the keys of the read model, which change when that is made anew.
 */
export class SearchFiles implements Ask {
  readonly database: DatabaseSync;
  readonly terms = new DocTerms(this);
  readonly spelling: Spelling;
  readonly #statements = new Map<string, StatementSync>();
  /** The read model's key of each row of the text index, 0 where it has none. */
  #keys = new Uint32Array();
  #docs = new Map<number, number>();
  #docsVersion = -1;
  #papersVersion = -1;
  #removed: number | null = null;
  #most = 0;
  readonly #sets = new Map<string, KeySet>();
  readonly #frequencies = new Map<string, number>();
  /** How many papers there were when frequencies were looked up first. */
  #counted = 0;

  private constructor(database: DatabaseSync) {
    this.database = database;
    this.spelling = new Spelling(database);
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

  /** The numbers that a statement selects as `value`; one text is three times as quick as rows are. */
  numbers(sql: string, ...values: SQLInputValue[]): number[] {
    const row = this.#prepare(`SELECT json_group_array(value) AS found FROM (${sql})`).get(
      ...values,
    );
    return JSON.parse(String(row!.found)) as number[];
  }

  /** How many papers can be found. */
  get docs(): number {
    return this.#docs.size;
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

  /** In how many papers a term stands, about: what was looked up stays until there are many more. */
  frequencyOf(term: string): number {
    const known = this.#frequencies.get(term);
    if (known !== undefined) return known;
    const sql = 'SELECT doc FROM doc_words WHERE term = ?';
    const frequency = this.get<{ doc: number }>(sql, term)?.doc ?? 0;
    if (this.#frequencies.size > KEPT_FREQUENCIES) this.#frequencies.clear();
    this.#frequencies.set(term, frequency);
    return frequency;
  }

  /** A set that is made by `make` unless it is kept from a question before. */
  kept(name: string, make: () => KeySet): KeySet {
    const known = this.#sets.get(name);
    if (known) return known;
    const made = make();
    if (this.#sets.size >= KEPT_SETS) this.#sets.delete(this.#sets.keys().next().value ?? '');
    this.#sets.set(name, made);
    return made;
  }

  /** The papers that meet a condition over `papers`. */
  papersWhere(sql: string, values: readonly SQLInputValue[]): KeySet {
    return this.kept(JSON.stringify([sql, values]), () =>
      KeySet.of(
        this.numbers(`SELECT key AS value FROM papers WHERE ${sql}`, ...values),
        this.#most,
      ),
    );
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

  /** Which of some rows have pages. */
  withPages(docs: readonly number[]): ReadonlySet<number> {
    const sql = `SELECT value FROM json_each(?) WHERE EXISTS
      (SELECT 1 FROM pages WHERE doc = json_each.value)`;
    return new Set(this.numbers(sql, JSON.stringify(docs)));
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

  /** What both files hold is told by numbers that change with every commit of others. */
  #learn(): void {
    const of = (schema: string): number =>
      this.get<{ data_version: number }>(`PRAGMA ${schema}.data_version`)!.data_version;
    const [docs, papers] = [of('main'), of('library')];
    const isSame = docs === this.#docsVersion && papers === this.#papersVersion;
    if (isSame) return;
    this.#sets.clear();
    if (docs !== this.#docsVersion) this.terms.clear();
    this.#readKeys();
    if (this.#docs.size > this.#counted * MANY_MORE) this.#frequencies.clear();
    if (this.#frequencies.size === 0) this.#counted = this.#docs.size;
    this.#docsVersion = docs;
    this.#papersVersion = papers;
  }

  /** Reads the keys of what has come since; all of them where something has gone. */
  #readKeys(): void {
    const sql = `SELECT (SELECT max(key) FROM docs) AS last, (SELECT max(key) FROM papers) AS most,
      (SELECT value FROM progress WHERE name = 'removed') AS removed`;
    const found = this.get<{ last: number | null; most: number | null; removed: number | null }>(
      sql,
    )!;
    const last = found.last ?? 0;
    const isSame = found.removed === this.#removed && last >= this.#keys.length - 1;
    if (!isSame) {
      this.#keys = new Uint32Array();
      this.#docs = new Map();
    }
    const known = this.#keys.length - 1;
    if (last > known) this.#addKeys(known, last);
    this.#most = found.most ?? 0;
    this.#removed = found.removed;
  }

  #addKeys(known: number, last: number): void {
    const keys = new Uint32Array(last + 1);
    keys.set(this.#keys);
    this.#keys = keys;
    const statement = this.#prepare(
      'SELECT docs.key, papers.key FROM docs CROSS JOIN papers ON papers.id = docs.paper WHERE docs.key > ?',
    );
    statement.setReturnArrays(true);
    for (const [doc, paper] of statement.all(known) as unknown as [number, number][]) {
      keys[doc] = paper;
      this.#docs.set(paper, doc);
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
