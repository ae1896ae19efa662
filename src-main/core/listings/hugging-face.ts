import { setImmediate } from 'node:timers/promises';
import { parseArxivId } from './arxiv-id.ts';
import { failedAt, GatheredPapers, NO_PAPERS, type ReadPaper } from './gather.ts';
import type { Http } from './http/index.ts';
import { claimedId, readEntry } from './hugging-face-entry.ts';
import { toHuggingFaceQuery } from './hugging-face-query.ts';
import type {
  ByIdsAnswer,
  DayAnswer,
  HuggingFace,
  PapersAnswer,
  SearchAnswer,
  SearchRequest,
  TrendingAnswer,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';

const PAGE_SIZE = 100;
/** Far more than any page was asked to hold is no page. */
const MOST_ENTRIES = 1_000;
/** Entries to read at one go. */
const TURN = 50;
/** Twice what the busiest month held; a listing without an end stops here. */
const MAX_PAGES = 50;
const FOUND = 50;
const PURPOSE = { purpose: 'huggingface' } as const;

/** Hugging Face's papers API at an origin such as `https://huggingface.co`. */
export function createHuggingFace(options: {
  readonly http: Http;
  readonly origin: string;
}): HuggingFace {
  const { http } = options;
  const { origin } = new URL(options.origin);
  const call = (signal?: AbortSignal): Call => ({ http, origin, signal });
  return {
    source: 'hf',
    fetchDay: (day, signal) => fetchDay(call(signal), day),
    fetchTrending: (signal) => fetchTrending(call(signal)),
    fetchPaper: (arxivId, signal) => fetchPaper(call(signal), arxivId),
    fetchByIds: (arxivIds, signal) => fetchByIds(call(signal), arxivIds),
    search: (request, signal) => search(call(signal), request),
  };
}

type Call = {
  readonly http: Http;
  readonly origin: string;
  readonly signal: AbortSignal | undefined;
};

async function fetchPaper(
  { http, origin, signal }: Call,
  arxivId: string,
): Promise<UpstreamResult<UpstreamPaper>> {
  const id = parseArxivId(arxivId)?.id ?? arxivId;
  const url = `${origin}/api/papers/${id.split('/').map(encodeURIComponent).join('/')}`;
  const answer = await http.getJson({ url, signal, ...PURPOSE });
  if (!answer.ok) return answer;
  const read = readEntry(answer.value.json, origin, 'hf');
  return read ? { ok: true, value: read.paper } : failedAt(url, 'bad-shape');
}

async function fetchByIds(
  call: Call,
  arxivIds: readonly string[],
): Promise<UpstreamResult<ByIdsAnswer>> {
  const papers = new Map<string, UpstreamPaper>();
  for (const id of new Set(arxivIds.map((text) => parseArxivId(text)?.id))) {
    if (id === undefined) continue;
    const answer = await fetchPaper(call, id);
    if (answer.ok) papers.set(id, answer.value);
    else if (answer.failure.reason !== 'not-found') return answer;
  }
  const missing = arxivIds.filter((text) => !papers.has(parseArxivId(text)?.id ?? ''));
  return { ok: true, value: { papers: [...papers.values()], problems: [], missing } };
}

async function search(
  call: Call,
  { query, offset = 0, limit = FOUND }: SearchRequest,
): Promise<UpstreamResult<SearchAnswer>> {
  const id = parseArxivId(query)?.id;
  if (offset > 0) return found(NO_PAPERS);
  if (id !== undefined) {
    const answer = await fetchByIds(call, [id]);
    return answer.ok ? found(answer.value) : answer;
  }
  const q = toHuggingFaceQuery(query);
  if (q === null) return found(NO_PAPERS);
  const params = new URLSearchParams({ q, limit: String(Math.min(limit, PAGE_SIZE)) });
  const answer = await fetchPage(call, `${call.origin}/api/papers/search?${params}`, true);
  if (!answer.ok) return answer;
  const gathered = new GatheredPapers();
  gathered.take(answer.value.entries);
  return gathered.isUnreadable ? answer.value.misshapen : found(gathered.answer());
}

/** There is one page only, and nobody says how many there are in all. */
function found({ papers, problems }: PapersAnswer): UpstreamResult<SearchAnswer> {
  return { ok: true, value: { papers, problems, total: null, hasMore: false } };
}

async function fetchTrending(call: Call): Promise<UpstreamResult<TrendingAnswer>> {
  const query = new URLSearchParams({ sort: 'trending', p: '0', limit: String(PAGE_SIZE) });
  const answer = await fetchPage(call, `${call.origin}/api/daily_papers?${query}`);
  if (!answer.ok) return answer;
  const gathered = new GatheredPapers();
  gathered.take(answer.value.entries);
  if (gathered.isUnreadable) return answer.value.misshapen;
  const featuredOn = new Map<string, string>();
  for (const { paper, featuredOn: day } of answer.value.entries) {
    if (paper && day !== null) featuredOn.set(paper.arxivId, day);
  }
  return { ok: true, value: { ...gathered.answer(), featuredOn } };
}

async function fetchDay(call: Call, day: string): Promise<UpstreamResult<DayAnswer>> {
  const gathered = new GatheredPapers();
  let url: string | null = pageUrl(call.origin, day, 0);
  for (let page = 0; url !== null && page < MAX_PAGES; page++) {
    const answer = await takePage(call, url, gathered);
    if (!answer.ok) return answer;
    const { isNews, isFull, next } = answer.value;
    url = isNews && isFull ? (next ?? pageUrl(call.origin, day, page + 1)) : null;
  }
  if (gathered.isUnreadable) return failedAt(pageUrl(call.origin, day, 0), 'bad-shape');
  return { ok: true, value: listed(day, gathered.answer()) };
}

/** A full page of what is known already is asked for once more: it may have come in place of another. */
async function takePage(call: Call, url: string, gathered: GatheredPapers) {
  const first = await fetchPage(call, url);
  if (!first.ok) return first;
  const isStale = first.value.isFull && !gathered.wouldLearn(first.value.entries);
  const answer = isStale ? await fetchPage(call, url) : first;
  if (!answer.ok) return answer;
  return {
    ok: true as const,
    value: { ...answer.value, isNews: gathered.take(answer.value.entries) },
  };
}

function listed(day: string, answer: PapersAnswer): DayAnswer {
  const entries = answer.papers.map(({ arxivId, upvotes, comments, submittedBy }, position) => ({
    ...{ arxivId, position, upvotes, comments, submittedBy },
  }));
  return { ...answer, listing: { day, source: 'hf', entries } };
}

type Page = {
  readonly entries: readonly (ReadPaper & { readonly featuredOn: string | null })[];
  /** Whether more may follow. */
  readonly isFull: boolean;
  readonly next: string | undefined;
  /** What to say where none of its entries can be read. */
  readonly misshapen: UpstreamResult<never>;
};

async function fetchPage(
  { http, origin, signal }: Call,
  url: string,
  isSearch = false,
): Promise<UpstreamResult<Page>> {
  const answer = await http.getJson({ url, signal, isSearch, ...PURPOSE });
  const misshapen = failedAt(url, 'bad-shape');
  if (!answer.ok) return answer;
  const { json, headers } = answer.value;
  if (!Array.isArray(json) || json.length > MOST_ENTRIES) return misshapen;
  const entries = await readEntries(json, origin);
  const next = nextPage(headers, url, origin);
  const isFull = entries.length >= (next?.limit ?? PAGE_SIZE);
  return { ok: true, value: { entries, isFull, next: next?.url, misshapen } };
}

type PageEntry = Page['entries'][number];

/** Others get their turn in between: entries are long, and a page holds many (PERF-7). */
async function readEntries(json: readonly unknown[], origin: string): Promise<PageEntry[]> {
  const entries: PageEntry[] = [];
  for (const [place, entry] of json.entries()) {
    if (place > 0 && place % TURN === 0) await setImmediate();
    const { paper, featuredOn = null } = readEntry(entry, origin, 'hf') ?? {};
    entries.push({ paper, featuredOn, claimedId: claimedId(entry) });
  }
  return entries;
}

function pageUrl(origin: string, day: string, page: number): string {
  const query = new URLSearchParams({ date: day, p: String(page), limit: String(PAGE_SIZE) });
  return `${origin}/api/daily_papers?${query}`;
}

/** The next page that the upstream names, on its own origin only, and the page size it grants. */
function nextPage(headers: Headers, base: string, origin: string) {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headers.get('link') ?? '')?.[1];
  const url = target ? URL.parse(target, base) : null;
  if (!url || url.origin !== origin || url.href === base) return undefined;
  const limit = Number(url.searchParams.get('limit') || PAGE_SIZE);
  return { url: url.href, limit: limit > 0 ? limit : PAGE_SIZE };
}
