import type { PaperRow } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { dueMark } from './due.ts';

const texts = t.library.list;

/**
 * What stands under a title; what is unknown or nothing is left out. `today` is the user's, for the
 * day until which the paper is to be read.
 */
export function metaOf(paper: PaperRow, percent: number | null, today: string): string[] {
  const { authorCount, organization, comments, highlights, hasNote } = paper;
  return [
    dueMark(paper, today),
    authorCount === null ? null : texts.authors(authorCount),
    organization,
    comments ? texts.comments(comments) : null,
    pdfText(paper, percent),
    highlights > 0 ? texts.highlights(highlights) : null,
    hasNote ? texts.note : null,
  ].filter((part) => part !== null);
}

function pdfText({ pdfState }: PaperRow, percent: number | null): string | null {
  if (pdfState === 'none') return null;
  if (pdfState === 'downloading' && percent !== null) return texts.pdf.progress(percent);
  return texts.pdf[pdfState];
}
