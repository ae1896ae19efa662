import type { SearchHit, SearchStatus } from '../../../src-shared/contract/index.ts';
import { Asker, DamagedIndex } from './asker.ts';
import { Builder } from './builder.ts';
import type { CompletedField } from './engine/complete.ts';
import type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
import type { SimilarKey } from './engine/similar-papers.ts';
import { removeSearchFile, type SearchSources } from './files.ts';

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

/** Threads that end or files that break are begun anew so often; then something else is wrong. */
const MOST_RENEWALS = 5;

/** `aside` answers what nobody types for, so that no letter waits behind it. */
type Threads = { readonly builder: Builder; readonly asker: Asker; readonly aside: Asker };

/** The papers that a query found, with where the first of them met it. */
export type FoundPapers = SearchAnswer & {
  readonly hits: ReadonlyMap<number, SearchHit>;
  readonly build: number;
};

/** Searches: one thread keeps the index, two answer. Neither runs before the first is needed. */
export class Search {
  readonly #options: SearchOptions;
  #threads: Threads | undefined;
  #renewals = 0;
  #renewing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  /** Brings the index up to date, and keeps it so by `wake`. */
  start(): void {
    this.#running();
    // The first question reads which papers there are; nobody should wait for that.
    this.hits('', []).catch(() => undefined);
  }

  /** To be called when the library or a PDF's text may have changed. */
  wake(): void {
    if (!this.#isClosed) this.#threads?.builder.follow(this.#options.build());
  }

  /** Resolves when everything that is there now can be found, or after so many milliseconds. */
  async caughtUp(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([this.#idle(), late]).finally(() => clearTimeout(timer));
  }

  /**
   * Which papers a query finds, and where the `first` of them met it; `build` is that of the keys.
   * Rejects with the reason of `signal` where nobody waits for the answer any more.
   */
  search(
    question: SearchQuestion,
    { first = 0, signal }: { readonly first?: number; readonly signal?: AbortSignal } = {},
  ): Promise<FoundPapers> {
    return this.#ask(async ({ asker, build }) => ({
      ...(await asker.ask(build, { kind: 'search', search: question, first }, signal)),
      build,
    }));
  }

  /** Where papers met a query best, by their keys. */
  hits(query: string, keys: readonly number[]): Promise<Map<number, SearchHit>> {
    return this.#ask(({ asker, build }) => asker.ask(build, { kind: 'hits', query, keys }));
  }

  /** How many papers a query finds; null where it makes no sense. */
  count(query: string): Promise<number | null> {
    return this.#ask(({ aside, build }) => aside.ask(build, { kind: 'count', query }));
  }

  /** Papers like one, by the keys of their rows. */
  similar(key: number, limit: number): Promise<SimilarKey[]> {
    return this.#ask(({ aside, build }) => aside.ask(build, { kind: 'similar', key, limit }));
  }

  /** Values of a field that begin so. */
  complete(field: CompletedField, prefix: string): Promise<string[]> {
    return this.#ask(({ asker, build }) => asker.ask(build, { kind: 'complete', field, prefix }));
  }

  /** Has the threads let go of the read model's file, which is about to be made anew. */
  async release(): Promise<void> {
    await this.#renewing;
    await this.#threads?.builder.release();
    await this.#threads?.asker.release();
    await this.#threads?.aside.release();
  }

  /** Throws the index away and begins another; resolves when that can be asked, however far it is. */
  async discard(): Promise<void> {
    await this.#renew(true);
    this.#renewals = 0;
    await this.#running().builder.opened();
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
    await this.#renewing;
    await this.#endThreads();
  }

  async #ask<T>(question: (threads: Threads & { readonly build: number }) => Promise<T>) {
    try {
      return await question(await this.#ready());
    } catch (error) {
      if (!(error instanceof DamagedIndex) || this.#renewals >= MOST_RENEWALS) throw error;
      await this.#renew(true);
      return question(await this.#ready());
    }
  }

  async #idle(): Promise<void> {
    await this.#revived();
    const { builder } = this.#running();
    this.wake();
    try {
      await builder.idle();
    } catch (error) {
      if (!this.#renewing) throw error;
      await this.#idle();
    }
  }

  async #ready(): Promise<Threads & { readonly build: number }> {
    await this.#revived();
    const threads = this.#running();
    await threads.builder.opened();
    return { ...threads, build: this.#options.build() };
  }

  /** Threads that were ended by something else are begun anew, and go on with what is stored. */
  async #revived(): Promise<void> {
    const hasEnded = Object.values(this.#threads ?? {}).some((thread) => thread.hasEnded);
    if (hasEnded && !this.#isClosed && this.#renewals < MOST_RENEWALS) await this.#renew(false);
    await this.#renewing;
  }

  /** The threads end, and others begin; with `afresh` without what was stored. */
  #renew(afresh: boolean): Promise<void> {
    this.#renewing ??= this.#endThreads()
      .then(() => {
        if (afresh) removeSearchFile(this.#options.dataDir);
        this.#renewals += 1;
        this.#threads = undefined;
        if (!this.#isClosed) this.#running();
      })
      .finally(() => {
        this.#renewing = undefined;
      });
    return this.#renewing;
  }

  async #endThreads(): Promise<void> {
    await this.#threads?.asker.close();
    await this.#threads?.aside.close();
    await this.#threads?.builder.close();
  }

  #followProgress(): void {
    const isDamaged = this.#threads?.builder.isDamaged ?? false;
    if (isDamaged && this.#renewals < MOST_RENEWALS && !this.#isClosed)
      this.#renew(true).catch((error) => console.error(`offprint: search.sqlite: ${error}`));
    this.#options.onProgress();
  }

  #running(): Threads {
    if (this.#isClosed) throw new Error('the search has ended');
    if (this.#threads) return this.#threads;
    const { dataDir, sources } = this.#options;
    this.#threads = {
      builder: new Builder({ dataDir, sources }, () => this.#followProgress()),
      asker: new Asker(dataDir),
      aside: new Asker(dataDir),
    };
    this.wake();
    return this.#threads;
  }
}
