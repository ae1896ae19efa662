import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { backwards, FORGIVEN_LETTERS, termsOf } from '../words/index.ts';
import { DOC_PLACES, type DocPlace } from './schema.ts';

/** A paper as it is searched: texts by place, absent where there is none. */
export type IndexedPaper = {
  readonly paper: string;
  /** `YYYY-MM-DD`, or null. */
  readonly published: string | null;
  readonly places: Partial<Readonly<Record<DocPlace, string>>>;
};

/** Words whose endings are known to be stored; more would be memory for little. */
const REMEMBERED = 100_000;

/** Writes papers and pages into an index; transactions are the caller's. */
export class TextIndexWriter {
  readonly #statements: Readonly<Record<Name, StatementSync>>;
  readonly #stored = new Set<string>();

  constructor(database: DatabaseSync) {
    const names = Object.keys(STATEMENTS) as Name[];
    this.#statements = Object.fromEntries(
      names.map((name) => [name, database.prepare(STATEMENTS[name])]),
    ) as Record<Name, StatementSync>;
  }

  /** Stores a paper in place of what was known of it; its pages stay. */
  put({ paper, published, places }: IndexedPaper): void {
    const texts = DOC_PLACES.map((place) => places[place] ?? '');
    const terms = texts.map(termsOf);
    const lines = terms.map((all) => all.join(' '));
    const known = this.#statements.keyOf.get(paper)?.key;
    if (known === undefined) {
      // RETURNING would take as long as everything else together.
      const { lastInsertRowid } = this.#statements.addDoc.run(paper, published, ...texts);
      this.#statements.addTerms.run(lastInsertRowid, ...lines);
    } else {
      this.#statements.changeDoc.run(published, ...texts, known);
      this.#statements.changeTerms.run(known, ...lines);
    }
    for (const term of new Set(terms.flat())) this.#storeEnding(term);
  }

  /** Stores the pages of a paper's PDF in place of those before; false where the paper is not there. */
  putPages(paper: string, pages: readonly string[]): boolean {
    const key = this.#statements.keyOf.get(paper)?.key;
    if (key === undefined) return false;
    this.#removePages(Number(key));
    for (const [page, text] of pages.entries()) {
      const { lastInsertRowid } = this.#statements.putPage.run(Number(key), page, text);
      this.#statements.putPageTerms.run(lastInsertRowid, termsOf(text).join(' '));
    }
    return true;
  }

  /** To be called when a transaction was taken back: what is remembered of it was not stored. */
  forget(): void {
    this.#stored.clear();
  }

  /** Takes a paper out with its pages. */
  remove(paper: string): void {
    const key = this.#statements.keyOf.get(paper)?.key;
    if (key === undefined) return;
    this.#removePages(Number(key));
    this.#statements.removeTerms.run(Number(key));
    this.#statements.removeDoc.run(Number(key));
    this.#statements.countRemoved.run();
  }

  #removePages(doc: number): void {
    this.#statements.removePageTerms.run(doc);
    this.#statements.removePages.run(doc);
  }

  #storeEnding(term: string): void {
    if (term.length < FORGIVEN_LETTERS - 1 || this.#stored.has(term)) return;
    if (this.#stored.size >= REMEMBERED) this.#stored.clear();
    this.#stored.add(term);
    this.#statements.putEnding.run(backwards(term));
  }
}

const PLACE_VALUES = DOC_PLACES.map(() => '?').join(', ');

const STATEMENTS = {
  addDoc: `INSERT INTO docs(paper, published, ${DOC_PLACES.join(', ')})
    VALUES (?, ?, ${PLACE_VALUES})`,
  changeDoc: `UPDATE docs SET published = ?, ${DOC_PLACES.map((place) => `${place} = ?`).join(', ')}
    WHERE key = ?`,
  addTerms: `INSERT INTO doc_terms(rowid, ${DOC_PLACES.join(', ')}) VALUES (?, ${PLACE_VALUES})`,
  changeTerms: `INSERT OR REPLACE INTO doc_terms(rowid, ${DOC_PLACES.join(', ')})
    VALUES (?, ${PLACE_VALUES})`,
  keyOf: 'SELECT key FROM docs WHERE paper = ?',
  putPage: 'INSERT INTO pages(doc, page, text) VALUES (?, ?, ?)',
  putPageTerms: 'INSERT INTO page_terms(rowid, text) VALUES (?, ?)',
  removeTerms: 'DELETE FROM doc_terms WHERE rowid = ?',
  removeDoc: 'DELETE FROM docs WHERE key = ?',
  countRemoved: `INSERT INTO progress(name, value) VALUES ('removed', 1)
    ON CONFLICT(name) DO UPDATE SET value = value + 1`,
  removePageTerms: 'DELETE FROM page_terms WHERE rowid IN (SELECT key FROM pages WHERE doc = ?)',
  removePages: 'DELETE FROM pages WHERE doc = ?',
  putEnding: 'INSERT OR IGNORE INTO endings(word) VALUES (?)',
} as const;
type Name = keyof typeof STATEMENTS;
