import { Worker } from 'node:worker_threads';
import { COLLECTION_NAMES, LIBRARY_FORMAT, schemaOf } from '../store/index.ts';
import type { Versions } from './contents.ts';
import type { CopyOrder } from './copy.ts';
import { type Failure, failureOf } from './failure.ts';

/** What a worker thread does: `copyLibrary` or `checkLibrary`. */
export type Job =
  | ({ readonly kind: 'copy' } & CopyOrder)
  | { readonly kind: 'check'; readonly path: string; readonly versions: Versions | null };

/** `history` tells which changes a library has seen; see `historyOf`. */
export type JobResult = { readonly ok: true; readonly history: string } | Failure;

/** Set to 1 to end the job as soon as it can. */
export type StopFlag = Int32Array<SharedArrayBuffer>;

/** What the worker is given. */
export type WorkerInput = { readonly job: Job; readonly stop: StopFlag };

/** The versions that this program can read. */
export const KNOWN_VERSIONS: Versions = {
  format: LIBRARY_FORMAT,
  collections: Object.fromEntries(COLLECTION_NAMES.map((name) => [name, schemaOf(name).version])),
};

/** A flag for one or more jobs. */
export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Does a job in a thread of its own, which ends with it. Never rejects. */
export function runJob(job: Job, stop: StopFlag = stopFlag()): Promise<JobResult> {
  const input: WorkerInput = { job, stop };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
      workerData: input,
    });
    let result: JobResult | undefined;
    worker.on('message', (message: JobResult) => {
      result = message;
    });
    worker.on('error', (error) => {
      result ??= failureOf(error);
    });
    // Only when the thread is gone are its files closed for certain.
    worker.on('exit', (code) => resolve(result ?? failureOf(new Error(`it ended with ${code}`))));
  });
}
