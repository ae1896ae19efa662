import type { UpstreamReason } from '../../../src-shared/contract/index.ts';
import { parseArxivId } from './arxiv-id.ts';
import { type AtomEntry, parseAtom } from './atom.ts';
import { foldList, foldText, toDay } from './clean.ts';
import { NOTHING_SAID } from './facts.ts';
import type { Http } from './http/index.ts';
import type {
  Arxiv,
  ByIdsAnswer,
  EntryProblem,
  PapersAnswer,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';

/** Ids of one request: its URL stays well under what servers take. */
const BATCH = 100;

/** arXiv's API at an origin such as `https://export.arxiv.org`. */
export function createArxiv(options: { readonly http: Http; readonly origin: string }): Arxiv {
  const { http } = options;
  const { origin } = new URL(options.origin);
  return { fetchByIds: (ids, signal) => fetchByIds({ http, origin, signal }, ids) };
}

type Call = {
  readonly http: Http;
  readonly origin: string;
  readonly signal: AbortSignal | undefined;
};

async function fetchByIds(
  call: Call,
  arxivIds: readonly string[],
): Promise<UpstreamResult<ByIdsAnswer>> {
  const papers: UpstreamPaper[] = [];
  const problems: EntryProblem[] = [];
  const wanted = [...new Set(arxivIds)];
  for (let start = 0; start < wanted.length; start += BATCH) {
    const answer = await fetchBatch(call, wanted.slice(start, start + BATCH));
    if (!answer.ok) return answer;
    papers.push(...answer.value.papers);
    problems.push(...answer.value.problems);
  }
  const found = new Set(papers.map(({ arxivId }) => arxivId));
  const missing = wanted.filter((id) => !found.has(parseArxivId(id)?.id ?? id));
  return { ok: true, value: { papers, problems, missing } };
}

/** An id that arXiv rejects fails the whole request, so the others are asked for without it. */
async function fetchBatch(
  call: Call,
  arxivIds: readonly string[],
): Promise<UpstreamResult<PapersAnswer>> {
  const answer = await fetchFeed(call, arxivIds);
  if (answer.ok || answer.failure.reason !== 'bad-request' || arxivIds.length < 2) return answer;
  const middle = Math.ceil(arxivIds.length / 2);
  const halves = [arxivIds.slice(0, middle), arxivIds.slice(middle)];
  const papers: UpstreamPaper[] = [];
  const problems: EntryProblem[] = [];
  for (const half of halves) {
    const part = await fetchBatch(call, half);
    if (!part.ok && part.failure.reason !== 'bad-request') return part;
    if (!part.ok) continue;
    papers.push(...part.value.papers);
    problems.push(...part.value.problems);
  }
  return { ok: true, value: { papers, problems } };
}

/** An empty answer is asked for once more: arXiv sends such at times for papers that it has. */
async function fetchFeed(
  call: Call,
  arxivIds: readonly string[],
): Promise<UpstreamResult<PapersAnswer>> {
  const first = await fetchOnce(call, arxivIds);
  const isEmpty = first.ok && first.value.papers.length + first.value.problems.length === 0;
  return isEmpty ? fetchOnce(call, arxivIds) : first;
}

async function fetchOnce(
  { http, origin, signal }: Call,
  arxivIds: readonly string[],
): Promise<UpstreamResult<PapersAnswer>> {
  const list = arxivIds.map((id) => id.split('/').map(encodeURIComponent).join('/')).join(',');
  const url = `${origin}/api/query?id_list=${list}&start=0&max_results=${arxivIds.length}`;
  const answer = await http.getXml({ url, signal });
  if (!answer.ok) return answer;
  const feed = parseAtom(answer.value.text);
  if (!feed) return failed(url, 'not-xml');
  if (!feed.isFeed) return failed(url, 'bad-shape');
  if (feed.entries.some(isError)) return failed(url, 'bad-request');
  return { ok: true, value: toAnswer(feed.entries) };
}

function failed(url: string, reason: UpstreamReason): UpstreamResult<never> {
  const { hostname } = new URL(url);
  return { ok: false, failure: { reason, host: hostname, status: 200, retryAt: null } };
}

/** arXiv tells an error as a feed with one entry; it has come with status 200 as well as 400. */
function isError({ id }: AtomEntry): boolean {
  return id.includes('/api/errors');
}

function toAnswer(entries: readonly AtomEntry[]): PapersAnswer {
  const papers: UpstreamPaper[] = [];
  const problems: EntryProblem[] = [];
  for (const [position, entry] of entries.entries()) {
    const paper = toPaper(entry);
    if (paper) papers.push(paper);
    else problems.push({ position, arxivId: foldText(entry.id), reason: 'bad-entry' });
  }
  return { papers, problems };
}

function toPaper(entry: AtomEntry): UpstreamPaper | undefined {
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
