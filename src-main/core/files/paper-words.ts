import type { DatabaseSync } from 'node:sqlite';

/**
 * Papers with a word on each: a plain table, and the same in memory, since a list asks for each of
 * its papers. Written to the table before memory.
 */
export class PaperWords<Word extends string> {
  readonly #db: DatabaseSync;
  readonly #table: string;
  readonly #words = new Map<string, Word>();

  /** `table` is made where it is missing. Throws what SQLite throws. */
  constructor(db: DatabaseSync, table: 'pdf_pins' | 'pdf_declined') {
    this.#db = db;
    this.#table = table;
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${table}(paper_id TEXT PRIMARY KEY, word TEXT NOT NULL) WITHOUT ROWID`,
    );
    for (const { paper_id, word } of db.prepare(`SELECT * FROM ${table}`).all())
      this.#words.set(String(paper_id), word as Word);
  }

  get(paperId: string): Word | undefined {
    return this.#words.get(paperId);
  }

  has(paperId: string): boolean {
    return this.#words.has(paperId);
  }

  get size(): number {
    return this.#words.size;
  }

  keys(): Iterable<string> {
    return this.#words.keys();
  }

  /** Durable when it returns. Throws what SQLite throws, and then changes nothing. */
  set(paperIds: readonly string[], word: Word): void {
    const changed = paperIds.filter((id) => this.get(id) !== word);
    if (changed.length === 0) return;
    const sql = `INSERT INTO ${this.#table}(paper_id, word) SELECT value, ? FROM json_each(?) WHERE true
      ON CONFLICT(paper_id) DO UPDATE SET word = excluded.word`;
    this.#db.prepare(sql).run(word, JSON.stringify(changed));
    for (const id of changed) this.#words.set(id, word);
  }

  /** As `set`, the other way. */
  remove(paperIds: readonly string[]): void {
    const known = paperIds.filter((id) => this.has(id));
    if (known.length === 0) return;
    const sql = `DELETE FROM ${this.#table} WHERE paper_id IN (SELECT value FROM json_each(?))`;
    this.#db.prepare(sql).run(JSON.stringify(known));
    for (const id of known) this.#words.delete(id);
  }

  /** Removes every paper with this word. */
  removeAll(word: Word): void {
    this.#db.prepare(`DELETE FROM ${this.#table} WHERE word = ?`).run(word);
    for (const [id, known] of this.#words) if (known === word) this.#words.delete(id);
  }
}
