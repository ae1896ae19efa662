import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Folders of the data folder. */
export const PDF_FOLDER = 'pdf';
export const PART_FOLDER = 'tmp';

/** Where a PDF lies in the folder of PDFs: `ab/cdef….pdf` by its SHA-256. */
export function pdfPath(pdfDir: string, sha256: string): string {
  return join(pdfDir, sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
}

/** A file's name for its partial download. Of the paper too: two papers may name one address. */
export function partName(paperId: string, url: string): string {
  return `${createHash('sha256').update(`${paperId}\n${url}`).digest('hex').slice(0, 40)}.part`;
}
