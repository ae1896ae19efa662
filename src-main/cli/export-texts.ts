import type { ArchiveReport } from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';

/** Wording of `export`. */
export const exportTexts = {
  about: 'Write the library into a file: “archive” is a lossless archive of everything.',
  format: 'what to write',
  out: 'the file, or the folder for it (without it, offprint-<day>.zip in the current folder)',
  done: (path: string, size: string, documents: number, pdfs: number) =>
    `Wrote ${path} (${size}): ${counted(documents, 'document')}, ${counted(pdfs, 'PDF')}.`,
  notMoved: (path: string, code: string) =>
    `The archive could not be written there (${code}); it lies in ${path}.`,
};

const ARCHIVE: Record<Extract<ArchiveReport, { ok: false }>['reason'], string> = {
  'disk-full': 'The disk is full; no archive was written.',
  'disk-error': 'The file system refused to store the archive.',
  damaged: 'The archive does not pass its check; “doctor” looks at the library.',
  stopped: 'The program was closed before the archive was written.',
};

/** Why there is no archive. */
export function archiveMessage(reason: keyof typeof ARCHIVE): string {
  return ARCHIVE[reason];
}
