import { COLLECTION_NAMES, LIBRARY_FORMAT, schemaOf } from '../store/index.ts';
import { runOnce, type StopFlag, stopFlag } from '../threads/index.ts';
import type { Versions } from './contents.ts';
import type { CopyOrder } from './copy.ts';
import { type Failure, failureOf } from './failure.ts';

/** What a worker thread does: `copyLibrary` or `checkLibrary`. */
export type Job =
  | ({ readonly kind: 'copy' } & CopyOrder)
  | { readonly kind: 'check'; readonly path: string; readonly versions: Versions | null };

/** `history` tells which changes a library has seen; see `historyOf`. */
export type JobResult = { readonly ok: true; readonly history: string } | Failure;

/** What the worker is given. */
export type WorkerInput = { readonly job: Job; readonly stop: StopFlag };

/** The versions that this program can read. */
export const KNOWN_VERSIONS: Versions = {
  format: LIBRARY_FORMAT,
  collections: Object.fromEntries(COLLECTION_NAMES.map((name) => [name, schemaOf(name).version])),
};

/** Does a job in a thread of its own, which ends with it. Never rejects. */
export function runJob(job: Job, stop: StopFlag = stopFlag()): Promise<JobResult> {
  const input: WorkerInput = { job, stop };
  return runOnce(new URL('./backup-worker.ts', import.meta.url), input, failureOf);
}
