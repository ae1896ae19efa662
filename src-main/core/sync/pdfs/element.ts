import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { elementsOf, type Fields, type FileDocument } from '../../store/index.ts';

/** The field of a paper's state that says which of its PDFs lie at the target. */
export const PDFS = 'pdfs';
/** The folder of PDFs at a target. */
export const BLOBS = 'b';
/** Bytes of a PDF that travels: it is held in memory whole, sealed and not. */
export const MOST_BYTES = 200_000_000;
const LONGEST_NAME = 1_000;

const element = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive().max(MOST_BYTES),
  pages: z.number().int().nonnegative().nullable(),
  version: z.number().int().nonnegative().nullable(),
  name: z.string().max(LONGEST_NAME).nullable(),
  blob: z.string().regex(/^b\/[0-9a-f]{32}$/),
});

/** A PDF of the user's own that lies at the target as the file `blob`. */
export type PdfElement = Readonly<z.infer<typeof element>>;

/** An element, and the text that stands for it in the set. */
export type Told = PdfElement & { readonly text: string };

/** A name that tells nothing and was never given before. */
export function newBlobName(): string {
  return `${BLOBS}/${randomBytes(16).toString('hex')}`;
}

/** What is to be said of a stored PDF that lies at the target. */
export function elementOf(file: FileDocument, blob: string): string {
  const { sha256, bytes, pages, version, name } = file;
  const said: PdfElement = {
    ...{ sha256, bytes, pages, version },
    ...{ name: name?.slice(0, LONGEST_NAME) ?? null, blob },
  };
  return JSON.stringify(said);
}

/** The PDFs that fields tell of; what this version does not understand is left where it is. */
export function toldIn(fields: Fields): Told[] {
  return elementsOf(fields, PDFS).flatMap((text) => {
    const read = element.safeParse(parsed(text));
    return read.success ? [{ ...read.data, text }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
