import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteConnection } from '../store/index.ts';
import { copyAside } from './aside.ts';
import { type Failure, failureOf, Refusal } from './failure.ts';
import {
  LIBRARY_FILE,
  listBackups,
  removeDatabase,
  SIDE_FILES,
  settleFile,
  syncFile,
  syncFolder,
} from './folder.ts';
import { KNOWN_VERSIONS, runJob } from './job.ts';
import { newestFirst } from './keep.ts';
import { makeBackup } from './make.ts';
import type { BackupInfo, RestoreResult } from './types.ts';

/** The steps of a restore, in their order; each leaves the old or the new library, never neither. */
export type RestoreStep =
  | 'copied'
  | 'renewed'
  | 'staged'
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
/** The new library while the present one is still in use: it takes its place at the next start. */
const STAGED = `${LIBRARY_FILE}.staged`;

/**
 * Puts a copy of `source` in the place of the library, which is kept: as a backup, or, where it is
 * damaged, byte for byte as `library.sqlite.damaged-<time>` with its log. The copy gets a history of
 * its own, so that everything derived is made anew. The caller holds the folder's lock, no core has it
 * open. One that was cut short, or failed, after it was decided is finished by `finishRestore`; one
 * before has changed nothing. Never rejects.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { dataDir, afterStep = NO_STEP } = options;
  try {
    finishDecided(dataDir);
    // What was staged was another wish, and an older one.
    removeDatabase(join(dataDir, STAGED));
    const arriving = await fetchCopy(options);
    return { ok: true, keptAs: await replace(dataDir, arriving, afterStep) };
  } catch (error) {
    return refusal(failureOf(error));
  } finally {
    removeQuietly(join(dataDir, ARRIVING));
  }
}

/**
 * Makes a verified copy of `source` ready, durably, to take the library's place at the next start; the
 * library may be open. `keptAs` is null: what is there then is kept then. Never rejects.
 */
export async function stageRestore(options: RestoreOptions): Promise<RestoreResult> {
  const { dataDir, afterStep = NO_STEP } = options;
  try {
    const arriving = await fetchCopy(options);
    settleFile(arriving, join(dataDir, STAGED), dataDir);
    afterStep('staged');
    return { ok: true, keptAs: null };
  } catch (error) {
    return refusal(failureOf(error));
  } finally {
    removeQuietly(join(dataDir, ARRIVING));
  }
}

/**
 * Finishes a restore that was staged, or cut short after it was decided; null where there was none. To
 * be called with the lock held and before the library is opened, at every start: it only looks for two
 * files then. A staged one that cannot be finished, since it was damaged meanwhile or the present
 * library could not be kept, is given up: the library is what it was. Rejects with what the file system throws.
 */
export async function finishRestore(
  dataDir: string,
  afterStep: RestoreOptions['afterStep'] = NO_STEP,
): Promise<RestoreResult | null> {
  if (finishDecided(dataDir)) return { ok: true, keptAs: null };
  const staged = join(dataDir, STAGED);
  if (!existsSync(staged)) return null;
  try {
    await requireGood(staged);
    return { ok: true, keptAs: await replace(dataDir, staged, afterStep) };
  } catch (error) {
    // Decided already: the next start goes on from there.
    if (existsSync(join(dataDir, DECIDED))) throw error;
    removeQuietly(staged);
    return refusal(failureOf(error));
  }
}

/** It was verified when it was staged, which may be long ago. */
async function requireGood(path: string): Promise<void> {
  const source = { path, isOpen: false };
  const checked = await runJob({ kind: 'check', source, versions: KNOWN_VERSIONS });
  if (!checked.ok) throw new Refusal(checked.reason, checked.detail);
}

function finishDecided(dataDir: string): boolean {
  if (!existsSync(join(dataDir, DECIDED))) return false;
  putInPlace(dataDir, NO_STEP);
  return true;
}

/** Keeps the present library, then decides for the new one; where the present one is kept. */
async function replace(
  dataDir: string,
  arriving: string,
  afterStep: (step: RestoreStep) => void,
): Promise<string | null> {
  const keptAs = await keepPresent(dataDir);
  afterStep('kept');
  settleFile(arriving, join(dataDir, DECIDED), dataDir);
  afterStep('decided');
  putInPlace(dataDir, afterStep);
  return keptAs;
}

/** The newest backup that this program can restore, found by reading all of it; null without one. */
export async function newestGoodBackup(dataDir: string): Promise<BackupInfo | null> {
  for (const backup of newestFirst(listBackups(dataDir), Date.now())) {
    const versions = KNOWN_VERSIONS;
    const source = { path: backup.path, isOpen: false };
    if ((await runJob({ kind: 'check', source, versions })).ok) return { ...backup, ok: true };
  }
  return null;
}

/** A verified copy with a history of its own; its path. */
async function fetchCopy({
  dataDir,
  source,
  afterStep = NO_STEP,
}: RestoreOptions): Promise<string> {
  const target = join(dataDir, ARRIVING);
  removeDatabase(target);
  const from = { path: source, isOpen: false };
  const versions = KNOWN_VERSIONS;
  const copied = await runJob({ kind: 'copy', source: from, target, versions, note: null });
  if (!copied.ok) throw new Refusal(copied.reason, copied.detail);
  afterStep('copied');
  renewHistory(dataDir);
  afterStep('renewed');
  return target;
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
  if (kept.reason === 'damaged' || kept.reason === 'not-a-library') return copyAside(dataDir);
  throw new Refusal(kept.reason, kept.detail);
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
