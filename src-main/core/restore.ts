import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  finishRestore,
  moveAside,
  newestGoodBackup,
  type RestoreResult,
  restoreBackup,
} from './backup/index.ts';
import { acquireLock, type Lock } from './lock/index.ts';
import { type StartReason, startReasonOf } from './start-failure.ts';
import { LibraryStore } from './store/index.ts';

/** Besides what a restore itself may meet: `running`, a core holds the data folder. */
export type RestoreLibraryResult =
  | RestoreResult
  | { ok: false; reason: 'running' | 'no-backup' | StartReason; detail: string };

/** `keptAs` is where the library that was there lies now; null where there was none. */
export type StartEmptyResult =
  | { ok: true; keptAs: string | null }
  | { ok: false; reason: 'running' | StartReason; detail: string };

type Locked = { ok: true; lock: Lock } | { ok: false; reason: LockReason; detail: string };
type LockReason = 'running' | 'folder-unwritable' | 'disk-full';

/**
 * Puts a backup (or any library file) in the place of the data folder's library; `source` null takes
 * the newest good backup. The present library is kept aside. No core may hold the folder.
 */
export async function restoreLibrary(
  dataDir: string,
  source: string | null,
): Promise<RestoreLibraryResult> {
  const locked = lock(dataDir);
  if (!locked.ok) return locked;
  try {
    await finishRestore(dataDir);
    const chosen = source ?? (await newestGoodBackup(dataDir))?.path;
    if (chosen === undefined) return { ok: false, reason: 'no-backup', detail: dataDir };
    return await restoreBackup({ dataDir, source: chosen });
  } catch (error) {
    return { ok: false, reason: startReasonOf(error), detail: String(error) };
  } finally {
    locked.lock.release();
  }
}

/**
 * Puts an empty library in the place of one that cannot be opened, or is gone; what is there is moved
 * aside, byte for byte. Backups and PDFs stay. No core may hold the folder.
 */
export async function startEmpty(dataDir: string): Promise<StartEmptyResult> {
  const locked = lock(dataDir);
  if (!locked.ok) return locked;
  try {
    const keptAs = moveAside(dataDir);
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(join(dataDir, `index.sqlite${suffix}`), { force: true });
    // Now, since a folder whose library is missing is not started with an empty one by itself.
    await (await LibraryStore.open(dataDir)).close();
    return { ok: true, keptAs };
  } catch (error) {
    return { ok: false, reason: startReasonOf(error), detail: String(error) };
  } finally {
    locked.lock.release();
  }
}

function lock(dataDir: string): Locked {
  const acquired = acquireLock(dataDir);
  if (acquired.ok) return acquired;
  const detail = acquired.reason === 'running' ? dataDir : acquired.detail;
  return { ok: false, reason: acquired.reason, detail };
}
