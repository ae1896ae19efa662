import type { PdfMarksReason } from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';

/** Wording of `export-pdf`. */
export const exportPdfTexts = {
  about: 'Write a copy of a paper’s PDF with its marks as annotations that other programs show.',
  id: 'arXiv id, or the id of a paper in the library',
  out: 'the file, or the folder for it (without it, <paper>-annotated.pdf in the current folder)',
  done: (path: string, marks: number, leftOut: number) =>
    `Wrote ${path}: ${counted(marks, 'mark')}.` +
    (leftOut === 0 ? '' : ` Left out: ${counted(leftOut, 'mark')} of other versions of the PDF.`),
  notMoved: (path: string, code: string) =>
    `The copy could not be written there (${code}); it lies in ${path}.`,
};

const REASONS: Readonly<Record<PdfMarksReason, string>> = {
  'no-file': 'The paper has no PDF on this machine; “fetch-pdf” brings it.',
  encrypted: 'The PDF is encrypted, so nothing can be written into a copy of it.',
  signed: 'The PDF is signed, and marks would make its signature worthless.',
  damaged: 'The PDF is damaged, so no copy with marks could be made.',
  'disk-full': 'The disk is full; no copy was written.',
  'disk-error': 'The file system refused to read or store the file.',
  stopped: 'The program was closed before the copy was written.',
};

/** Why there is no copy. */
export function exportPdfMessage(reason: PdfMarksReason): string {
  return REASONS[reason];
}
