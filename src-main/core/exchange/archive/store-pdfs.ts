import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from 'yauzl';
import { pdfPath, realDisk, settle } from '../../files/index.ts';
import { ArchiveRefusal } from './failure.ts';
import type { OpenArchive } from './zip-file.ts';

/** Where a PDF of an archive goes, and what is called often and may throw to end it. */
export type PdfTarget = { readonly dataDir: string; readonly tick: () => void };

/** Puts a PDF into the data folder by its hash, durably; false where it is there already. */
export async function storePdf(
  archive: OpenArchive,
  entry: Entry,
  sha256: string,
  { dataDir, tick }: PdfTarget,
): Promise<boolean> {
  const place = pdfPath(join(dataDir, 'pdf'), sha256);
  if (await hasLength(place, entry.uncompressedSize)) return false;
  const folder = join(dataDir, 'tmp');
  await mkdir(folder, { recursive: true });
  const part = join(folder, `archive-${randomUUID()}.part`);
  try {
    if ((await copy(archive, entry, part, tick)) !== sha256)
      throw new ArchiveRefusal('damaged', `${entry.fileName} is not what was written`);
    await settle(realDisk, part, place, sha256);
  } finally {
    await rm(part, { force: true });
  }
  return true;
}

/** The doctor reads contents; that of a file with the right name and length is believed here. */
async function hasLength(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size === bytes;
}

/** Writes an entry to a file, durably; its SHA-256. */
async function copy(
  archive: OpenArchive,
  entry: Entry,
  path: string,
  tick: () => void,
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for await (const piece of await archive.read(entry)) {
      tick();
      hash.update(piece as Buffer);
      await file.writeFile(piece as Buffer);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
