import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from 'yauzl';
import { pdfPath, realDisk, settle } from '../../files/index.ts';
import { ArchiveRefusal } from './failure.ts';
import { parseName } from './format.ts';
import type { OpenArchive } from './zip-file.ts';

/** What came of an archive's PDFs: the hashes of those that are here now, and how many were not. */
export type StoredPdfs = { readonly present: ReadonlySet<string>; readonly added: number };

/**
 * Puts an archive's PDFs into the data folder, each by its hash, one at a time. `tick` is called often
 * and may throw to end it; what is in its place by then stays.
 */
export async function storePdfs(
  dataDir: string,
  archive: OpenArchive,
  tick: () => void,
): Promise<StoredPdfs> {
  const present = new Set<string>();
  let added = 0;
  for (const [name, entry] of archive.entries) {
    const parsed = parseName(name);
    if (parsed?.kind !== 'pdf') continue;
    tick();
    const place = pdfPath(join(dataDir, 'pdf'), parsed.sha256);
    if (!(await hasLength(place, entry.uncompressedSize))) {
      await storePdf(dataDir, archive, entry, { place, sha256: parsed.sha256, tick });
      added += 1;
    }
    present.add(parsed.sha256);
  }
  return { present, added };
}

/** The doctor reads contents; that of a file with the right name and length is believed here. */
async function hasLength(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size === bytes;
}

type Place = { readonly place: string; readonly sha256: string; readonly tick: () => void };

async function storePdf(
  dataDir: string,
  archive: OpenArchive,
  entry: Entry,
  { place, sha256, tick }: Place,
): Promise<void> {
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
