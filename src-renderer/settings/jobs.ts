import { create } from 'zustand';
import type {
  ArchiveReport,
  BackupReport,
  DoctorReport,
  SyncReport,
} from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { keys, queryClient } from '../queries.ts';
import { type RestoreOutcome, restoreBackup } from './restore.ts';

/** How a job goes; `failed`: the core could not be asked. `result` stays until the next start. */
export type JobState<Result> =
  | { readonly state: 'idle' | 'running' | 'failed'; readonly result: null }
  | { readonly state: 'done'; readonly result: Result };

/**
 * Creates work that goes on, and whose result stays, wherever the user is meanwhile; `changes` are
 * the keys of answers that are not true any more after it.
 */
export function createJob<Input, Result>(
  work: (input: Input) => Promise<Result>,
  changes: readonly (readonly string[])[] = [],
) {
  const use = create<JobState<Result>>(() => ({ state: 'idle', result: null }));
  const idle: JobState<Result> = { state: 'idle', result: null };
  return {
    /** Forgets the result. */
    forget: (): void => use.setState(idle, true),
    /** The job's state, as a hook and a zustand store. */
    use,
    /** Starts the work, unless it is under way. */
    async start(input: Input): Promise<void> {
      if (use.getState().state === 'running') return;
      use.setState({ state: 'running', result: null }, true);
      try {
        use.setState({ state: 'done', result: await work(input) }, true);
      } catch {
        use.setState({ state: 'failed', result: null }, true);
      }
      for (const queryKey of changes) void queryClient.invalidateQueries({ queryKey });
    },
  };
}

/** Reads Hugging Face's trending list. */
export const trendingJob = createJob<void, SyncReport>(() =>
  client.listings.sync({ trending: true }),
);

/** Reads the subscribed arXiv categories. */
export const categoriesJob = createJob<void, unknown>(() => client.listings.readCategories());

/** Makes a backup. */
export const backupJob = createJob<void, BackupReport>(
  () => client.system.backup(),
  [keys.backups, keys.storage],
);

/** Puts the backup of a name in the library's place. */
export const restoreJob = createJob<string, RestoreOutcome>(restore, [keys.backups, keys.storage]);

async function restore(name: string): Promise<RestoreOutcome> {
  const outcome = await restoreBackup(name);
  // What was found out of the library before is not true of this one.
  if (outcome.ok) for (const job of [doctorJob, backupJob]) job.forget();
  return outcome;
}

/** Writes everything into an archive. */
export const archiveJob = createJob<void, ArchiveReport>(
  () => client.exchange.exportArchive(),
  [keys.storage],
);

/** Examines the data folder, and with `true` repairs it. */
export const doctorJob = createJob<boolean, DoctorReport>((repair) =>
  client.system.doctor({ repair }),
);

/** Whether a check or a backup found the library damaged, and no backup was restored since. */
export function useLibraryDamaged(): boolean {
  const found = doctorJob.use(({ result }) =>
    (result?.findings ?? []).some(({ kind, repaired }) => kind === 'database-damaged' && !repaired),
  );
  const refused = backupJob.use(
    ({ result }) => result?.ok === false && result.reason === 'damaged',
  );
  return found || refused;
}
