import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileReason } from '../../../src-shared/contract/index.ts';

/** An open file, as far as a download needs one. */
export interface DiskFile {
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls through which a download writes, so that a test can make the disk fail. */
export interface Disk {
  open(path: string, flags: 'w' | 'a'): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  /** Bytes that may still be written beside `path`; null where the system does not say. */
  free(path: string): Promise<number | null>;
}

/** The machine's own disk. */
export const realDisk: Disk = { open, rename, free: freeBytes };

/** What policies leave free on the disk: it is for what the user makes. */
export const RESERVE_BYTES = 1_000_000_000;

async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Writes all bytes, though the system may take fewer at once. */
export async function writeAll(file: DiskFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes.subarray(written))).bytesWritten;
  }
}

/** A file's length in bytes; 0 where there is none. */
export async function lengthOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}

/** The file piece by piece, so that its length does not matter. */
export function piecesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

/** SHA-256 of a file in hexadecimal. Throws what the file system throws. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path)) hash.update(piece);
  return hash.digest('hex');
}

/** Removes a file that may not be there. */
export async function remove(path: string): Promise<void> {
  await rm(path, { force: true });
}

/**
 * Moves a file whose hash is known to the place of that hash, making the folder. Where the same
 * content is already there it stays as it is, and the new file goes.
 */
export async function settle(disk: Disk, from: string, to: string, sha256: string): Promise<void> {
  if (await holds(to, sha256)) return remove(from);
  await mkdir(dirname(to), { recursive: true });
  await disk.rename(from, to);
  await syncFolder(dirname(to));
  await syncFolder(dirname(dirname(to)));
}

async function holds(path: string, sha256: string): Promise<boolean> {
  if ((await lengthOf(path)) === 0) return false;
  return (await hashOf(path)) === sha256;
}

/** Makes a file's new name survive a loss of power. Windows has no such call for folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const SQLITE_FULL = 13;

/** What an error of the file system, or of a database on it, means to the user. */
export function diskReason(error: unknown): Extract<FileReason, 'disk-full' | 'disk-error'> {
  const { code, errcode } = error as { code?: string; errcode?: number };
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull || ((errcode ?? 0) & 0xff) === SQLITE_FULL ? 'disk-full' : 'disk-error';
}
