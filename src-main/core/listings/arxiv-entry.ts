import { parseArxivId } from './arxiv-id.ts';
import type { AtomEntry } from './atom.ts';
import { foldList, foldText, toDay } from './clean.ts';
import { NOTHING_SAID } from './facts.ts';
import type { UpstreamPaper } from './types.ts';

/** The paper that an entry of arXiv's feed tells of; undefined where it has no arXiv id or no title. */
export function readAtomEntry(entry: AtomEntry): UpstreamPaper | undefined {
  const named = parseArxivId(entry.id);
  const title = foldText(entry.title);
  if (!named || !title) return undefined;
  return {
    ...NOTHING_SAID,
    arxivId: named.id,
    title,
    abstract: foldText(entry.summary),
    authors: foldList(entry.authors),
    publishedAt: toDay(entry.published),
    arxiv: {
      version: named.version,
      doi: foldText(entry.doi),
      comment: foldText(entry.comment),
      journalRef: foldText(entry.journalRef),
      categories: foldList(entry.categories),
      primaryCategory: foldText(entry.primaryCategory),
      updatedAt: toDay(entry.updated),
    },
    source: 'arxiv',
  };
}
