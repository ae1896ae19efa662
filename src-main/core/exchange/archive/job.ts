import { COLLECTION_NAMES, LIBRARY_FORMAT } from '../../store/index.ts';
import { runOnce, type StopFlag, stopFlag } from '../../threads/index.ts';
import type { Examined } from './examine.ts';
import { type ArchiveFailure, archiveFailure } from './failure.ts';
import type { LibraryShape } from './format.ts';
import type { WriteOrder, Written } from './write.ts';

type WriteJob = { readonly kind: 'write' } & WriteOrder;
type ExamineJob = {
  readonly kind: 'examine';
  readonly path: string;
  readonly library: LibraryShape;
};

/** The library of this program; the worker is told, since loading the store takes it long. */
export const OUR_LIBRARY: LibraryShape = {
  format: LIBRARY_FORMAT,
  collections: COLLECTION_NAMES,
};

/** What the worker does: `writeArchive` or `examineArchive`. */
export type ArchiveJob = WriteJob | ExamineJob;

export type ArchiveResult<Job extends ArchiveJob> =
  | ({ readonly ok: true } & (Job extends WriteJob ? Written : Examined))
  | ArchiveFailure;

/** What the worker is given. */
export type ArchiveInput = { readonly job: ArchiveJob; readonly stop: StopFlag };

/** Does a job in a thread of its own; aborting ends it with `stopped`. Never rejects. */
export async function runArchiveJob<Job extends ArchiveJob>(
  job: Job,
  signal: AbortSignal,
): Promise<ArchiveResult<Job>> {
  const input: ArchiveInput = { job, stop: stopFlag() };
  const stop = (): void => void Atomics.store(input.stop, 0, 1);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    const program = new URL('./archive-worker.ts', import.meta.url);
    return await runOnce<ArchiveResult<Job>>(program, input, archiveFailure);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
