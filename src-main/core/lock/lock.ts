import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Endpoint, readEndpoint, removeEndpoint, writeEndpoint } from './endpoint.ts';

/** Held until released, or until the process ends in whatever way. */
export type Lock = {
  /** Tells others where the core that holds this lock listens. */
  publish(endpoint: Endpoint): void;
  release(): void;
};

export type AcquireLockResult =
  | { ok: true; lock: Lock }
  | { ok: false; reason: 'running'; endpoint: Endpoint | null }
  | { ok: false; reason: 'folder-unwritable' | 'disk-full'; detail: string };

const LOCK_FILE = 'core.lock';
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/**
 * Takes the one lock of a data folder, making the folder where there is none. The lock is an
 * exclusive transaction on an empty SQLite file: the system itself lets go of it when the process
 * is killed, so that no pid has to be guessed about. Never open `core.lock` by other means in this
 * process: closing any descriptor of it would drop the lock (POSIX record locks).
 *
 * `running` comes with the holder's endpoint, or null while it is still starting.
 */
export function acquireLock(dataDir: string): AcquireLockResult {
  try {
    makeFolder(dataDir);
    return lockFolder(dataDir);
  } catch (error) {
    return refusal(error);
  }
}

/** Node's `recursive` never ends where a file system denies that a folder is there which it shows. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another start has made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function lockFolder(dataDir: string): AcquireLockResult {
  const database = lockedFile(join(dataDir, LOCK_FILE));
  if (database === null) return { ok: false, reason: 'running', endpoint: readEndpoint(dataDir) };
  try {
    removeEndpoint(dataDir);
    probe(dataDir);
  } catch (error) {
    database.close();
    return refusal(error);
  }
  return { ok: true, lock: heldLock(dataDir, database) };
}

/**
 * Null where another holds the lock. A file that was damaged can be held by nobody, and has nothing
 * in it that anybody needs: it is emptied, since another file in its place could be locked twice.
 */
function lockedFile(path: string): DatabaseSync | null {
  try {
    return lockedDatabase(path);
  } catch (error) {
    if (sqliteCode(error) !== SQLITE_NOTADB) throw error;
    truncateSync(path);
    return lockedDatabase(path);
  }
}

/** Null where another holds the lock. */
function lockedDatabase(path: string): DatabaseSync | null {
  // SQLite takes only a shared lock on a file that it may not write.
  if (existsSync(path)) accessSync(path, constants.W_OK);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) return null;
    throw error;
  }
}

/** A full disk is found here, not at the user's first highlight. */
function probe(dataDir: string): void {
  const path = join(dataDir, 'core.probe');
  try {
    writeFileSync(path, Buffer.alloc(64 * 1024), { mode: 0o600 });
  } finally {
    rmSync(path, { force: true });
  }
}

function heldLock(dataDir: string, database: DatabaseSync): Lock {
  let held = true;
  return {
    publish(endpoint) {
      if (held) writeEndpoint(dataDir, endpoint);
    },
    release() {
      if (!held) return;
      held = false;
      try {
        removeEndpoint(dataDir);
      } finally {
        database.close();
      }
    },
  };
}

function refusal(error: unknown): AcquireLockResult {
  const full = sqliteCode(error) === SQLITE_FULL || (error as { code?: string })?.code === 'ENOSPC';
  const detail = error instanceof Error ? error.message : String(error);
  return { ok: false, reason: full ? 'disk-full' : 'folder-unwritable', detail };
}

/** The primary result code; extended codes carry it in the low byte. */
function sqliteCode(error: unknown): number | null {
  const code = (error as { errcode?: unknown })?.errcode;
  return typeof code === 'number' ? code & 0xff : null;
}
