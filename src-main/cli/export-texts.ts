import type { ArchiveReport, CiteResult } from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';

/** Wording of `export`. */
export const exportTexts = {
  about:
    'Write the library into a file: “archive” is a lossless archive of everything; the others are references to papers.',
  format: 'what to write',
  out: 'the file, or the folder for it (without it, offprint-<day>.zip in the current folder)',
  style: 'the style of formatted references, such as apa, ieee, chicago, acm or plain',
  query: 'only papers that this query finds',
  collection: 'only papers of this collection',
  ids: 'only these papers',
  onlyReferences: 'An archive holds everything; it takes no choice of papers, and no style.',
  jsonNeedsOut: 'With --json the references themselves need a file: --out FILE.',
  referencesDone: (path: string, papers: number) =>
    `Wrote ${path}: references to ${counted(papers, 'paper')}.`,
  referencesNotWritten: (path: string, code: string) =>
    `The references could not be written to ${path} (${code}).`,
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

const REFERENCES: Record<Extract<CiteResult, { ok: false }>['reason'], string> = {
  'unknown-style': 'There is no such style here.',
  'bad-style': 'References cannot be set in that style.',
};

/** Why references were not written. */
export function referencesMessage(reason: keyof typeof REFERENCES): string {
  return REFERENCES[reason];
}
