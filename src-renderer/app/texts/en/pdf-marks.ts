import type { PdfMarksReason } from '../../../../src-shared/contract/index.ts';
import { plural } from '../format.ts';

const reasons: Readonly<Record<PdfMarksReason, string>> = {
  'no-file': 'This paper has no PDF on this machine.',
  encrypted: 'This PDF is encrypted, so nothing can be written into a copy of it.',
  signed: 'This PDF is signed, and the marks would make its signature worthless.',
  damaged: 'This PDF is damaged, so no copy with marks could be made.',
  'disk-full': 'The disk is full.',
  'disk-error': 'The file system refused to read or store the file.',
  stopped: 'The program was closed before it was done.',
};

/** Marks that leave in a copy of their PDF, and annotations that a PDF has of its own. */
export const pdfMarksTexts = {
  export: 'Save a copy of the PDF with marks',
  exported: (marks: number, leftOut: number) =>
    `A copy with ${plural(marks, 'mark', 'marks')} is saved.` +
    (leftOut === 0 ? '' : ` ${plural(leftOut, 'mark', 'marks')} of other versions left out.`),
  failed: 'The copy could not be made.',
  region: 'Marks in this PDF',
  inFile: (marks: number) => `This PDF has ${plural(marks, 'mark', 'marks')} of its own.`,
  notInList: (marks: number) =>
    marks === 1
      ? 'The PDF has a mark of its own, which shows on its page and is not in this list.'
      : `The PDF has ${marks} marks of its own, which show on its pages and are not in this list.`,
  takeOver: 'Take over',
  takeOverTitle: 'Take over the marks that the PDF has of its own',
  takenOver: (marks: number) => `${plural(marks, 'mark', 'marks')} taken over`,
  notTakenOver: 'The marks could not be taken over.',
  later: 'Not now',
  reasons,
};
