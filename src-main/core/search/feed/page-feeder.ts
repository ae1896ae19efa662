import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TextIndexWriter } from '../text-index/writer.ts';
import type { Reader } from './reader.ts';

/** PDFs that are written in one step; a book has a thousand pages. */
const WRITTEN = 2;
/** Papers that are looked at in one step. */
const LOOKED_AT = 500;

/** Where the texts of PDFs are read, and which paper has which PDF. */
type Sources = { readonly index: Reader; readonly texts: Reader };
type Text = { readonly key: number; readonly sequence: number; readonly state: string };

/**
 * Keeps the pages that a paper is found by those of its PDFs' newest text. Whatever may change them
 * notes the paper as due; transactions are the caller's.
 */
export class PageFeeder {
  readonly #writer: TextIndexWriter;
  readonly #statements: Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;

  constructor(database: DatabaseSync, writer: TextIndexWriter) {
    this.#writer = writer;
    const names = Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[];
    this.#statements = Object.fromEntries(
      names.map((name) => [name, database.prepare(STATEMENTS[name])]),
    ) as Record<keyof typeof STATEMENTS, StatementSync>;
  }

  /** Whether any paper is due. */
  get hasDue(): boolean {
    return this.#statements.someDue.get() !== undefined;
  }

  /** A paper's pages are looked at again, where it has or had a PDF. */
  due(paper: string, index: Reader): void {
    const sql = 'SELECT 1 FROM files WHERE paper = ? LIMIT 1';
    const has = index.get(sql, paper) ?? this.#statements.written.get(paper);
    if (has !== undefined) this.#statements.addDue.run(paper);
  }

  /** The papers whose PDF this is are due. */
  dueOfPdf(sha256: string, index: Reader): void {
    const sql = 'SELECT DISTINCT paper FROM files WHERE sha256 = ?';
    for (const { paper } of index.all<{ paper: string }>(sql, sha256))
      this.#statements.addDue.run(paper);
  }

  /** A paper was taken out, its pages with it. */
  forget(paper: string): void {
    this.#statements.clearWritten.run(paper);
  }

  /** Writes the pages of papers that are due, of a few PDFs at a time. */
  write(sources: Sources): void {
    let written = 0;
    for (const { paper } of this.#statements.someOfDue.all(LOOKED_AT)) {
      if (this.#put(String(paper), sources)) written += 1;
      this.#statements.removeDue.run(paper!);
      if (written >= WRITTEN) return;
    }
  }

  /** Whether pages had to be written. */
  #put(paper: string, { index, texts }: Sources): boolean {
    const known = this.#statements.written.get(paper)?.sequence ?? null;
    const newest = newestText(paper, known, { index, texts });
    if ((newest?.sequence ?? null) === known) return false;
    const sql = 'SELECT content FROM pages WHERE text = ? ORDER BY page';
    const pages = newest ? texts.all<{ content: string }>(sql, newest.key) : [];
    const isPut = this.#writer.putPages(
      paper,
      pages.map(({ content }) => content),
    );
    if (isPut && newest) this.#statements.setWritten.run(paper, newest.sequence);
    else this.#statements.clearWritten.run(paper);
    return isPut;
  }
}

/** The text of a paper's PDFs that was read last; one that is read anew counts as `known` until then. */
function newestText(paper: string, known: unknown, { index, texts }: Sources): Text | undefined {
  const hashes = index.all<{ sha256: string }>('SELECT sha256 FROM files WHERE paper = ?', paper);
  const sql = `SELECT key, sequence, state FROM texts
    WHERE sha256 = ? AND state IN ('done', 'waiting')`;
  return hashes
    .flatMap(({ sha256 }) => texts.get<Text>(sql, sha256) ?? [])
    .filter(({ state, sequence }) => state === 'done' || sequence === known)
    .toSorted((a, b) => b.sequence - a.sequence)[0];
}

const STATEMENTS = {
  someDue: 'SELECT 1 FROM due LIMIT 1',
  someOfDue: 'SELECT paper FROM due ORDER BY key LIMIT ?',
  addDue: 'INSERT OR IGNORE INTO due(paper) VALUES (?)',
  removeDue: 'DELETE FROM due WHERE paper = ?',
  written: 'SELECT sequence FROM written WHERE paper = ?',
  setWritten: 'INSERT OR REPLACE INTO written(paper, sequence) VALUES (?, ?)',
  clearWritten: 'DELETE FROM written WHERE paper = ?',
} as const;
