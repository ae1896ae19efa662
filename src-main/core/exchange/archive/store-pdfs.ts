import type { Entry } from 'yauzl';
import { placePdf } from '../../files/index.ts';
import { ArchiveRefusal } from './failure.ts';
import type { OpenArchive } from './zip-file.ts';

/** Where a PDF of an archive goes, and what is called often and may throw to end it. */
export type PdfTarget = { readonly dataDir: string; readonly tick: () => void };

/** Puts a PDF into the data folder by its hash, durably; false where it is there already. */
export async function storePdf(
  archive: OpenArchive,
  entry: Entry,
  sha256: string,
  target: PdfTarget,
): Promise<boolean> {
  const placing = { ...target, sha256, bytes: entry.uncompressedSize };
  const placed = await placePdf(async () => archive.read(entry), placing);
  if (placed === 'wrong')
    throw new ArchiveRefusal('damaged', `${entry.fileName} is not what was written`);
  return placed === 'placed';
}
