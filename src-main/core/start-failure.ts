import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf, LIBRARY_FILE, listBackups, Refusal } from './backup/index.ts';

/**
 * Why a data folder could not be opened: `database-damaged` `library.sqlite` cannot be read;
 * `database-missing` it is gone, though the folder had one; `newer-version` a newer program wrote it;
 * `disk-full`, `disk-error` the file system refused; `folder-unwritable` nothing can be written there.
 */
export type StartReason =
  | 'folder-unwritable'
  | 'disk-full'
  | 'disk-error'
  | 'database-damaged'
  | 'database-missing'
  | 'newer-version';

/** Thrown where the folder had a library and has none. */
export class LibraryMissing extends Error {}

/** A folder that may not be read or written, or a file in its place. */
const UNUSABLE = ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'];
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CANTOPEN = 14;

/** What an error of a start means; an error that means nothing known is thrown on. */
export function startReasonOf(error: unknown): StartReason {
  if (error instanceof LibraryMissing) return 'database-missing';
  const { errcode, code, message } = error as { errcode?: number; code?: string; message?: string };
  const primary = errcode === undefined ? undefined : errcode & 0xff;
  const isUnwritable = primary === SQLITE_READONLY || primary === SQLITE_CANTOPEN;
  if (isUnwritable || UNUSABLE.includes(code ?? '')) return 'folder-unwritable';
  if (message?.includes('storage format')) return 'newer-version';
  const { reason } = failureOf(error);
  if (reason === 'disk-full' || reason === 'newer-version') return reason;
  if (reason === 'damaged' || reason === 'not-a-library') return 'database-damaged';
  if (primary === SQLITE_IOERR || error instanceof Refusal || code === 'EIO') return 'disk-error';
  // SQLite has many more words for a file that is not what it should be.
  if (primary !== undefined) return 'database-damaged';
  throw error;
}

/**
 * Throws LibraryMissing where `library.sqlite` is gone or empty, and something says that there was one:
 * its log, the local file that lay beside it (`generation`), a backup, or a stored PDF. An empty
 * library in its place would hide from the user what happened.
 */
export function requireLibraryFile(dataDir: string, generation: string | undefined): void {
  const path = join(dataDir, LIBRARY_FILE);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  const hadOne =
    generation !== undefined ||
    (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0 ||
    listBackups(dataDir).length > 0 ||
    hasPdf(join(dataDir, 'pdf'));
  if (hadOne) throw new LibraryMissing(`${path} is ${existsSync(path) ? 'empty' : 'gone'}`);
}

function hasPdf(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) =>
    readdirIn(join(folder, name)).some((file) => file.endsWith('.pdf')),
  );
}

function readdirIn(folder: string): string[] {
  return statSync(folder).isDirectory() ? readdirSync(folder) : [];
}
