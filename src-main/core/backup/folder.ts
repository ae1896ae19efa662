import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseBackupName } from './names.ts';
import type { BackupInfo } from './types.ts';

/** The files of a database that SQLite keeps beside it. */
export const SIDE_FILES = ['-wal', '-shm', '-journal'] as const;

/** The file that backups are of, in the data folder. */
export const LIBRARY_FILE = 'library.sqlite';

const PART = '.part';
const HEADER_BYTES = 100;

/** Where the backups of a data folder are. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** The name of a file that is not finished. */
export function partOf(path: string): string {
  return path + PART;
}

/** The backups of a data folder, the newest by name first; none where there is no folder. */
export function listBackups(dataDir: string): BackupInfo[] {
  const folder = backupFolder(dataDir);
  return namesIn(folder)
    .flatMap((name) => infoOf(folder, name) ?? [])
    .toSorted((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
}

/** A backup by its name; undefined where it is none. */
export function infoOf(folder: string, name: string): BackupInfo | undefined {
  const parsed = parseBackupName(name);
  if (!parsed) return undefined;
  const path = join(folder, name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return undefined;
  return { ...parsed, name, path, bytes: found.size, ok: looksWhole(path, found.size) };
}

/** Removes what a killed process left unfinished. */
export function removeParts(folder: string): void {
  const parts = namesIn(folder).filter((name) => name.includes(PART));
  for (const name of parts) rmSync(join(folder, name), { force: true });
}

/** Removes a database and what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', ...SIDE_FILES]) rmSync(path + suffix, { force: true });
}

/** Gives a file its final name, so that the name survives a loss of power. The file must be synced. */
export function settleFile(from: string, to: string, folder: string): void {
  renameSync(from, to);
  syncFolder(folder);
}

/** Makes changes of names in a folder durable. Windows has no such call for folders. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path, 'r');
}

/** Makes a file's content durable. */
export function syncFile(path: string): void {
  syncPath(path, 'r+');
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether a file begins as SQLite's do and has the length that it says. */
function looksWhole(path: string, bytes: number): boolean {
  const header = headerOf(path);
  if (header?.toString('latin1', 0, 16) !== 'SQLite format 3\0') return false;
  const pageSize = header.readUInt16BE(16);
  return header.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize) === bytes;
}

function headerOf(path: string): Buffer | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, header, 0, HEADER_BYTES, 0) === HEADER_BYTES ? header : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
