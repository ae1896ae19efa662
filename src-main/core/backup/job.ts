import { join } from 'node:path';
import { COLLECTION_NAMES, LIBRARY_FORMAT, schemaOf } from '../store/index.ts';
import { runOnce, type StopFlag, stopFlag } from '../threads/index.ts';
import type { Versions } from './contents.ts';
import type { CopyOrder, Source } from './copy.ts';
import { type Failure, failureOf } from './failure.ts';
import { LIBRARY_FILE } from './folder.ts';

/** What a worker thread does: `copyLibrary` or `checkLibrary`. */
export type Job =
  | ({ readonly kind: 'copy' } & CopyOrder)
  | { readonly kind: 'check'; readonly source: Source; readonly versions: Versions | null };

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

/**
 * Reads the library of a data folder to its end, in a thread of its own; `isOpen` where this process
 * has it open. Never rejects.
 */
export function checkLibraryFile(
  dataDir: string,
  isOpen: boolean,
  stop?: StopFlag,
): Promise<JobResult> {
  const source = { path: join(dataDir, LIBRARY_FILE), isOpen };
  return runJob({ kind: 'check', source, versions: null }, stop);
}
