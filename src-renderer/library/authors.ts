import type { PaperDetails } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

const texts = t.library.details;
/** Beyond these, names are counted: a list of two hundred is not read. */
const AUTHORS_SHOWN = 12;

/** The authors as a line of text. */
export function authorsOf({
  authors,
  authorCount,
}: Pick<PaperDetails, 'authors' | 'authorCount'>): string {
  const names = authors.slice(0, AUTHORS_SHOWN);
  if (names.length === 0) return authorCount === null ? '' : t.library.list.authors(authorCount);
  const more = Math.max(authors.length, authorCount ?? 0) - names.length;
  return names.join(', ') + (more > 0 ? ` ${texts.moreAuthors(more)}` : '');
}
