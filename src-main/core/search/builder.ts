import { Worker } from 'node:worker_threads';
import type { FeedProgress } from './feed/feeder.ts';
import type { SearchSources } from './files.ts';

/** What the build thread begins with. */
export type BuildInput = { readonly dataDir: string; readonly sources: SearchSources };

/** `build`: of the read model's file; `number` grows with every order. */
export type BuildOrder =
  | { readonly kind: 'follow'; readonly build: number; readonly number: number }
  /** The read model's file is about to be made anew: it is let go of until the next `follow`. */
  | { readonly kind: 'release'; readonly number: number }
  | { readonly kind: 'close' };

/** `number`: of the last order that is carried out; `detail` is for a log. */
export type BuildReport = {
  readonly state: 'working' | 'idle' | 'failed';
  readonly number: number;
  readonly progress: FeedProgress;
  readonly detail: string;
  /** The index's file is of no use any more. */
  readonly isDamaged: boolean;
};

const NONE: FeedProgress = { papers: { done: 0, total: 0 }, pages: { done: 0, total: 0 } };

/** The thread that writes the search index. */
export class Builder {
  readonly #worker: Worker;
  readonly #onReport: () => void;
  readonly #waiting = new Set<() => void>();
  #last: BuildReport | undefined;
  #number = 0;
  #isClosing = false;
  #hasEnded = false;

  constructor(input: BuildInput, onReport: () => void) {
    this.#onReport = onReport;
    this.#worker = new Worker(new URL('./search-build-worker.ts', import.meta.url), {
      workerData: input,
    });
    this.#worker.on('message', (report: BuildReport) => this.#take(report));
    this.#worker.on('error', (error) => this.#fail(String(error)));
    this.#worker.on('exit', () => {
      this.#hasEnded = true;
      this.#tell();
    });
    this.#worker.unref();
  }

  /** Whether the thread is gone: nothing comes of it any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get isDamaged(): boolean {
    return this.#last?.isDamaged ?? false;
  }

  get state(): BuildReport['state'] {
    return this.#last?.state ?? 'working';
  }

  get progress(): FeedProgress {
    return this.#last?.progress ?? NONE;
  }

  /** Takes in what has changed since. */
  follow(build: number): void {
    this.#number += 1;
    this.#send({ kind: 'follow', build, number: this.#number });
  }

  /** Resolves when the thread has let go of the read model's file; `follow` takes it up again. */
  async release(): Promise<void> {
    this.#number += 1;
    const number = this.#number;
    this.#send({ kind: 'release', number });
    await this.#until(() => (this.#last?.number ?? 0) >= number).catch(() => undefined);
  }

  /** Resolves when there is an index to ask, however far it is. Rejects where there can be none. */
  opened(): Promise<void> {
    return this.#until(() => this.#last !== undefined);
  }

  /** Resolves when all that was asked of it is done. Rejects where that failed. */
  idle(): Promise<void> {
    const number = this.#number;
    return this.#until(() => this.state === 'idle' && (this.#last?.number ?? 0) >= number);
  }

  /** Resolves when the thread is gone and its files are closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#send({ kind: 'close' });
    while (!this.#hasEnded) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#hasEnded || this.state === 'failed')
        throw new Error(`search index: ${this.#last?.detail ?? 'ended'}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #send(order: BuildOrder): void {
    this.#worker.ref();
    this.#worker.postMessage(order);
  }

  #take(report: BuildReport): void {
    if (report.state === 'failed' && this.state !== 'failed')
      console.error(`offprint: search.sqlite is behind: ${report.detail}`);
    this.#last = report;
    // Whoever waits for its end would otherwise be ended before, with the process.
    if (report.state !== 'working' && !this.#isClosing) this.#worker.unref();
    this.#tell();
    this.#onReport();
  }

  #fail(detail: string): void {
    const { progress } = this;
    this.#take({ state: 'failed', number: this.#number, progress, detail, isDamaged: false });
  }

  #tell(): void {
    for (const resume of [...this.#waiting]) resume();
    this.#waiting.clear();
  }
}
