import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteConnection } from '../store/index.ts';
import { type Failure, failureOf, Refusal } from './failure.ts';
import {
  LIBRARY_FILE,
  listBackups,
  partOf,
  removeDatabase,
  SIDE_FILES,
  settleFile,
  syncFile,
  syncFolder,
} from './folder.ts';
import { KNOWN_VERSIONS, runJob } from './job.ts';
import { newestFirst } from './keep.ts';
import { makeBackup } from './make.ts';
import { stampOf } from './names.ts';
import type { BackupInfo, RestoreResult } from './types.ts';

/** The steps of a restore, in their order; each leaves the old or the new library, never neither. */
export type RestoreStep =
  | 'copied'
  | 'renewed'
  | 'kept'
  | 'decided'
  | 'log-removed'
  | 'replaced'
  | 'index-removed';

/** What to restore. */
export type RestoreOptions = {
  readonly dataDir: string;
  /** Path of a backup or of any library; it is only read (SQLite may make `-shm` beside a log). */
  readonly source: string;
  /** Called after each step, so that a test can fail or kill there. */
  readonly afterStep?: (step: RestoreStep) => void;
};

const NO_STEP = (): void => {};
const INDEX_FILE = 'index.sqlite';
/** The new library while it is copied and verified. */
const ARRIVING = `${LIBRARY_FILE}.arriving`;
/** The new library from the moment that the restore is decided: whoever finds it finishes. */
const DECIDED = `${LIBRARY_FILE}.restored`;

/**
 * Puts a copy of `source` in the place of the library, which is kept: as a backup, or, where it is
 * damaged, byte for byte as `library.sqlite.damaged-<time>` with its log. The copy gets a history of
 * its own, so that everything derived is made anew. The caller holds the folder's lock, no core has it
 * open. One that was cut short, or failed, after it was decided is finished by `finishRestore`; one
 * before has changed nothing. Never rejects.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { dataDir, source, afterStep = NO_STEP } = options;
  const arriving = join(dataDir, ARRIVING);
  try {
    finishRestore(dataDir);
    removeDatabase(arriving);
    await fetchCopy(source, arriving);
    afterStep('copied');
    renewHistory(dataDir);
    afterStep('renewed');
    const keptAs = await keepPresent(dataDir);
    afterStep('kept');
    settleFile(arriving, join(dataDir, DECIDED), dataDir);
    afterStep('decided');
    putInPlace(dataDir, afterStep);
    return { ok: true, keptAs };
  } catch (error) {
    return refusal(failureOf(error));
  } finally {
    removeQuietly(arriving);
  }
}

/**
 * Finishes a restore that was cut short after it was decided; whether there was one. To be called with
 * the lock held and before the library is opened, at every start: it only looks for one file then.
 * Throws what the file system throws.
 */
export function finishRestore(dataDir: string): boolean {
  if (!existsSync(join(dataDir, DECIDED))) return false;
  putInPlace(dataDir, NO_STEP);
  return true;
}

/** The newest backup that this program can restore, found by reading all of it; null without one. */
export async function newestGoodBackup(dataDir: string): Promise<BackupInfo | null> {
  for (const backup of newestFirst(listBackups(dataDir), Date.now())) {
    const versions = KNOWN_VERSIONS;
    if ((await runJob({ kind: 'check', path: backup.path, versions })).ok)
      return { ...backup, ok: true };
  }
  return null;
}

async function fetchCopy(path: string, target: string): Promise<void> {
  const source = { path, isOpen: false };
  const versions = KNOWN_VERSIONS;
  const copied = await runJob({ kind: 'copy', source, target, versions, note: null });
  if (!copied.ok) throw new Refusal(copied.reason, copied.detail);
}

/** Sequences of the copy will mean other changes than those of the library that it replaces. */
function renewHistory(dataDir: string): void {
  const connection = openSqliteConnection({ directory: dataDir, fileName: ARRIVING });
  try {
    connection.renewGeneration();
  } finally {
    connection.close();
  }
  syncFile(join(dataDir, ARRIVING));
}

async function keepPresent(dataDir: string): Promise<string | null> {
  const path = join(dataDir, LIBRARY_FILE);
  if (!existsSync(path)) return null;
  const source = { path, isOpen: false };
  const kept = await makeBackup({ dataDir, source, at: Date.now(), reason: 'before-restore' });
  if (kept.ok) return kept.backup.path;
  if (kept.reason === 'damaged' || kept.reason === 'not-a-library') return keepBytes(dataDir);
  throw new Refusal(kept.reason, kept.detail);
}

/** The log first: a kept library is there once its file has its name. */
function keepBytes(dataDir: string): string {
  const path = join(dataDir, LIBRARY_FILE);
  const kept = freeName(`${path}.damaged-${stampOf(Date.now())}`);
  for (const suffix of ['-wal', '-journal', '']) {
    if (!existsSync(path + suffix)) continue;
    const part = partOf(kept) + suffix;
    try {
      copyFileSync(path + suffix, part, constants.COPYFILE_FICLONE);
      syncFile(part);
      settleFile(part, kept + suffix, dataDir);
    } finally {
      rmSync(part, { force: true });
    }
  }
  return kept;
}

function freeName(path: string): string {
  for (let number = 2, name = path; ; number += 1) {
    if (!existsSync(name)) return name;
    name = `${path}-${number}`;
  }
}

/**
 * SQLite would apply an old log to any file of that name, so it goes first; until the new file has its
 * name, DECIDED says that it must get it.
 */
function putInPlace(dataDir: string, afterStep: (step: RestoreStep) => void): void {
  const path = join(dataDir, LIBRARY_FILE);
  for (const suffix of SIDE_FILES) rmSync(path + suffix, { force: true });
  syncFolder(dataDir);
  afterStep('log-removed');
  renameSync(join(dataDir, DECIDED), path);
  syncFolder(dataDir);
  afterStep('replaced');
  // One of another history would be made anew too; this frees the room at once.
  removeQuietly(join(dataDir, INDEX_FILE));
  afterStep('index-removed');
}

/** What is left over does no harm, and whoever needs the name removes it first. */
function removeQuietly(path: string): void {
  try {
    removeDatabase(path);
  } catch {}
}

function refusal({ reason, detail }: Failure): RestoreResult {
  return { ok: false, reason: reason === 'stopped' ? 'disk-error' : reason, detail };
}
