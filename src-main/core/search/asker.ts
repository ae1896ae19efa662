import { Worker } from 'node:worker_threads';
import type { SearchHit } from '../../../src-shared/contract/index.ts';
import type { CompletedField } from './engine/complete.ts';
import type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
import type { SimilarKey } from './engine/similar-papers.ts';

type Question =
  /** `first`: for how many papers to say where the query was met. */
  | { readonly kind: 'search'; readonly search: SearchQuestion; readonly first: number }
  | { readonly kind: 'count'; readonly query: string }
  | { readonly kind: 'hits'; readonly query: string; readonly keys: readonly number[] }
  | { readonly kind: 'similar'; readonly key: number; readonly limit: number }
  | { readonly kind: 'complete'; readonly field: CompletedField; readonly prefix: string }
  /** Lets go of the files; the next question opens them again. */
  | { readonly kind: 'release' };

/** `build`: of the read model's file whose keys are meant. */
export type AskMessage = {
  readonly number: number;
  readonly build: number;
  readonly question: Question;
};
/** `detail` is for a log. */
export type AskReply =
  | { readonly number: number; readonly ok: true; readonly answer: unknown }
  | {
      readonly number: number;
      readonly ok: false;
      readonly detail: string;
      /** The index's file is of no use any more. */
      readonly isDamaged: boolean;
    };

/** The index's file is of no use any more; another has to be made. */
export class DamagedIndex extends Error {}

type Answers = {
  search: SearchAnswer & { readonly hits: Map<number, SearchHit> };
  count: number | null;
  hits: Map<number, SearchHit>;
  similar: SimilarKey[];
  complete: string[];
  release: null;
};
type Waiting = {
  readonly message: AskMessage;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
};

/** A thread that answers searches, one after the other. It begins with the first. */
export class Asker {
  readonly #dataDir: string;
  #worker: Worker | undefined;
  /** The first was sent; the others wait here, where they can still be taken back. */
  readonly #waiting: Waiting[] = [];
  #ended: Promise<void> = Promise.resolve();
  #number = 0;
  #isClosing = false;
  #hasEnded = false;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** Whether the thread is gone: nothing is answered any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Rejects where a file cannot be read, by `DamagedIndex` or not, or the thread has ended; where
   * `signal` is aborted before the thread came to it, with its reason: while the user types, each
   * letter makes the question before it pointless.
   */
  ask<Kind extends Question['kind']>(
    build: number,
    question: Extract<Question, { kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<Answers[Kind]> {
    if (this.#hasEnded || this.#isClosing) return Promise.reject(new Error('the search has ended'));
    this.#number += 1;
    const message: AskMessage = { number: this.#number, build, question };
    const worker = this.#worker ?? this.#begin();
    worker.ref();
    return new Promise<Answers[Kind]>((resolve, reject) => {
      const isFirst = this.#waiting.push({ message, signal, resolve, reject }) === 1;
      if (isFirst) worker.postMessage(message);
    });
  }

  /** Resolves when the thread has let go of its files; the next question opens them again. */
  async release(): Promise<void> {
    if (!this.#worker) return;
    await this.ask(-1, { kind: 'release' }).catch(() => undefined);
  }

  /** Resolves when the thread is gone and its files are closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#worker?.ref();
    this.#worker?.postMessage(null);
    await this.#ended;
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./search-query-worker.ts', import.meta.url), {
      workerData: { dataDir: this.#dataDir },
    });
    worker.on('message', (reply: AskReply) => this.#take(reply));
    worker.on('error', (error) => console.error(`offprint: searching failed: ${error}`));
    this.#ended = new Promise((resolve) => worker.on('exit', resolve)).then(() => {
      this.#hasEnded = true;
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the search has ended'));
    });
    this.#worker = worker;
    return worker;
  }

  #take(reply: AskReply): void {
    const answered = this.#waiting.shift();
    this.#sendNext();
    // Whoever waits for its end would otherwise be ended before, with the process.
    if (this.#waiting.length === 0 && !this.#isClosing) this.#worker?.unref();
    if (reply.ok) answered?.resolve(reply.answer as never);
    else answered?.reject(new (reply.isDamaged ? DamagedIndex : Error)(reply.detail));
  }

  #sendNext(): void {
    for (let next = this.#waiting[0]; next?.signal?.aborted; next = this.#waiting[0]) {
      next.reject(next.signal.reason as Error);
      this.#waiting.shift();
    }
    if (this.#waiting[0]) this.#worker?.postMessage(this.#waiting[0].message);
  }
}
