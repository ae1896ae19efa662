import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARY_FILE, partOf, settleFile, syncFile, syncFolder } from './folder.ts';
import { stampOf } from './names.ts';

/** What belongs to a library file: without its log it would be an older one. */
const LOGS = ['-wal', '-journal'] as const;

/** Copies the library byte for byte to `library.sqlite.damaged-<time>`, durably; that path. */
export function copyAside(dataDir: string): string {
  const path = join(dataDir, LIBRARY_FILE);
  const kept = freeName(path);
  // The log first: a kept library is there once its file has its name.
  for (const suffix of [...LOGS, '']) {
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

/**
 * Moves the library with its log to `library.sqlite.damaged-<time>`, which needs no room on the disk;
 * that path, or null where there is nothing. The file goes first: one without its log would open.
 */
export function moveAside(dataDir: string): string | null {
  const path = join(dataDir, LIBRARY_FILE);
  const kept = freeName(path);
  const present = ['', ...LOGS].filter((suffix) => existsSync(path + suffix));
  for (const suffix of present) renameSync(path + suffix, kept + suffix);
  rmSync(`${path}-shm`, { force: true });
  syncFolder(dataDir);
  return present.length > 0 ? kept : null;
}

function freeName(path: string): string {
  const kept = `${path}.damaged-${stampOf(Date.now())}`;
  for (let number = 2, name = kept; ; number += 1) {
    if (!existsSync(name)) return name;
    name = `${kept}-${number}`;
  }
}
