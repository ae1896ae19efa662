import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { allIdsOf, idsOf } from '../../index/index.ts';
import type { CollectionName, SqliteConnection } from '../../store/index.ts';
import { TextIndexWriter } from '../text-index/writer.ts';
import { assemble, type Sources } from './assemble.ts';
import { CodeWriter } from './code-writer.ts';
import { LibraryReader, type Stored } from './library-reader.ts';
import { MergedIds } from './merged-ids.ts';
import { PageFeeder } from './page-feeder.ts';
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

/**
 * Takes what the library and the texts of PDFs hold into the text index, a bounded step at a time.
 * Each step stores how far it has come with what it wrote: one that is cut off is done again.
 */
export class Feeder {
  readonly #database: DatabaseSync;
  readonly #writer: TextIndexWriter;
  readonly #code: CodeWriter;
  readonly #merged: MergedIds;
  readonly #pages: PageFeeder;
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
    this.#merged = new MergedIds(database);
    this.#pages = new PageFeeder(database, this.#writer);
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
  #follow(name: Followed, { library, index }: Sources): boolean {
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
    this.#write(() => {
      this.#putPapers(named, { library, index });
      this.#note.run(name, last.sequence);
    });
    return true;
  }

  #putPapers(named: readonly string[], sources: Sources): void {
    // The read model answers as its own connection does.
    const index = sources.index as unknown as SqliteConnection;
    const related = allIdsOf(index, [...new Set(named)]);
    const seen = new Set<string>();
    for (const id of new Set([...related, ...this.#merged.papersOf(related)])) {
      const ids = idsOf(index, id);
      const [present] = ids;
      if (id !== present) this.#remove(id);
      if (present === undefined || seen.has(present)) continue;
      seen.add(present);
      this.#put(present, ids, sources);
    }
  }

  #put(present: string, ids: readonly string[], sources: Sources): void {
    const paper = assemble(sources, ids);
    if (!paper) {
      this.#remove(present);
      return;
    }
    this.#writer.put(paper.texts);
    this.#code.put(present, paper.hasCode);
    this.#merged.put(present, ids.slice(1));
    this.#pages.due(present, sources.index);
  }

  #remove(paper: string): void {
    this.#writer.remove(paper);
    this.#code.put(paper, false);
    this.#merged.put(paper, []);
    this.#pages.forget(paper);
  }

  #followTexts(index: Reader): boolean {
    const texts = this.#texts;
    if (!texts) return false;
    const changed = texts.all<{ sha256: string; sequence: number }>(
      `SELECT sha256, sequence FROM texts WHERE sequence > ? AND state <> 'waiting'
        ORDER BY sequence LIMIT ?`,
      ...[this.#reached('texts'), STEP],
    );
    const last = changed.at(-1);
    if (!last && !this.#pages.hasDue) return false;
    this.#write(() => {
      for (const { sha256 } of changed) this.#pages.dueOfPdf(sha256, index);
      if (last) this.#note.run('texts', last.sequence);
      else this.#pages.write({ index, texts });
    });
    return true;
  }

  #reached(name: string): number {
    return Number(this.#noted.get(name)?.value ?? 0);
  }

  #write(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#writer.forget();
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
