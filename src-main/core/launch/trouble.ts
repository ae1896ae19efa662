import { type BackupInfo, newestGoodBackup } from '../backup/index.ts';
import { type RestoreLibraryResult, restoreLibrary, startEmpty } from '../restore.ts';
import type { StartReason } from '../start-failure.ts';

/** What can be done about a data folder that does not open; trying again changes nothing. */
export type WayOut = 'restore-newest' | 'start-empty' | 'try-again';

/** Why the program does not start, and what the user may choose from. */
export type Trouble = {
  readonly reason: 'running' | StartReason;
  readonly dataDir: string;
  /** The newest backup that was read to its end and is good, when a restore is a way out. */
  readonly newestBackup: Pick<BackupInfo, 'name' | 'at' | 'bytes'> | null;
  /** The best first. */
  readonly waysOut: readonly WayOut[];
};

/** `keptAs` is where the library that was there lies now; null where nothing was replaced. */
export type RecoverResult =
  | { readonly ok: true; readonly keptAs: string | null }
  | {
      readonly ok: false;
      readonly reason: Extract<RestoreLibraryResult, { ok: false }>['reason'] | StartReason;
      readonly detail: string;
    };

/** Those that the user can do something about while the program waits. */
const OPEN_TO_CHOICE: readonly Trouble['reason'][] = [
  'database-damaged',
  'database-missing',
  'disk-full',
  'disk-error',
];

/** Whether a shell should offer ways out; else it says why it does not start, and ends. */
export function isOpenToChoice(reason: Trouble['reason']): boolean {
  return OPEN_TO_CHOICE.includes(reason);
}

/** Looks for ways out of a start that failed; with backups this reads the newest to its end. */
export async function describeTrouble(
  dataDir: string,
  reason: Trouble['reason'],
): Promise<Trouble> {
  const isLost = reason === 'database-damaged' || reason === 'database-missing';
  const newest = isLost ? await newestGood(dataDir) : null;
  const waysOut: WayOut[] = newest ? ['restore-newest'] : [];
  if (isLost) waysOut.push('start-empty');
  return { reason, dataDir, newestBackup: newest, waysOut: [...waysOut, 'try-again'] };
}

/** Goes a way out; the library that is there is kept aside. No core may hold the folder. */
export async function recover(dataDir: string, wayOut: WayOut): Promise<RecoverResult> {
  if (wayOut === 'restore-newest') return restoreLibrary(dataDir, null);
  if (wayOut === 'start-empty') return startEmpty(dataDir);
  return { ok: true, keptAs: null };
}

async function newestGood(dataDir: string): Promise<Trouble['newestBackup']> {
  const found = await newestGoodBackup(dataDir).catch(() => null);
  return found && { name: found.name, at: found.at, bytes: found.bytes };
}
