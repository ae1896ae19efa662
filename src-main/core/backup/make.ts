import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StopFlag } from '../threads/index.ts';
import type { Source } from './copy.ts';
import { type Failure, failureOf, Refusal } from './failure.ts';
import {
  backupFolder,
  infoOf,
  LIBRARY_FILE,
  listBackups,
  partOf,
  removeDatabase,
  removeParts,
  settleFile,
} from './folder.ts';
import { runJob } from './job.ts';
import { backupName } from './names.ts';
import type { BackupInfo, BackupReason } from './types.ts';

/** What to back up, of which data folder, when and why. */
export type MakeOrder = {
  readonly dataDir: string;
  readonly source: Source;
  readonly at: number;
  readonly reason: BackupReason;
  readonly stop?: StopFlag;
};

/** The backup with the history of its library. */
export type MakeResult =
  | { readonly ok: true; readonly backup: BackupInfo; readonly history: string }
  | Failure;

/**
 * Makes one verified backup, which has its name only when it is whole. Belongs to one process at a time:
 * it removes what others left unfinished. Never rejects.
 */
export async function makeBackup(order: MakeOrder): Promise<MakeResult> {
  try {
    const path = prepare(order);
    return await fill(order, path);
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * Makes the backup that a migration begins with (BACK-3), of a library that this process may have
 * open. Rejects with a Refusal where there can be none: then nothing may be migrated.
 */
export async function backUpBeforeMigration(dataDir: string): Promise<void> {
  const source = { path: join(dataDir, LIBRARY_FILE), isOpen: true };
  const made = await makeBackup({ dataDir, source, at: Date.now(), reason: 'before-migration' });
  if (!made.ok) throw new Refusal(made.reason, made.detail);
}

function prepare({ dataDir, at, reason }: MakeOrder): string {
  const folder = backupFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeParts(folder);
  const taken = new Set(listBackups(dataDir).map(({ name }) => name));
  return join(folder, backupName(at, reason, taken));
}

async function fill({ source, at, reason, stop }: MakeOrder, path: string): Promise<MakeResult> {
  const target = partOf(path);
  try {
    // The library may be of a newer version: what is kept need not be understood.
    const note = { at, reason };
    const result = await runJob({ kind: 'copy', source, target, versions: null, note }, stop);
    if (!result.ok) return result;
    settleFile(target, path, dirname(path));
    const backup = infoOf(dirname(path), basename(path));
    if (!backup) throw new Error(`${path} is gone`);
    return { ok: true, backup, history: result.history };
  } finally {
    removeDatabase(target);
  }
}
