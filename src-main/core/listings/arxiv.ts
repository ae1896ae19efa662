import type { UpstreamFailure } from '../../../src-shared/contract/index.ts';
import { type ArxivCall, type FeedRequest, fetchFeed } from './arxiv-feed.ts';
import { parseArxivId, parseCategory } from './arxiv-id.ts';
import { type ParsedQuery, parseQuery, toSearchQuery } from './arxiv-query.ts';
import { GatheredPapers, NO_PAPERS } from './gather.ts';
import type { Http } from './http/index.ts';
import type {
  Arxiv,
  ByIdsAnswer,
  PapersAnswer,
  RecentAnswer,
  RecentRequest,
  SearchAnswer,
  SearchRequest,
  UpstreamResult,
} from './types.ts';

/** Ids of one request: its URL stays well under what servers take. */
const BATCH = 100;
/** Finding one of a hundred takes seven; finding two takes thirteen. */
const MOST_REJECTED = 16;
const PAGE_SIZE = 100;
const FOUND = 50;
/** arXiv answers no more of one query. */
const MOST_RESULTS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** A weekend and holidays lie between submission and announcement at times. */
const ANNOUNCED_WITHIN_MS = 5 * DAY_MS;
const NOT_A_CATEGORY: UpstreamFailure = {
  ...{ reason: 'bad-request', host: 'arxiv.org', status: null, retryAt: null },
};

/** arXiv's API at an origin such as `https://export.arxiv.org`. */
export function createArxiv(options: { readonly http: Http; readonly origin: string }): Arxiv {
  const { http } = options;
  const { origin } = new URL(options.origin);
  const call = (signal?: AbortSignal): ArxivCall => ({ http, origin, signal });
  return {
    source: 'arxiv',
    fetchByIds: (arxivIds, signal) => fetchByIds(call(signal), arxivIds),
    search: (request, signal) => search(call(signal), request),
    fetchRecent: (request, signal) => fetchRecent(call(signal), request),
  };
}

type Failed = Extract<UpstreamResult<never>, { readonly ok: false }>;

async function fetchByIds(
  call: ArxivCall,
  arxivIds: readonly string[],
): Promise<UpstreamResult<ByIdsAnswer>> {
  const gathered = new GatheredPapers();
  // Without their versions, since the newest is wanted; what is no id would fail the whole request.
  const known = arxivIds.map((text) => parseArxivId(text)?.id).filter((id) => id !== undefined);
  const wanted = [...new Set(known)];
  for (let start = 0; start < wanted.length; start += BATCH) {
    const failure = await takeBatch(call, wanted.slice(start, start + BATCH), gathered);
    if (failure) return failure;
  }
  const answer = gathered.answer();
  const found = new Set(answer.papers.map(({ arxivId }) => arxivId));
  const missing = arxivIds.filter((text) => !found.has(parseArxivId(text)?.id ?? ''));
  return { ok: true, value: { ...answer, missing } };
}

/**
 * An id that arXiv rejects fails the whole request, so the others are asked for without it. Where much
 * more is rejected than a few ids, it is not the ids.
 */
async function takeBatch(
  call: ArxivCall,
  arxivIds: readonly string[],
  gathered: GatheredPapers,
): Promise<Failed | undefined> {
  const parts = [arxivIds];
  let rejected = 0;
  for (let part = parts.pop(); part; part = parts.pop()) {
    const request = { query: `id_list=${idList(part)}`, start: 0, length: part.length };
    const answer = await fetchFeed(call, request);
    if (answer.ok) gathered.take(answer.value.entries);
    else if (answer.failure.reason !== 'bad-request' || ++rejected > MOST_REJECTED) return answer;
    else if (part.length > 1) parts.push(...halvesOf(part).reverse());
  }
  return undefined;
}

function halvesOf(list: readonly string[]): (readonly string[])[] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

function idList(arxivIds: readonly string[]): string {
  return arxivIds.map((id) => id.split('/').map(encodeURIComponent).join('/')).join(',');
}

async function search(
  call: ArxivCall,
  { query, offset = 0, limit = FOUND }: SearchRequest,
): Promise<UpstreamResult<SearchAnswer>> {
  const parsed = parseQuery(query);
  const length = Math.min(limit, PAGE_SIZE, MOST_RESULTS - offset);
  const isNothing = parsed.ids.length + parsed.terms.length === 0;
  if (isNothing || length <= 0)
    return { ok: true, value: { ...NO_PAPERS, total: isNothing ? 0 : null, hasMore: false } };
  const answer = await fetchPapers(call, { query: queryOf(parsed), start: offset, length });
  if (!answer.ok) return answer;
  const { papers, problems, total, end } = answer.value;
  const hasMore = end < Math.min(total ?? 0, MOST_RESULTS);
  return { ok: true, value: { papers, problems, total, hasMore } };
}

function queryOf({ ids, terms }: ParsedQuery): string {
  const params = new URLSearchParams({ search_query: toSearchQuery(terms) });
  const order = terms.length > 0 ? '&sortBy=relevance&sortOrder=descending' : '';
  const chosen = ids.length > 0 ? [`id_list=${idList(ids)}`] : [];
  return [...chosen, ...(terms.length > 0 ? [`${params}${order}`] : [])].join('&');
}

/**
 * Newest first and page by page, not by a range of dates: arXiv's own dates of submission leave no
 * gap that way, whatever was announced late. A page on which everything is too old is the last one;
 * a single old paper is not, since pages come shuffled at times.
 */
async function fetchRecent(
  call: ArxivCall,
  { category, since, offset = 0 }: RecentRequest,
): Promise<UpstreamResult<RecentAnswer>> {
  const named = parseCategory(category);
  const sinceTime = Date.parse(since);
  if (!named || Number.isNaN(sinceTime)) return { ok: false, failure: NOT_A_CATEGORY };
  const earliest = new Date(sinceTime - ANNOUNCED_WITHIN_MS).toISOString().slice(0, 10);
  const query = `search_query=cat:${named}&sortBy=submittedDate&sortOrder=descending`;
  const answer = await fetchPapers(call, { query, start: offset, length: PAGE_SIZE });
  if (!answer.ok) return answer;
  const { problems, total, end } = answer.value;
  const papers = answer.value.papers.filter(
    ({ publishedAt }) => (publishedAt ?? since) >= earliest,
  );
  const isOver = papers.length === 0 || end >= Math.min(total ?? MOST_RESULTS, MOST_RESULTS);
  return { ok: true, value: { papers, problems, next: isOver ? null : end } };
}

type Papers = PapersAnswer & {
  readonly total: number | null;
  /** Where the next page begins; pages are shorter than asked for at times. */
  readonly end: number;
};

async function fetchPapers(call: ArxivCall, request: FeedRequest): Promise<UpstreamResult<Papers>> {
  const answer = await fetchFeed(call, request);
  if (!answer.ok) return answer;
  const { entries, total } = answer.value;
  const gathered = new GatheredPapers();
  gathered.take(entries);
  return { ok: true, value: { ...gathered.answer(), total, end: request.start + entries.length } };
}
