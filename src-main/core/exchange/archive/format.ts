import { open } from 'node:fs/promises';
import { z } from 'zod';

/**
 * The lossless archive: a ZIP (with ZIP64) that other programs can open. `mimetype` comes first and
 * uncompressed, as in EPUB, so that the kind of even a truncated file is known; `manifest.json` comes
 * last, since it says what was written.
 */
export const MIMETYPE = 'application/vnd.offprint.archive+zip';

/** Raised when an older program could not read the archive any more. */
export const ARCHIVE_FORMAT = 1;

export const MANIFEST = 'manifest.json';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** What an archive says of itself. */
export const manifest = z.object({
  kind: z.literal('offprint-archive'),
  format: z.number().int().positive(),
  /** The format of the library that it was made from; its documents are of that format. */
  libraryFormat: z.number().int().positive(),
  /** Version of the program that made it. */
  program: z.string(),
  /** ISO 8601. */
  at: z.string(),
  documents: z.record(z.string().regex(/^[a-z]{1,40}$/), z.object({ count, sha256: hash })),
  pdfs: z.object({ count, bytes: count }),
});
export type Manifest = z.infer<typeof manifest>;

/** What the library is that an archive is made of, or taken into. */
export type LibraryShape = {
  readonly format: number;
  readonly collections: readonly string[];
};

/** The name of a collection's documents: JSON, one to a line. */
export function documentsName(collection: string): string {
  return `documents/${collection}.jsonl`;
}

/** The name of a PDF, as in the data folder. */
export function pdfName(sha256: string): string {
  return `pdf/${sha256.slice(0, 2)}/${sha256.slice(2)}.pdf`;
}

/** What a name in an archive stands for; null for a name that no archive has. */
export function parseName(
  name: string,
):
  | { kind: 'mimetype' | 'manifest' }
  | { kind: 'documents'; collection: string }
  | { kind: 'pdf'; sha256: string }
  | null {
  if (name === 'mimetype') return { kind: 'mimetype' };
  if (name === MANIFEST) return { kind: 'manifest' };
  const [, folder, rest] = /^pdf\/([0-9a-f]{2})\/([0-9a-f]{62})\.pdf$/.exec(name) ?? [];
  if (folder && rest) return { kind: 'pdf', sha256: folder + rest };
  const [, collection] = /^documents\/([a-z]{1,40})\.jsonl$/.exec(name) ?? [];
  return collection ? { kind: 'documents', collection } : null;
}

/** A local header, the first name, and its content. */
const HEAD_BYTES = 30 + 'mimetype'.length + MIMETYPE.length;

/** Whether a file begins as a lossless archive does, whatever became of the rest of it. */
export async function isArchive(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    if (bytesRead < HEAD_BYTES || head.readUInt32LE(0) !== 0x04034b50) return false;
    return head.toString('latin1', 30) === `mimetype${MIMETYPE}`;
  } finally {
    await file.close();
  }
}
