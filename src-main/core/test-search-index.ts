import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { SearchHit } from '../../src-shared/contract/index.ts';
import { TextStore } from './files/text/text-store.ts';
import type { TestLibrary } from './library/test-library.ts';
import { SearchEngine } from './search/engine/engine.ts';
import { SearchFiles } from './search/engine/files.ts';
import { Feeder } from './search/feed/feeder.ts';
import { openSearchFile, removeSearchFile } from './search/files.ts';
import { type FileDocument, putOne, readMany } from './store/index.ts';

/** A fixed time, so that what a query answers does not depend on when it is asked. */
const NOW = Date.UTC(2026, 0, 1);

/** What a query finds, to compare two indices by. */
export type Answer = {
  readonly query: string;
  readonly corrected: unknown;
  readonly hits: readonly { readonly id: string; readonly hit: SearchHit | undefined }[];
};

/** The search index of a test's library without its threads: a step at a time, where the test says so. */
export class TestIndex {
  readonly #library: TestLibrary;
  readonly #texts: TextStore;
  #database: DatabaseSync;
  #feeder: Feeder;
  #files: SearchFiles | undefined;

  constructor(library: TestLibrary) {
    this.#library = library;
    this.#texts = new TextStore(library.folder);
    this.#database = this.#open();
    this.#feeder = new Feeder(this.#database, library.folder);
  }

  /** Takes in one step; whether there may be more. */
  step(): boolean {
    return this.#feeder.step();
  }

  follow(): void {
    while (this.step());
  }

  /** Begins it from nothing. */
  rebuild(): void {
    this.shut();
    removeSearchFile(this.#library.folder);
    this.reopen();
    this.follow();
  }

  /** Closes its files, as the end of the threads does. */
  shut(): void {
    this.release();
    this.#feeder.close();
    if (this.#database.isOpen) this.#database.close();
  }

  reopen(): void {
    this.#database = this.#open();
    this.#feeder = new Feeder(this.#database, this.#library.folder);
  }

  /** Lets go of the read model's file. */
  release(): void {
    this.#files?.close();
    this.#files = undefined;
    this.#feeder.release();
  }

  /**
   * What a query finds, by id: equal papers stand in the order in which they came into an index. It is
   * asked on a connection that stays open between questions.
   */
  answer(query: string): Answer {
    this.#files ??= SearchFiles.open(this.#library.folder);
    const engine = new SearchEngine(this.#files, () => NOW);
    const { keys, corrected } = engine.search({
      ...{ query, scope: { kind: 'all' }, filters: [], sort: 'relevance', grouped: false },
    });
    const found = engine.hits(query, [...keys]);
    const ids = this.#idsOf([...keys]);
    const hits = [...keys].map((key, at) => ({ id: ids[at]!, hit: found.get(key) }));
    return { query, corrected, hits: hits.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  }

  /** Says that a paper has a PDF; returns its hash. */
  async putFile(paperId: string, name: string): Promise<string> {
    const sha256 = createHash('sha256').update(name).digest('hex');
    const file: FileDocument = {
      ...{ id: `${paperId}|${sha256}`, paperId, sha256, bytes: 1, pages: 1, version: null },
      ...{ url: '', storedAt: 1, origin: 'fetched', name: null },
    };
    await putOne(this.#store.collections.files, file);
    await this.#library.mutations.follower.follow();
    this.#texts.follow('one', 1, [{ id: file.id, sha256, deleted: false }], false);
    return sha256;
  }

  /** Takes a paper's PDF away. */
  async removeFile(paperId: string, name: string): Promise<void> {
    const sha256 = createHash('sha256').update(name).digest('hex');
    const id = `${paperId}|${sha256}`;
    if (!(await readMany(this.#store.collections.files, [id])).has(id)) return;
    await this.#store.collections.files.bulkRemove([id]);
    await this.#library.mutations.follower.follow();
    this.#texts.follow('one', 1, [{ id, sha256, deleted: true }], false);
  }

  /** The text of a PDF arrives, page by page; nothing where none is waited for. */
  putText(sha256: string, pages: readonly string[]): void {
    const read = pages.map((text, at) => ({ page: at + 1, text }));
    this.#texts.add(sha256, { ok: true, total: pages.length, pages: read, lost: 0 });
  }

  /** What is waited for arrives. */
  putWaitingTexts(): void {
    for (let next = this.#texts.next(); next; next = this.#texts.next())
      this.putText(next.sha256, ['of kernels', 'attention diffusion']);
  }

  /** All texts are read again. */
  rereadTexts(): void {
    this.#texts.rebuild();
  }

  close(): void {
    this.shut();
    this.#texts.close();
  }

  get #store() {
    return this.#library.mutations.context.store;
  }

  #open(): DatabaseSync {
    const { generation } = this.#store;
    return openSearchFile(this.#library.folder, { library: generation, texts: 'one' });
  }

  #idsOf(keys: readonly number[]): string[] {
    const sql = 'SELECT key, id FROM papers WHERE key IN (SELECT value FROM json_each(?))';
    const rows = this.#library.views.ask.all<{ key: number; id: string }>(
      sql,
      JSON.stringify(keys),
    );
    const ids = new Map(rows.map(({ key, id }) => [key, id]));
    return keys.map((key) => ids.get(key) ?? '');
  }
}
