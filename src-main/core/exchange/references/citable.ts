import type { CslDate, CslName, PaperFacts } from '../../listings/index.ts';
import type { Citable, CslItem } from './csl-item.ts';
import { readJournalRef } from './journal-ref.ts';
import { cslName, shownName } from './names.ts';

/** What a paper's facts come to as a reference; its `id` is its key, which is given later. */
export function citableOf(paperId: string, facts: PaperFacts, tags: readonly string[]): Citable {
  const { arxivId, arxiv } = facts;
  const item: CslItem = {
    id: paperId,
    ...publicationOf(facts),
    title: facts.title,
    ...authorsOf(facts),
    ...linksOf(facts),
    ...(facts.abstract && { abstract: facts.abstract }),
    ...(tags.length > 0 && { keyword: tags.join(', ') }),
  };
  const primaryCategory = arxiv?.primaryCategory ?? arxiv?.categories?.[0] ?? null;
  return { paperId, item, arxivId, primaryCategory, tags };
}

/** Where and when it appeared: as an import said it, as arXiv heard of it, or at arXiv alone. */
function publicationOf(facts: PaperFacts): Pick<CslItem, 'type'> & Partial<CslItem> {
  const { arxivId, arxiv, reference, publishedAt } = facts;
  const issued = publishedAt === null ? {} : { issued: dateOf(publishedAt) };
  const unnamed = arxiv?.doi ? 'article-journal' : 'article';
  if (reference && !isPreprint(reference))
    return { type: unnamed, ...issued, ...withoutLinks(reference) };
  if (arxiv?.journalRef) return { ...issued, ...readJournalRef(arxiv.journalRef) };
  if (arxivId !== null) {
    const at = { publisher: 'arXiv', number: `arXiv:${arxivId}` };
    return { ...issued, ...withoutLinks(reference ?? {}), type: 'article', ...at };
  }
  return { type: unnamed, ...issued, ...withoutLinks(reference ?? {}) };
}

/** An entry that says no more than that the paper is at arXiv. */
function isPreprint({ type, ...reference }: Partial<CslItem>): boolean {
  const appeared = reference['container-title'];
  const isArxiv = appeared === undefined || /arxiv|corr/i.test(appeared);
  return isArxiv && (type === undefined || type === 'article' || type === 'article-journal');
}

function withoutLinks(reference: Partial<CslItem>): Partial<CslItem> {
  const { URL: _url, DOI: _doi, author: _author, ...rest } = reference;
  return rest;
}

function authorsOf({ authors, reference }: PaperFacts): { author?: readonly CslName[] } {
  if (!authors || authors.length === 0) return {};
  const told: readonly CslName[] = reference?.author ?? [];
  const isSame = told.length === authors.length;
  const names = authors.map((shown, at) =>
    isSame && shownName(told[at]!) === shown ? told[at]! : cslName(shown),
  );
  return { author: names };
}

function linksOf({ arxivId, arxiv, reference }: PaperFacts): Partial<CslItem> {
  const doi = arxiv?.doi ?? reference?.DOI ?? (arxivId && `10.48550/arXiv.${arxivId}`);
  const url = arxivId === null ? reference?.URL : `https://arxiv.org/abs/${arxivId}`;
  return {
    ...(doi && { DOI: doi }),
    ...(url && { URL: url }),
    ...(arxivId !== null && { archive: 'arXiv', archive_location: arxivId }),
  };
}

/** Of a day, `YYYY-MM-DD`. */
function dateOf(day: string): CslDate {
  return { 'date-parts': [day.split('-').map(Number)] };
}
