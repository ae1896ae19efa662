import type { SearchHit, SearchStatus } from '../../../src-shared/contract/index.ts';
import { Asker } from './asker.ts';
import { Builder } from './builder.ts';
import type { CompletedField } from './engine/complete.ts';
import type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
import type { SimilarKey } from './engine/similar-papers.ts';
import type { SearchSources } from './files.ts';

/** What searching needs to know. */
export type SearchOptions = {
  readonly dataDir: string;
  /** Histories of the files that the index is made from. */
  readonly sources: SearchSources;
  /** Which build of the read model's file lies there now. */
  readonly build: () => number;
  /** How far the index is has changed. */
  readonly onProgress: () => void;
};

/** Searches: one thread keeps the index, another answers. Neither runs before the first is needed. */
export class Search {
  readonly #options: SearchOptions;
  #threads: { readonly builder: Builder; readonly asker: Asker } | undefined;
  #isClosed = false;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  /** Brings the index up to date, and keeps it so by `wake`. */
  start(): void {
    this.#running();
    // The first question reads which papers there are; nobody should wait for that.
    this.count('').catch(() => undefined);
  }

  /** To be called when the library or a PDF's text may have changed. */
  wake(): void {
    if (!this.#isClosed) this.#threads?.builder.follow(this.#options.build());
  }

  /** Resolves when everything that is there now can be found, or after so many milliseconds. */
  async caughtUp(ms: number): Promise<void> {
    const { builder } = this.#running();
    this.wake();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([builder.idle(), late]);
    clearTimeout(timer);
  }

  /** Which papers a query finds; `build` is that of the keys. */
  async search(question: SearchQuestion): Promise<SearchAnswer & { readonly build: number }> {
    const { build, asker } = await this.#ready();
    return { ...(await asker.ask(build, { kind: 'search', search: question })), build };
  }

  /** Where papers met a query best, by their keys. */
  async hits(query: string, keys: readonly number[]): Promise<Map<number, SearchHit>> {
    const { build, asker } = await this.#ready();
    return asker.ask(build, { kind: 'hits', query, keys });
  }

  /** How many papers a query finds; null where it makes no sense. */
  async count(query: string): Promise<number | null> {
    const { build, asker } = await this.#ready();
    return asker.ask(build, { kind: 'count', query });
  }

  /** Papers like one, by the keys of their rows. */
  async similar(key: number, limit: number): Promise<SimilarKey[]> {
    const { build, asker } = await this.#ready();
    return asker.ask(build, { kind: 'similar', key, limit });
  }

  /** Values of a field that begin so. */
  async complete(field: CompletedField, prefix: string): Promise<string[]> {
    const { build, asker } = await this.#ready();
    return asker.ask(build, { kind: 'complete', field, prefix });
  }

  /** Has the threads let go of the read model's file, which is about to be made anew. */
  async release(): Promise<void> {
    await this.#threads?.builder.release();
    await this.#threads?.asker.release();
  }

  /** How far the index is. */
  status(): SearchStatus {
    const { builder } = this.#running();
    const state = { working: 'building', idle: 'ready', failed: 'failed' } as const;
    return { state: state[builder.state], ...builder.progress };
  }

  /** Resolves when the files are closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#threads?.asker.close();
    await this.#threads?.builder.close();
  }

  async #ready() {
    const { builder, asker } = this.#running();
    await builder.opened();
    return { asker, build: this.#options.build() };
  }

  #running() {
    if (this.#isClosed) throw new Error('the search has ended');
    if (this.#threads) return this.#threads;
    const { dataDir, sources, onProgress } = this.#options;
    this.#threads = {
      builder: new Builder({ dataDir, sources }, onProgress),
      asker: new Asker(dataDir),
    };
    this.wake();
    return this.#threads;
  }
}
