import { Worker } from 'node:worker_threads';
import type { SavedLayout, SavedPaper, SavedProblem } from './types.ts';

/** A saved page in a file; see `parseSavedPage` for `name` and `savedOn`. */
export type PageFile = {
  readonly path: string;
  readonly name: string;
  readonly savedOn: string | null;
};

/** What a page is, without its papers; the first thousand problems are told. */
export type PageHead = {
  readonly layout: SavedLayout;
  readonly problems: readonly SavedProblem[];
  readonly problemsLeftOut: number;
};

/** Some papers of a page, in its order. */
export type PageMessage = { readonly papers: readonly SavedPaper[]; readonly isLast: boolean };

/**
 * A page that is being read. `batches` gives its papers, a hundred at a time; it must be gone through
 * to its end or left by `return`, which ends the thread.
 */
export type ReadPage =
  | {
      readonly ok: true;
      readonly head: PageHead;
      readonly batches: AsyncGenerator<readonly SavedPaper[]>;
    }
  | { readonly ok: false; readonly reason: ReadPageReason };

/** `too-long`: there is not memory enough; `damaged`: reading failed in a way nobody foresaw. */
export type ReadPageReason = 'timeout' | 'too-long' | 'disk-error' | 'damaged' | 'cancelled';

/** How long reading may take, in milliseconds, and how much memory, in megabytes. */
export type ReadPageLimits = { readonly ms: number; readonly megabytes: number };

const LIMITS: ReadPageLimits = { ms: 120_000, megabytes: 2_048 };

/**
 * Reads a saved page in a thread of its own, so that no file, whatever is in it, holds up others
 * (PERF-7). Never rejects; `batches` rejects where the thread fails between two of them.
 */
export async function readSavedPage(
  file: PageFile,
  signal: AbortSignal,
  limits: ReadPageLimits = LIMITS,
): Promise<ReadPage> {
  if (signal.aborted) return { ok: false, reason: 'cancelled' };
  const thread = new Thread(file, limits);
  try {
    const head = await thread.next<PageHead>(signal, limits.ms);
    return { ok: true, head, batches: batchesOf(thread, signal, limits.ms) };
  } catch (error) {
    await thread.end();
    return { ok: false, reason: reasonOf(error) };
  }
}

async function* batchesOf(
  thread: Thread,
  signal: AbortSignal,
  ms: number,
): AsyncGenerator<readonly SavedPaper[]> {
  try {
    for (;;) {
      thread.ask();
      const { papers, isLast } = await thread.next<PageMessage>(signal, ms);
      if (papers.length > 0) yield papers;
      if (isLast) return;
    }
  } finally {
    await thread.end();
  }
}

class TimeoutError extends Error {}

class Thread {
  readonly #worker: Worker;

  constructor(file: PageFile, { megabytes }: ReadPageLimits) {
    this.#worker = new Worker(new URL('./saved-page-worker.ts', import.meta.url), {
      workerData: file,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    // Without a listener an error between two messages would end the program; `next` learns of it.
    this.#worker.on('error', () => {});
  }

  ask(): void {
    this.#worker.postMessage('next');
  }

  /** The next message; rejects with what ended the thread, what aborted it, or when time is up. */
  next<Message>(signal: AbortSignal, ms: number): Promise<Message> {
    const worker = this.#worker;
    return new Promise<Message>((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        finish();
      };
      const onMessage = (message: Message): void => settle(() => resolve(message));
      const onError = (error: unknown): void => settle(() => reject(error));
      const onExit = (): void => onError(new Error('the thread has ended'));
      const onAbort = (): void => onError(signal.reason);
      const timer = setTimeout(() => onError(new TimeoutError()), ms);
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function reasonOf(error: unknown): ReadPageReason {
  if (error instanceof TimeoutError) return 'timeout';
  const { name, code, syscall } = error as { name?: string; code?: string; syscall?: string };
  if (name === 'AbortError') return 'cancelled';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ERR_STRING_TOO_LONG') return 'too-long';
  return syscall === undefined ? 'damaged' : 'disk-error';
}
