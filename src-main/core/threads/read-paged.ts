import { Worker } from 'node:worker_threads';

/** Some of what a thread read, in its order. */
export type PageMessage<Item> = { readonly items: readonly Item[]; readonly isLast: boolean };

/**
 * A file that is being read in a thread. `batches` gives what is in it, a hundred at a time; it must
 * be gone through to its end or left by `return`, which ends the thread.
 */
export type PagedRead<Head, Item> =
  | {
      readonly ok: true;
      readonly head: Head;
      readonly batches: AsyncGenerator<readonly Item[]>;
    }
  | { readonly ok: false; readonly reason: PagedReason };

/** `too-long`: there is not memory enough; `damaged`: reading failed in a way nobody foresaw. */
export type PagedReason = 'timeout' | 'too-long' | 'disk-error' | 'damaged' | 'cancelled';

/** How long reading may take, in milliseconds, and how much memory, in megabytes. */
export type PagedLimits = { readonly ms: number; readonly megabytes: number };

const LIMITS: PagedLimits = { ms: 120_000, megabytes: 2_048 };

/**
 * Reads a file in a thread of its own, so that no file, whatever is in it, holds up others (PERF-7);
 * `program` answers with `servePages`. Never rejects; `batches` rejects where the thread fails
 * between two of them.
 */
export async function readPaged<Head, Item>(
  program: URL,
  input: unknown,
  signal: AbortSignal,
  limits: PagedLimits = LIMITS,
): Promise<PagedRead<Head, Item>> {
  if (signal.aborted) return { ok: false, reason: 'cancelled' };
  const thread = new Thread(program, input, limits);
  try {
    const head = await thread.next<Head>(signal, limits.ms);
    return { ok: true, head, batches: batchesOf<Item>(thread, signal, limits.ms) };
  } catch (error) {
    await thread.end();
    return { ok: false, reason: reasonOf(error) };
  }
}

async function* batchesOf<Item>(
  thread: Thread,
  signal: AbortSignal,
  ms: number,
): AsyncGenerator<readonly Item[]> {
  try {
    for (;;) {
      thread.ask();
      const { items, isLast } = await thread.next<PageMessage<Item>>(signal, ms);
      if (items.length > 0) yield items;
      if (isLast) return;
    }
  } finally {
    await thread.end();
  }
}

class TimeoutError extends Error {}

class Thread {
  readonly #worker: Worker;

  constructor(program: URL, input: unknown, { megabytes }: PagedLimits) {
    this.#worker = new Worker(program, {
      workerData: input,
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

function reasonOf(error: unknown): PagedReason {
  if (error instanceof TimeoutError) return 'timeout';
  const { name, code, syscall } = error as { name?: string; code?: string; syscall?: string };
  if (name === 'AbortError') return 'cancelled';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ERR_STRING_TOO_LONG') return 'too-long';
  return syscall === undefined ? 'damaged' : 'disk-error';
}
