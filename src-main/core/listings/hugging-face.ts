import type { UpstreamReason } from '../../../src-shared/contract/index.ts';
import type { Http } from './http/index.ts';
import { claimedId, readEntry } from './hugging-face-entry.ts';
import type {
  DayAnswer,
  EntryProblem,
  HuggingFace,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';

const PAGE_SIZE = 100;
/** Twice what the busiest month held; a listing without an end stops here. */
const MAX_PAGES = 50;

/** Hugging Face's papers API at an origin such as `https://huggingface.co`. */
export function createHuggingFace(options: {
  readonly http: Http;
  readonly origin: string;
}): HuggingFace {
  const { http } = options;
  const { origin } = new URL(options.origin);
  return {
    fetchDay: (day, signal) => fetchDay(http, origin, day, signal),
    fetchPaper: (arxivId, signal) => fetchPaper(http, origin, arxivId, signal),
  };
}

async function fetchPaper(
  http: Http,
  origin: string,
  arxivId: string,
  signal: AbortSignal | undefined,
): Promise<UpstreamResult<UpstreamPaper>> {
  const url = `${origin}/api/papers/${arxivId.split('/').map(encodeURIComponent).join('/')}`;
  const answer = await http.getJson({ url, signal });
  if (!answer.ok) return answer;
  const read = readEntry(answer.value.json, origin, 'hf');
  return read ? { ok: true, value: read.paper } : misshapen(url);
}

async function fetchDay(
  http: Http,
  origin: string,
  day: string,
  signal: AbortSignal | undefined,
): Promise<UpstreamResult<DayAnswer>> {
  const gathered = new Gathered(origin, day);
  let url: string | null = pageUrl(origin, day, 0);
  for (let page = 0; url !== null && page < MAX_PAGES; page++) {
    const answer = await http.getJson({ url, signal });
    if (!answer.ok) return answer;
    const { json, headers } = answer.value;
    if (!Array.isArray(json)) return misshapen(url);
    const isNews = gathered.take(json);
    const next = nextPage(headers, url, origin);
    const isFull = json.length >= (next?.limit ?? PAGE_SIZE);
    url = isNews && isFull ? (next?.url ?? pageUrl(origin, day, page + 1)) : null;
  }
  return gathered.isUnreadable() ? misshapen(pageUrl(origin, day, 0)) : gathered.answer();
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

function misshapen(url: string): UpstreamResult<never> {
  const reason: UpstreamReason = 'bad-shape';
  const { hostname } = new URL(url);
  return { ok: false, failure: { reason, host: hostname, status: 200, retryAt: null } };
}

/** The entries of a day over its pages, each paper once, in order. */
class Gathered {
  readonly #origin: string;
  readonly #day: string;
  readonly #papers = new Map<string, UpstreamPaper>();
  readonly #problems: EntryProblem[] = [];
  #seen = 0;

  constructor(origin: string, day: string) {
    this.#origin = origin;
    this.#day = day;
  }

  /** Takes a page; false where it held nothing new, which ends a listing that repeats itself. */
  take(entries: readonly unknown[]): boolean {
    const before = this.#papers.size;
    for (const entry of entries) this.#takeEntry(entry);
    return this.#papers.size > before;
  }

  /** Entries came, and none of them was one. */
  isUnreadable(): boolean {
    return this.#seen > 0 && this.#papers.size === 0;
  }

  answer(): UpstreamResult<DayAnswer> {
    const papers = [...this.#papers.values()];
    const entries = papers.map(({ arxivId, upvotes, comments, submittedBy }, position) => ({
      ...{ arxivId, position, upvotes, comments, submittedBy },
    }));
    const listing = { day: this.#day, source: 'hf', entries } as const;
    return { ok: true, value: { papers, problems: this.#problems, listing } };
  }

  #takeEntry(json: unknown): void {
    const position = this.#seen++;
    const read = readEntry(json, this.#origin, 'hf');
    if (!read) {
      this.#problems.push({ position, arxivId: claimedId(json), reason: 'bad-entry' });
    } else if (!this.#papers.has(read.paper.arxivId)) {
      this.#papers.set(read.paper.arxivId, read.paper);
    }
  }
}
