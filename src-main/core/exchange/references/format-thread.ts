import { Worker } from 'node:worker_threads';
import { Serial } from '../../store/index.ts';
import type { CslItem } from './csl-item.ts';
import type { Formatted, StyleCheck } from './format-references.ts';

/** What is asked of the thread. */
export type FormatRequest =
  | { readonly kind: 'check'; readonly style: string }
  | { readonly kind: 'format'; readonly style: string; readonly items: readonly CslItem[] };

/** `failed`: the style is none, or the processor did not get to an end. */
export type FormatAnswer =
  | { readonly kind: 'checked'; readonly check: StyleCheck }
  | { readonly kind: 'formatted'; readonly formatted: readonly Formatted[] }
  | { readonly kind: 'failed' };

/** How long one request may take; a style of the user's may go round in circles. */
const LIMIT_MS = 60_000;
const IDLE_MS = 60_000;
const MEGABYTES = 1_024;

/**
 * Sets references in styles in a thread of its own (PERF-7), which is there while it is used: the
 * processor is five megabytes of WebAssembly.
 */
export class FormatThread {
  readonly #serial = new Serial();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  /** Answers one after the other. Never rejects. */
  ask(request: FormatRequest): Promise<FormatAnswer> {
    return this.#serial.run(() => this.#ask(request));
  }

  /** Ends the thread, and what is under way as `failed`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #ask(request: FormatRequest): Promise<FormatAnswer> {
    if (this.#closed) return { kind: 'failed' };
    clearTimeout(this.#idle);
    this.#worker ??= this.#begin();
    const answer = await answerOf(this.#worker, request);
    if (answer === undefined) await this.#end();
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
    return answer ?? { kind: 'failed' };
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./format-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    // Without a listener an error between two requests would end the program.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    worker.unref();
    return worker;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

/** Undefined where the thread ended, or did not come to an end. */
function answerOf(worker: Worker, request: FormatRequest): Promise<FormatAnswer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: FormatAnswer): void => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', onEnd).off('exit', onEnd).unref();
      resolve(answer);
    };
    const onEnd = (): void => settle();
    const timer = setTimeout(onEnd, LIMIT_MS);
    worker.on('message', settle).on('error', onEnd).on('exit', onEnd).ref();
    worker.postMessage(request);
  });
}
