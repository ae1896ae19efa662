import { readAtomEntry } from './arxiv-entry.ts';
import { type AtomEntry, parseAtom } from './atom.ts';
import { foldText } from './clean.ts';
import { failedAt, type ReadPaper } from './gather.ts';
import type { Http } from './http/index.ts';
import type { UpstreamResult } from './types.ts';

/** Who asks arXiv's API, and until when. */
export type ArxivCall = {
  readonly http: Http;
  /** Such as `https://export.arxiv.org`. */
  readonly origin: string;
  readonly signal: AbortSignal | undefined;
};

/** One page of a feed. */
export type FeedPage = {
  readonly entries: readonly ReadPaper[];
  /** Entries over all pages, where arXiv says it. */
  readonly total: number | null;
};

/** Which page: `query` begins behind the question mark and names neither start nor length. */
export type FeedRequest = {
  readonly query: string;
  readonly start: number;
  readonly length: number;
};

/**
 * A page of what arXiv's API answers. An empty page is asked for once more, since arXiv sends such at
 * times for what it has; one that stays empty though there is more is `bad-shape`, so that nobody
 * takes it for the end.
 */
export async function fetchFeed(
  call: ArxivCall,
  request: FeedRequest,
): Promise<UpstreamResult<FeedPage>> {
  const url = `${call.origin}/api/query?${request.query}&start=${request.start}&max_results=${request.length}`;
  const first = await fetchOnce(call, url);
  const isEmpty = first.ok && first.value.entries.length === 0;
  const answer = isEmpty ? await fetchOnce(call, url) : first;
  if (!answer.ok || answer.value.entries.length > 0) return answer;
  const isCutShort =
    !request.query.startsWith('id_list') && request.start < (answer.value.total ?? 0);
  return isCutShort ? failedAt(url, 'bad-shape') : answer;
}

async function fetchOnce(
  { http, signal }: ArxivCall,
  url: string,
): Promise<UpstreamResult<FeedPage>> {
  const answer = await http.getXml({ url, signal, purpose: 'arxiv-api' });
  if (!answer.ok) return answer;
  const feed = await parseAtom(answer.value.text);
  if (!feed) return failedAt(url, 'not-xml');
  if (!feed.isFeed) return failedAt(url, 'bad-shape');
  if (feed.entries.some(isError)) return failedAt(url, 'bad-request');
  const entries = feed.entries.map((entry) => ({
    paper: readAtomEntry(entry),
    claimedId: foldText(entry.id),
  }));
  return { ok: true, value: { entries, total: feed.total } };
}

/** arXiv tells an error as a feed with one entry; it has come with status 200 as well as 400. */
function isError({ id }: AtomEntry): boolean {
  return id.includes('/api/errors');
}
