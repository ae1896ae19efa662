import { Worker } from 'node:worker_threads';

/** What one question to a worker may take. */
export type ThreadLimits = {
  /** Milliseconds for an answer. */
  readonly answerMs: number;
  /** Milliseconds without a question before the worker ends; pdf.js takes a tenth of a second to load. */
  readonly idleMs: number;
  /** Most bytes of objects and of buffers together; a PDF of 10 MB can unpack to 10 GB. */
  readonly memory: number;
};

/**
 * Why there is no answer: the time or the memory was used up, the worker ended, it was aborted, or
 * its own program cannot be loaded.
 */
export type NoAnswer = 'timeout' | 'memory' | 'crashed' | 'aborted' | 'unavailable';

/** What a worker answered. */
export type Answered<A> =
  | { readonly ok: true; readonly answer: A }
  | { readonly ok: false; readonly reason: NoAnswer };

const LOOK_EVERY_MS = 200;
/** Of objects; the largest of our real files needs a tenth. The rest of the memory is of buffers. */
const HEAP_MB = 768;

/**
 * A worker thread that opens PDFs, one question at a time. A file on which it hangs or swells costs
 * the worker, which is killed, and nothing else: the next question gets a new one.
 */
export class PdfThread<Question, Answer> {
  readonly #program: URL;
  readonly #limits: ThreadLimits;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  /** `program` posts one message when it is ready, and one for each question. */
  constructor(program: URL, limits: ThreadLimits) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Asks when all that was asked before is answered. */
  ask(question: Question, signal: AbortSignal): Promise<Answered<Answer>> {
    const turn = this.#tail.then(() => this.#ask(question, signal));
    this.#tail = turn;
    return turn;
  }

  /** Ends the worker. What is being asked should have been aborted before. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Answered<Answer>> {
    if (signal.aborted) return { ok: false, reason: 'aborted' };
    clearTimeout(this.#idle);
    const worker = this.#worker ?? (await hire(this.#program));
    if (!worker) return { ok: false, reason: 'unavailable' };
    this.#worker = worker;
    const answered = await converse<Answer>(worker, question, this.#limits, signal);
    if (answered.ok) this.#idle = setTimeout(() => this.close(), this.#limits.idleMs).unref();
    else await this.close();
    return answered;
  }
}

/** Undefined where the worker's own program cannot be loaded. */
async function hire(program: URL): Promise<Worker | undefined> {
  const worker = new Worker(program, {
    // pdf.js tells the console what it misses of a browser; that must not reach a command's output.
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('error', () => {});
  return new Promise((resolve) => {
    const ended = (): void => resolve(undefined);
    worker.once('exit', ended);
    worker.once('message', () => {
      worker.off('exit', ended);
      worker.unref();
      resolve(worker);
    });
  });
}

function converse<Answer>(
  worker: Worker,
  question: unknown,
  limits: ThreadLimits,
  signal: AbortSignal,
): Promise<Answered<Answer>> {
  return new Promise((resolve) => {
    const stop = (reason: NoAnswer): void => finish({ ok: false, reason });
    const answered = (answer: Answer): void => finish({ ok: true, answer });
    const aborted = (): void => stop('aborted');
    const failed = (error: unknown): void => stop(reasonOf(error));
    const exited = (): void => stop('crashed');
    const time = setTimeout(() => stop('timeout'), limits.answerMs);
    const look = setInterval(() => void weigh(worker, limits.memory, stop), LOOK_EVERY_MS);
    const finish = (result: Answered<Answer>): void => {
      clearTimeout(time);
      clearInterval(look);
      signal.removeEventListener('abort', aborted);
      worker.off('message', answered).off('error', failed).off('exit', exited);
      resolve(result);
    };
    signal.addEventListener('abort', aborted, { once: true });
    worker.on('message', answered).on('error', failed).on('exit', exited);
    worker.postMessage(question);
  });
}

function reasonOf(error: unknown): NoAnswer {
  return (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed';
}

/** Buffers lie outside of the heap that `resourceLimits` bounds, so they are looked at now and then. */
async function weigh(
  worker: Worker,
  most: number,
  stop: (reason: NoAnswer) => void,
): Promise<void> {
  try {
    const { external_memory: external, used_heap_size: heap } = await worker.getHeapStatistics();
    if (external + heap > most) stop('memory');
  } catch {
    // It has just ended, which is told by itself.
  }
}
