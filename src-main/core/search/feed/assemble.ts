import type { PaperFacts } from '../../listings/index.ts';
import type { IndexedPaper } from '../text-index/writer.ts';
import type { LibraryReader } from './library-reader.ts';
import type { Reader } from './reader.ts';

/** Where a paper is put together from. */
export type Sources = { readonly library: LibraryReader; readonly index: Reader };

/** A paper as it can be found. */
export type AssembledPaper = { readonly texts: IndexedPaper; readonly hasCode: boolean };

/** What can be found of a paper, under all of its ids; null where nothing describes it. */
export function assemble(
  { library, index }: Sources,
  ids: readonly string[],
): AssembledPaper | null {
  const [paper] = ids;
  const [described] = library.documents('papers', ids);
  if (paper === undefined || !described) return null;
  const facts = described.facts as unknown as Partial<PaperFacts>;
  const tags = rows(index, 'SELECT tag AS value FROM tags WHERE paper = ? ORDER BY tag', paper);
  const notes = rows(index, 'SELECT id AS value FROM notes WHERE paper = ? ORDER BY id', paper);
  const marks = rows(index, 'SELECT id AS value FROM marks WHERE paper = ? ORDER BY id', paper);
  const texts = {
    paper,
    published: facts.publishedAt ?? null,
    places: {
      title: facts.title ?? '',
      authors: (facts.authors ?? []).join('\n'),
      organization: facts.organization?.name ?? '',
      tags: tags.join('\n'),
      facts: otherFacts(facts).join('\n'),
      abstract: facts.abstract ?? '',
      note: library
        .documents('notes', notes)
        .map(({ markdown }) => markdown)
        .join('\n\n'),
      highlight: library
        .documents('annotations', marks)
        .map(({ anchor }) => quoteOf(anchor))
        .join('\n'),
    },
  };
  return { texts, hasCode: (facts.githubRepo ?? facts.projectPage ?? null) !== null };
}

/** What people remember of a paper beside its texts: ids, subjects, where it appeared. */
function otherFacts(facts: Partial<PaperFacts>): string[] {
  const { arxivId, aiKeywords, aiSummary, arxiv, publishedAt } = facts;
  const said = [arxivId, publishedAt?.slice(0, 4), ...(aiKeywords ?? []), aiSummary];
  const by = [arxiv?.doi, arxiv?.journalRef, arxiv?.comment, ...(arxiv?.categories ?? [])];
  return [...said, ...by].filter((one): one is string => typeof one === 'string' && one !== '');
}

function rows(index: Reader, sql: string, paper: string): string[] {
  return index.all<{ value: string }>(sql, paper).map(({ value }) => value);
}

/** The words of a mark, whatever wrote it. */
function quoteOf(anchor: unknown): string {
  const { pages } = (anchor ?? {}) as { readonly pages?: unknown };
  const quotes = Array.isArray(pages)
    ? pages.map((page) => (page as { readonly exact?: unknown }).exact)
    : [];
  return quotes.filter((quote) => typeof quote === 'string').join(' ');
}
