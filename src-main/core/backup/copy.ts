import { closeSync, existsSync, fsyncSync, openSync, readSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import {
  annotate,
  digestOf,
  historyOf,
  requireDigest,
  requireIntact,
  requireLibrary,
  type Tick,
  type Versions,
} from './contents.ts';
import { Refusal } from './failure.ts';
import type { BackupReason } from './types.ts';

/** A file to be read; with `isOpen` by others of this process, who may write to it. */
export type Source = { readonly path: string; readonly isOpen: boolean };

/** What to copy. `note` makes a backup of the copy; `versions` as in `requireLibrary`. */
export type CopyOrder = {
  readonly source: Source;
  readonly target: string;
  readonly versions: Versions | null;
  readonly note: { readonly at: number; readonly reason: BackupReason } | null;
};

/** 4 MB, a few milliseconds, after which the copying can be stopped. */
const PAGES_AT_ONCE = 1_000;
const MAGIC = 'SQLite format 3\0';

/**
 * Copies a library, as it is at this moment, into a new file, verifies the copy by reading all of it, and
 * returns its history. Throws a Refusal, or what SQLite and the file system throw, and may leave an
 * unfinished target then. Blocks its thread for long: for a worker.
 */
export async function copyLibrary(order: CopyOrder, tick: Tick): Promise<string> {
  const digest = await copyPages(order, tick);
  const { target, note } = order;
  withDatabase(new DatabaseSync(target), (db) => annotate(db, note && { ...note, digest }));
  const history = withDatabase(new DatabaseSync(target, { readOnly: true }), (db) => {
    requireIntact(db);
    if (digestOf(db, tick) !== digest) throw new Refusal('damaged', 'the copy is not the same');
    return historyOf(db);
  });
  sync(target);
  return history;
}

/** Reads a library or backup from one end to the other; its history. Throws as `copyLibrary`. */
export function checkLibrary(source: Source, versions: Versions | null, tick: Tick): string {
  return withDatabase(openToRead(source), (db) => {
    requireLibrary(db, versions);
    requireIntact(db);
    requireDigest(db, tick);
    return historyOf(db);
  });
}

/** The source is read in one transaction, so that whoever writes meanwhile does not change the copy. */
async function copyPages({ source, target, versions }: CopyOrder, tick: Tick): Promise<string> {
  const db = openToRead(source);
  try {
    db.exec('BEGIN');
    requireLibrary(db, versions);
    await backup(db, target, { rate: PAGES_AT_ONCE, progress: tick });
    requireDigest(db, tick);
    return digestOf(db, tick);
  } finally {
    db.close();
  }
}

function openToRead({ path, isOpen }: Source): DatabaseSync {
  // Closing any other descriptor of an open database would drop its locks (POSIX).
  if (!isOpen) requireSqlite(path);
  const isAlone = !isOpen && !existsSync(`${path}-wal`) && !existsSync(`${path}-journal`);
  // Else SQLite makes a log beside a file that it only reads, and fails where it cannot.
  const place = isAlone ? new URL(`${pathToFileURL(path).href}?immutable=1`) : path;
  return new DatabaseSync(place, { readOnly: true, timeout: 5_000 });
}

function requireSqlite(path: string): void {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(MAGIC.length);
    readSync(file, head, 0, head.length, 0);
    if (head.toString('latin1') !== MAGIC)
      throw new Refusal('not-a-library', 'it is not a SQLite file');
  } finally {
    closeSync(file);
  }
}

function withDatabase<T>(db: DatabaseSync, work: (db: DatabaseSync) => T): T {
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
