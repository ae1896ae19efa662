import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Disk, realDisk, remove, settle } from './disk.ts';
import { PartFile } from './part-file.ts';
import { PART_FOLDER, PDF_FOLDER, pdfPath } from './paths.ts';

/** A PDF that comes from elsewhere by its hash, and where it goes. */
export type PdfPlacing = {
  readonly dataDir: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** Called before each piece; what it throws ends it. */
  readonly tick?: () => void;
  /** The real disk when left out. */
  readonly disk?: Disk;
};

/** `there`: it was there already. `wrong`: what came is not what was named; nothing is placed then. */
export type Placed = 'placed' | 'there' | 'wrong';

/** Puts a PDF into the data folder by its hash, durably. Throws what the disk and its source throw. */
export async function placePdf(
  read: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
  placing: PdfPlacing,
): Promise<Placed> {
  const { dataDir, sha256, disk = realDisk } = placing;
  if (await hasPdf(placing)) return 'there';
  const part = join(dataDir, PART_FOLDER, `${randomBytes(20).toString('hex')}.part`);
  try {
    if ((await copy(await read(), part, placing)) !== sha256) return 'wrong';
    await settle(disk, part, pdfPath(join(dataDir, PDF_FOLDER), sha256), sha256);
  } finally {
    await remove(part);
  }
  return 'placed';
}

/**
 * Whether there is a file of the right name and length. The doctor reads contents; that of such a
 * file is believed here.
 */
export async function hasPdf({ dataDir, sha256, bytes }: PdfPlacing): Promise<boolean> {
  const path = pdfPath(join(dataDir, PDF_FOLDER), sha256);
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size === bytes;
}

/** Writes it to a file, durably; its SHA-256. */
async function copy(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: string,
  { tick, disk = realDisk }: PdfPlacing,
): Promise<string> {
  const file = await PartFile.begin(disk, path);
  try {
    for await (const piece of pieces) {
      tick?.();
      await file.append(piece);
    }
  } finally {
    await file.close();
  }
  return file.digest();
}
