import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { allIdsOf, idsOf } from '../../index/index.ts';
import type { CollectionName, SqliteConnection } from '../../store/index.ts';
import { TextIndexWriter } from '../text-index/writer.ts';
import { assemble } from './assemble.ts';
import { CodeWriter } from './code-writer.ts';
import { LibraryReader, type Stored } from './library-reader.ts';
import { Reader } from './reader.ts';

/** How far an index is, in papers and in pages of PDFs. */
export type FeedProgress = {
  readonly papers: { readonly done: number; readonly total: number };
  readonly pages: { readonly done: number; readonly total: number };
};

/** The collections whose changes change what is found, aliases first. */
const COLLECTIONS = ['aliases', 'papers', 'states', 'notes', 'annotations', 'files'] as const;
type Followed = (typeof COLLECTIONS)[number];

/** Documents of one step; some hundred milliseconds of this thread, which is how long a release waits. */
const STEP = 500;
/** PDFs of one step; a book has a thousand pages. */
const PDFS = 2;

/**
 * Takes what the library and the texts of PDFs hold into the text index, a bounded step at a time.
 * Each step stores how far it has come with what it wrote: one that is cut off is done again.
 */
export class Feeder {
  readonly #database: DatabaseSync;
  readonly #writer: TextIndexWriter;
  readonly #code: CodeWriter;
  readonly #dataDir: string;
  readonly #note: StatementSync;
  readonly #noted: StatementSync;
  #library: { readonly reader: Reader; readonly documents: LibraryReader } | undefined;
  #index: Reader | undefined;
  #texts: Reader | undefined;

  constructor(database: DatabaseSync, dataDir: string) {
    this.#database = database;
    this.#writer = new TextIndexWriter(database);
    this.#code = new CodeWriter(database);
    this.#dataDir = dataDir;
    this.#note = database.prepare(
      'INSERT INTO progress(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value',
    );
    this.#noted = database.prepare('SELECT value FROM progress WHERE name = ?');
  }

  /** Takes in one step; whether there may be more. */
  step(): boolean {
    const sources = this.#open();
    if (!sources) return false;
    for (const collection of COLLECTIONS) if (this.#follow(collection, sources)) return true;
    return this.#followTexts(sources.index);
  }

  /** How far it is, as far as the library is known to the read model. */
  progress(): FeedProgress {
    const count = (reader: Reader | undefined, sql: string): number =>
      reader?.get<{ n: number }>(sql)?.n ?? 0;
    this.#open();
    const all = (sql: string): number => Number(this.#database.prepare(sql).get()?.n ?? 0);
    const total = count(this.#index, `SELECT value AS n FROM counts WHERE name = 'all'`);
    const pages = count(
      this.#texts,
      `SELECT coalesce(sum(pages), 0) AS n FROM texts WHERE state = 'done'`,
    );
    return {
      papers: { done: Math.min(total, all('SELECT count(*) AS n FROM docs')), total },
      pages: { done: Math.min(pages, all('SELECT count(*) AS n FROM pages')), total: pages },
    };
  }

  /** Lets go of the read model's file, which is about to be made anew; the next step opens it again. */
  release(): void {
    this.#index?.close();
    this.#index = undefined;
  }

  close(): void {
    this.release();
    this.#library?.reader.close();
    this.#library = undefined;
    this.#texts?.close();
    this.#texts = undefined;
  }

  #open(): { readonly library: LibraryReader; readonly index: Reader } | undefined {
    if (!this.#library) {
      const reader = Reader.open(join(this.#dataDir, 'library.sqlite'));
      this.#library = reader && { reader, documents: new LibraryReader(reader) };
    }
    this.#index ??= Reader.open(join(this.#dataDir, 'index.sqlite'));
    this.#texts ??= Reader.open(join(this.#dataDir, 'text.sqlite'));
    return this.#library && this.#index && { library: this.#library.documents, index: this.#index };
  }

  /** Follows a collection as far as the read model does, which says which paper an id stands for. */
  #follow(name: Followed, { library, index }: Parameters<typeof assemble>[0]): boolean {
    const upTo = index.get<{ sequence: number }>(
      'SELECT sequence FROM feed WHERE collection = ?',
      name,
    );
    const changes = library.changes(name, {
      after: this.#reached(name),
      upTo: upTo?.sequence ?? 0,
      most: STEP,
    });
    const last = changes.at(-1);
    if (!last) return false;
    const named = changes.flatMap(({ document }) => papersOf(name, document));
    this.#write(name, last.sequence, () => {
      this.#putPapers(named, { library, index });
      if (name === 'files' || name === 'aliases')
        for (const id of new Set(named)) this.#putPages(id, index);
    });
    return true;
  }

  #putPapers(named: readonly string[], sources: Parameters<typeof assemble>[0]): void {
    // The read model answers as its own connection does.
    const index = sources.index as unknown as SqliteConnection;
    const seen = new Set<string>();
    for (const id of new Set(allIdsOf(index, [...new Set(named)]))) {
      const ids = idsOf(index, id);
      const [present] = ids;
      if (id !== present) this.#writer.remove(id);
      if (present === undefined || seen.has(present)) continue;
      seen.add(present);
      const paper = assemble(sources, ids);
      if (paper) this.#writer.put(paper.texts);
      else this.#writer.remove(present);
      this.#code.put(present, paper?.hasCode ?? false);
    }
  }

  #followTexts(index: Reader): boolean {
    const texts = this.#texts;
    if (!texts) return false;
    const changed = texts.all<{ sha256: string; sequence: number }>(
      `SELECT sha256, sequence FROM texts WHERE sequence > ? AND state <> 'waiting'
        ORDER BY sequence LIMIT ?`,
      ...[this.#reached('texts'), PDFS],
    );
    const last = changed.at(-1);
    if (!last) return false;
    this.#write('texts', last.sequence, () => {
      for (const { sha256 } of changed) {
        const sql = 'SELECT DISTINCT paper FROM files WHERE sha256 = ?';
        for (const { paper } of index.all<{ paper: string }>(sql, sha256))
          this.#putPages(paper, index);
      }
    });
    return true;
  }

  /** The pages of the text that was read of a paper's PDFs, the one that came last. */
  #putPages(named: string, index: Reader): void {
    const present = idsOf(index as unknown as SqliteConnection, named)[0]!;
    const hashes = index.all<{ sha256: string }>(
      'SELECT sha256 FROM files WHERE paper = ? ORDER BY id',
      present,
    );
    const texts = hashes
      .map(({ sha256 }) => this.#textOf(sha256))
      .filter((one) => one !== undefined);
    const newest = texts.toSorted((a, b) => b.sequence - a.sequence)[0];
    this.#writer.putPages(present, newest ? this.#pagesOf(newest.key) : []);
  }

  #textOf(sha256: string): { readonly key: number; readonly sequence: number } | undefined {
    const sql = `SELECT key, sequence FROM texts WHERE sha256 = ? AND state = 'done'`;
    return this.#texts?.get<{ key: number; sequence: number }>(sql, sha256);
  }

  #pagesOf(text: number): string[] {
    const sql = 'SELECT content FROM pages WHERE text = ? ORDER BY page';
    return this.#texts!.all<{ content: string }>(sql, text).map(({ content }) => content);
  }

  #reached(name: string): number {
    return Number(this.#noted.get(name)?.value ?? 0);
  }

  #write(name: string, sequence: number, work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#note.run(name, sequence);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** The ids of papers that a document speaks of. */
function papersOf(name: Followed, document: Stored<CollectionName>): string[] {
  const { id } = document;
  if (name === 'papers' || name === 'states') return [id];
  if (name === 'aliases') return [id, (document as unknown as Stored<'aliases'>).target];
  const { paperId } = document as unknown as { readonly paperId?: string | null };
  return paperId ? [paperId] : [];
}
