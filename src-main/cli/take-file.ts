import { constants } from 'node:fs';
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Where a file of this name goes: `out` is a file, a folder, or null for the current folder, where no
 * file is replaced.
 */
export async function placeFor(out: string | null, name: string): Promise<string> {
  if (out === null) return freePath(resolve(name));
  const path = resolve(out);
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ? join(path, name) : path;
}

/** Moves a file, also to another disk; `to` is there only when it is whole. Throws Node's errors. */
export async function takeFile(from: string, to: string): Promise<void> {
  try {
    return await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
  }
  const part = `${to}.part`;
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    const file = await open(part, 'r+');
    await file.sync().finally(() => file.close());
    await rename(part, to);
  } finally {
    await rm(part, { force: true });
  }
  await rm(from, { force: true });
}

async function freePath(path: string): Promise<string> {
  const [, stem = path, extension = ''] = /^(.*?)(\.\w+)?$/s.exec(path) ?? [];
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${stem}-${number}${extension}`;
    if ((await stat(candidate).catch(() => null)) === null) return candidate;
  }
}
