import {
  finishRestore,
  newestGoodBackup,
  type RestoreResult,
  restoreBackup,
} from './backup/index.ts';
import { acquireLock } from './lock/index.ts';

/** Besides what a restore itself may meet: `running`, a core holds the data folder. */
export type RestoreLibraryResult =
  | RestoreResult
  | { ok: false; reason: 'running' | 'no-backup' | 'folder-unwritable'; detail: string };

/**
 * Puts a backup (or any library file) in the place of the data folder's library; `source` null takes
 * the newest good backup. The present library is kept aside. No core may hold the folder.
 */
export async function restoreLibrary(
  dataDir: string,
  source: string | null,
): Promise<RestoreLibraryResult> {
  const acquired = acquireLock(dataDir);
  if (!acquired.ok) {
    const detail = acquired.reason === 'running' ? dataDir : acquired.detail;
    return { ok: false, reason: acquired.reason, detail };
  }
  try {
    await finishRestore(dataDir);
    const chosen = source ?? (await newestGoodBackup(dataDir))?.path;
    if (chosen === undefined) return { ok: false, reason: 'no-backup', detail: dataDir };
    return await restoreBackup({ dataDir, source: chosen });
  } finally {
    acquired.lock.release();
  }
}
