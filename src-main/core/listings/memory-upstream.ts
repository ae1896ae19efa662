import type { UpstreamFailure } from '../../../src-shared/contract/index.ts';
import { parseArxivId, parseCategory } from './arxiv-id.ts';
import { parseQuery, type SearchTerm } from './arxiv-query.ts';
import { NOTHING_SAID } from './facts.ts';
import { toHuggingFaceQuery } from './hugging-face-query.ts';
import type {
  Arxiv,
  ByIdsAnswer,
  HuggingFace,
  PapersAnswer,
  SearchAnswer,
  SearchRequest,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';

/** What an upstream in memory knows. May be changed between calls, as upstreams change. */
export type MemoryLibrary = {
  /** As the upstream tells each; `source` is put right. */
  papers: readonly UpstreamPaper[];
  /** Ids of the papers of each day, in the listing's order. */
  days?: Readonly<Record<string, readonly string[]>>;
  /** What every call answers in place of papers. */
  failure?: UpstreamFailure | null;
};

const PAGE_SIZE = 100;
const FOUND = 50;
const FIVE_DAYS_MS = 5 * 24 * 60 * 60 * 1000;
const CANCELLED: UpstreamFailure = {
  ...{ reason: 'cancelled', host: 'memory', status: null, retryAt: null },
};

/** Hugging Face as it answers from a library in memory, for tests of what works with upstreams. */
export function createMemoryHuggingFace(library: MemoryLibrary): HuggingFace {
  const papers = (): UpstreamPaper[] =>
    library.papers.map((paper) => ({ ...paper, arxiv: null, source: 'hf' }));
  const find = (id: string | undefined) => papers().find(({ arxivId }) => arxivId === id);
  return {
    source: 'hf',
    fetchByIds: async (ids, signal) => answered(library, signal, () => byIds(papers(), ids)),
    fetchDay: async (day, signal) =>
      answered(library, signal, () => listed(day, (library.days?.[day] ?? []).map(find))),
    fetchTrending: async (signal) =>
      answered(library, signal, () => ({
        ...plain(papers().sort(byUpvotes).slice(0, PAGE_SIZE)),
        featuredOn: lastDays(library),
      })),
    fetchPaper: async (arxivId, signal) => {
      const answer = answered(library, signal, () => find(parseArxivId(arxivId)?.id));
      if (!answer.ok || answer.value) return answer as UpstreamResult<UpstreamPaper>;
      const failure = { ...CANCELLED, reason: 'not-found', status: 404 } as const;
      return { ok: false, failure };
    },
    search: async (request, signal) =>
      answered(library, signal, () => ({
        ...found(papers(), request, (request.offset ?? 0) > 0 ? null : wordsOf(request.query)),
        ...{ total: null, hasMore: false },
      })),
  };
}

/** arXiv as it answers from a library in memory. */
export function createMemoryArxiv(library: MemoryLibrary): Arxiv {
  const papers = (): UpstreamPaper[] => library.papers.map(asToldByArxiv);
  return {
    source: 'arxiv',
    fetchByIds: async (ids, signal) => answered(library, signal, () => byIds(papers(), ids)),
    search: async (request, signal) =>
      answered(library, signal, () => found(papers(), request, parseQuery(request.query).terms)),
    fetchRecent: async ({ category, since, offset = 0 }, signal) => {
      const named = parseCategory(category);
      const failure = { ...CANCELLED, reason: 'bad-request' } as const;
      if (!named || Number.isNaN(Date.parse(since))) return { ok: false, failure };
      return answered(library, signal, () => {
        const earliest = new Date(Date.parse(since) - FIVE_DAYS_MS).toISOString().slice(0, 10);
        const all = papers()
          .filter((paper) => inCategory(paper, named) && (paper.publishedAt ?? since) >= earliest)
          .sort((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? ''));
        const end = offset + PAGE_SIZE;
        return { ...plain(all.slice(offset, end)), next: end < all.length ? end : null };
      });
    },
  };
}

/** What arXiv knows of a paper, and nothing of Hugging Face's. */
function asToldByArxiv(paper: UpstreamPaper): UpstreamPaper {
  const { arxivId, title, abstract, authors, publishedAt, arxiv } = paper;
  const said = { arxivId, title, abstract, authors, publishedAt, arxiv };
  return { ...NOTHING_SAID, ...said, source: 'arxiv' };
}

function answered<T>(
  { failure }: MemoryLibrary,
  signal: AbortSignal | undefined,
  answer: () => T,
): UpstreamResult<T> {
  if (signal?.aborted) return { ok: false, failure: CANCELLED };
  return failure ? { ok: false, failure } : { ok: true, value: answer() };
}

function lastDays({ days = {} }: MemoryLibrary): Map<string, string> {
  const dated = Object.keys(days).sort();
  return new Map(dated.flatMap((day) => days[day]!.map((id) => [id, day] as const)));
}

function plain(papers: readonly UpstreamPaper[]): PapersAnswer {
  return { papers, problems: [] };
}

function byUpvotes(a: UpstreamPaper, b: UpstreamPaper): number {
  return (b.upvotes ?? 0) - (a.upvotes ?? 0);
}

function byIds(papers: readonly UpstreamPaper[], ids: readonly string[]): ByIdsAnswer {
  const wanted = new Set(ids.map((text) => parseArxivId(text)?.id));
  const hits = papers.filter(({ arxivId }) => wanted.has(arxivId));
  const missing = ids.filter((text) => {
    const id = parseArxivId(text)?.id;
    return !hits.some(({ arxivId }) => arxivId === id);
  });
  return { ...plain(hits), missing };
}

function listed(day: string, papers: readonly (UpstreamPaper | undefined)[]) {
  const known = papers.filter((paper) => paper !== undefined);
  const entries = known.map(({ arxivId, upvotes, comments, submittedBy }, position) => ({
    ...{ arxivId, position, upvotes, comments, submittedBy },
  }));
  return { ...plain(known), listing: { day, source: 'hf' as const, entries } };
}

/** Hugging Face has no operators: each word must occur. */
function wordsOf(query: string): readonly SearchTerm[] | null {
  const words = toHuggingFaceQuery(query)?.match(/[\p{L}\p{N}]+/gu) ?? null;
  return words?.map((word) => ({ operator: 'AND', field: 'all', words: [word] })) ?? null;
}

function found(
  papers: readonly UpstreamPaper[],
  { query, offset = 0, limit = FOUND }: SearchRequest,
  terms: readonly SearchTerm[] | null,
): SearchAnswer {
  const { ids } = parseQuery(query);
  const isNothing = terms === null || ids.length + terms.length === 0;
  const pool = ids.length > 0 ? papers.filter(({ arxivId }) => ids.includes(arxivId)) : papers;
  const measure = parseArxivId(query) ? [] : (terms ?? []);
  const hits = isNothing ? [] : pool.filter((paper) => fits(paper, measure));
  const end = offset + Math.min(limit, PAGE_SIZE);
  return { ...plain(hits.slice(offset, end)), total: hits.length, hasMore: end < hits.length };
}

function fits(paper: UpstreamPaper, terms: readonly SearchTerm[]): boolean {
  return terms.reduce((isFit, term, place) => {
    const holds = holdsTerm(paper, term);
    if (place === 0) return holds;
    if (term.operator === 'OR') return isFit || holds;
    return isFit && holds === (term.operator === 'AND');
  }, true);
}

function holdsTerm(paper: UpstreamPaper, { field, words }: SearchTerm): boolean {
  if (field === 'cat') return inCategory(paper, words[0]!);
  return normal(fieldText(paper, field)).includes(` ${normal(words.join(' ')).trim()} `);
}

function normal(text: string): string {
  const plainText = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  return ` ${(plainText.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}

function fieldText(paper: UpstreamPaper, field: SearchTerm['field']): string {
  const { title, abstract, authors, arxiv, arxivId } = paper;
  const fields: Partial<Record<SearchTerm['field'], string | null>> = {
    ...{ ti: title, abs: abstract, au: authors?.join(' ; ') },
    ...{ co: arxiv?.comment, jr: arxiv?.journalRef, rn: '' },
  };
  return fields[field] ?? [arxivId, ...Object.values(fields)].join(' ; ');
}

function inCategory({ arxiv }: UpstreamPaper, wanted: string): boolean {
  const archive = wanted.endsWith('.*') ? wanted.slice(0, -1) : null;
  return (arxiv?.categories ?? []).some((category) =>
    archive ? category.startsWith(archive) : category === wanted,
  );
}
