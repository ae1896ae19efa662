import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  hashOf,
  type KnownFile,
  PART_FOLDER,
  PDF_FOLDER,
  pdfPath,
  realDisk,
  settle,
} from '../files/index.ts';
import { ASIDE } from './aside.ts';

/**
 * The path of a file with this content, among those that were put aside once and the given ones, which
 * are relative to the data folder; undefined where there is none.
 */
export async function findCopy(
  dataDir: string,
  { sha256, bytes }: KnownFile,
  others: readonly string[],
): Promise<string | undefined> {
  const aside = await readdir(join(dataDir, ASIDE)).catch(() => []);
  const paths = [...aside.map((name) => join(ASIDE, name)), ...others];
  for (const path of paths.map((each) => join(dataDir, each))) {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile() || found.size !== bytes) continue;
    if ((await hashOf(path).catch(() => '')) === sha256) return path;
  }
  return undefined;
}

/** Puts a copy of an intact PDF in its place, durably; what it was copied from stays. */
export async function putBack(dataDir: string, from: string, sha256: string): Promise<void> {
  const folder = join(dataDir, PART_FOLDER);
  const part = join(folder, `put-back-${randomUUID()}.part`);
  await mkdir(folder, { recursive: true });
  try {
    await copyFile(from, part);
    const file = await open(part, 'r+');
    await file.sync().finally(() => file.close());
    await settle(realDisk, part, pdfPath(join(dataDir, PDF_FOLDER), sha256), sha256);
  } finally {
    await rm(part, { force: true });
  }
}
