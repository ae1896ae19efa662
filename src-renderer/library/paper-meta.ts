import type { PaperRow } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

const texts = t.library.list;

/** What stands under a title; what is unknown or nothing is left out. */
export function metaOf(paper: PaperRow, percent: number | null): string[] {
  const { authorCount, organization, comments, highlights, hasNote } = paper;
  return [
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
