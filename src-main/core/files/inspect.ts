import { Worker } from 'node:worker_threads';

/** What pdf.js finds in a file; `pages` is null where only a password would tell. */
export type Inspection =
  | { readonly ok: true; readonly pages: number | null }
  | { readonly ok: false; readonly reason: 'damaged' | 'disk-error' };

/** How long to wait, in milliseconds. */
export type InspectorLimits = {
  /** For one file. */
  readonly fileMs: number;
  /** For another file before the worker ends; pdf.js takes a tenth of a second to load. */
  readonly idleMs: number;
};

const LIMITS: InspectorLimits = { fileMs: 20_000, idleMs: 30_000 };
const DAMAGED: Inspection = { ok: false, reason: 'damaged' };

/** Opens PDFs with pdf.js in a worker thread, one at a time. */
export class Inspector {
  readonly #limits: InspectorLimits;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(limits: InspectorLimits = LIMITS) {
    this.#limits = limits;
  }

  /** A file on which the worker fails, or takes too long, is damaged. Rejects when it is aborted. */
  inspect(path: string, signal: AbortSignal): Promise<Inspection> {
    const turn = this.#tail.then(() => this.#inspect(path, signal));
    this.#tail = turn.catch(() => {});
    return turn;
  }

  /** Ends the worker. What is being inspected should have been aborted before. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #inspect(path: string, signal: AbortSignal): Promise<Inspection> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    this.#worker ??= await hire(() => {
      this.#worker = undefined;
    });
    if (!this.#worker) return { ok: false, reason: 'disk-error' };
    const answer = await ask(this.#worker, path, this.#limits.fileMs, signal);
    if (answer) this.#idle = setTimeout(() => this.close(), this.#limits.idleMs).unref();
    else await this.close();
    signal.throwIfAborted();
    return answer ?? DAMAGED;
  }
}

/** Undefined where the worker's own program cannot be loaded. */
async function hire(onExit: () => void): Promise<Worker | undefined> {
  // pdf.js tells the console what it misses of a browser; that must not reach a command's output.
  const quiet = { stdout: true, stderr: true };
  const worker = new Worker(new URL('./inspect-worker.ts', import.meta.url), quiet);
  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('error', () => {}).on('exit', onExit);
  return new Promise((resolve) => {
    worker.once('exit', () => resolve(undefined));
    worker.once('message', () => {
      worker.unref();
      resolve(worker);
    });
  });
}

/** Undefined where the worker ended, the time is up, or it was aborted. */
function ask(
  worker: Worker,
  path: string,
  ms: number,
  signal: AbortSignal,
): Promise<Inspection | undefined> {
  return new Promise((resolve) => {
    const answered = (inspection: Inspection): void => finish(inspection);
    const gaveUp = (): void => finish(undefined);
    const timer = setTimeout(gaveUp, ms);
    const finish = (inspection: Inspection | undefined): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', gaveUp);
      worker.off('message', answered).off('exit', gaveUp);
      resolve(inspection);
    };
    signal.addEventListener('abort', gaveUp, { once: true });
    worker.on('message', answered).on('exit', gaveUp);
    worker.postMessage(path);
  });
}
