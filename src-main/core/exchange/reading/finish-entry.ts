import { foldText, parseArxivId, type ReferenceFacts } from '../../listings/index.ts';
import { shownName } from '../references/names.ts';
import type { RawEntry, ReferenceEntry } from './types.ts';

const ARXIV_TEXT =
  /(?:arxiv(?:\.org\/(?:abs|pdf)\/|[:\s]+|\.)|^)(?<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?!\d)/i;
const DOI = /10\.\d{4,9}\/\S+/;
const ARXIV_DOI = /^10\.48550\/arxiv\./i;
/** Journals of papers that appeared nowhere else. */
const NO_JOURNAL = /^(?:arxiv(?:\b|[:.])|corr$|computing research repository)/i;

/** Far beyond anything that is one; what is longer is cut, so that no list carries it. */
const MOST_TITLE = 2_000;
const MOST_ABSTRACT = 100_000;
const MOST_AUTHORS = 10_000;
const MOST_TAGS = 200;
const MOST_TAG = 100;

/** An entry in the library's terms; undefined where it has no title, which every paper has. */
export function finishEntry(raw: RawEntry): ReferenceEntry | undefined {
  const title = foldText(raw.title?.slice(0, MOST_TITLE));
  if (title === null) return undefined;
  const { reference } = raw;
  const doi = doiOf(reference.DOI) ?? doiOf(reference.URL);
  const arxivId = arxivIdIn([reference.DOI, ...(raw.arxivHints ?? []), reference.URL]);
  return {
    ...{ line: raw.line, title, arxivId },
    abstract: foldText(raw.abstract?.slice(0, MOST_ABSTRACT)),
    authors: namesOf(reference),
    doi: doi && !ARXIV_DOI.test(doi) ? doi : null,
    publishedAt: dayOf(reference),
    reference: withoutArxiv(reference, arxivId),
    tags: tagsOf(raw.tags ?? []),
    collections: raw.collections ?? [],
    notes: (raw.notes ?? []).map((note) => note.trim()).filter(Boolean),
    addedAt: timeOf(raw.added),
    files: (raw.files ?? []).filter(Boolean).map((path) => ({ path })),
  };
}

function namesOf({ author }: ReferenceFacts): string[] {
  const names = (author ?? []).slice(0, MOST_AUTHORS);
  return names.map((name) => foldText(shownName(name))).filter((name) => name !== null);
}

function arxivIdIn(texts: readonly (string | undefined)[]): string | null {
  for (const text of texts) {
    if (!text) continue;
    const found = parseArxivId(text) ?? parseArxivId(ARXIV_TEXT.exec(text)?.groups?.id ?? '');
    if (found) return found.id;
  }
  return null;
}

function doiOf(text: string | undefined): string | undefined {
  const [found] = DOI.exec(text ?? '') ?? [];
  return found?.replace(/[.,;)\]}>]+$/, '');
}

function dayOf({ issued }: ReferenceFacts): string | null {
  const [year, month = 1, day = 1] = issued?.['date-parts'][0] ?? [];
  if (year === undefined || year < 1000 || year > 9999) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.toISOString().slice(0, 10) : `${year}-01-01`;
}

/** What only says that it is at arXiv is known by the arXiv id. */
function withoutArxiv(reference: ReferenceFacts, arxivId: string | null): ReferenceFacts {
  const { number, DOI: said, URL: url, ...rest } = reference;
  const journal = rest['container-title'];
  if (arxivId === null) return defined({ ...rest, number, DOI: doiOf(said), URL: url });
  const isElsewhere = journal !== undefined && !NO_JOURNAL.test(journal);
  const { 'container-title': _journal, publisher, ...plain } = rest;
  if (isElsewhere) return defined({ ...rest, DOI: doiOf(said) });
  const isArxiv = publisher === undefined || NO_JOURNAL.test(publisher);
  return defined({ ...plain, ...(!isArxiv && { publisher }) });
}

function defined(reference: ReferenceFacts): ReferenceFacts {
  return Object.fromEntries(Object.entries(reference).filter(([, value]) => value !== undefined));
}

function tagsOf(tags: readonly string[]): string[] {
  const folded = tags.map((tag) => foldText(tag)?.slice(0, MOST_TAG).trim() ?? '');
  return [...new Set(folded.filter(Boolean))].slice(0, MOST_TAGS);
}

function timeOf(text: string | undefined): number | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) || time < 0 ? null : time;
}
