import { z } from 'zod';

/**
 * Why a request to an upstream failed. Wording is the interface's:
 * `offline` no connection could be made; `timeout` no answer in time; `rate-limited` told to wait;
 * `refused` 401 or 403; `not-found` 404; `bad-request` 400; `server-error` 5xx; `not-json`,
 * `not-xml` an answer of another kind, such as an HTML page; `bad-shape` well-formed but not what
 * the upstream documents; `too-large` beyond our bound; `cancelled` by the user.
 */
export const upstreamReason = z.enum([
  'offline',
  'timeout',
  'rate-limited',
  'refused',
  'not-found',
  'bad-request',
  'server-error',
  'not-json',
  'not-xml',
  'bad-shape',
  'too-large',
  'cancelled',
]);
export type UpstreamReason = z.infer<typeof upstreamReason>;

/** A failure that a user can read: why, where, and when it will be tried again. */
export const upstreamFailure = z.object({
  reason: upstreamReason,
  /** Host name of the upstream. */
  host: z.string(),
  status: z.number().int().nullable(),
  /** Milliseconds since the epoch at which the upstream may be asked again, or null. */
  retryAt: z.number().nullable(),
});
export type UpstreamFailure = z.infer<typeof upstreamFailure>;

/** What a connection of ours to an upstream is for. */
export const upstreamPurpose = z.enum(['huggingface', 'arxiv-api', 'arxiv-pdf', 'media']);
export type UpstreamPurpose = z.infer<typeof upstreamPurpose>;

/** How an upstream does, and every host that requests go to (LIST-4, SAFE-5). */
export const upstreamHealth = z.object({
  host: z.string(),
  purpose: upstreamPurpose,
  /** `unused` not asked since the start; `waiting` until the time it named; `failing` the last request. */
  state: z.enum(['unused', 'ok', 'waiting', 'failing']),
  /** Milliseconds since the epoch before which nothing is asked, or null. */
  until: z.number().nullable(),
  failure: upstreamFailure.nullable(),
  /** Milliseconds since the epoch of the last good answer since the start. */
  lastOkAt: z.number().nullable(),
  /** Since the start. */
  requests: z.number().int().nonnegative(),
});
export type UpstreamHealth = z.infer<typeof upstreamHealth>;

/** Where a search for papers that are not in the library is done. */
export const searchSource = z.enum(['huggingface', 'arxiv']);
export type SearchSource = z.infer<typeof searchSource>;

/** `offset` counts from 0; Hugging Face has one page only. */
export const upstreamSearchRequest = z.object({
  source: searchSource,
  query: z.string().trim().min(1).max(1_000),
  offset: z.number().int().nonnegative().max(30_000).default(0),
});
export type UpstreamSearchRequest = z.infer<typeof upstreamSearchRequest>;

/** A paper that an upstream found. */
export const foundPaper = z.object({
  arxivId: z.string(),
  title: z.string(),
  abstract: z.string().nullable(),
  authors: z.array(z.string()),
  publishedAt: z.iso.date().nullable(),
  upvotes: z.number().int().nonnegative().nullable(),
  categories: z.array(z.string()),
  /** The paper's id in the library, where it is there. */
  paperId: z.string().nullable(),
});
export type FoundPaper = z.infer<typeof foundPaper>;

export const upstreamSearchResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** Who found them: arXiv where Hugging Face does not know the arXiv id that was asked for. */
    source: searchSource,
    papers: z.array(foundPaper),
    /** How many there are in all, where the upstream says. */
    total: z.number().int().nonnegative().nullable(),
    hasMore: z.boolean(),
  }),
  z.object({ ok: z.literal(false), failure: upstreamFailure }),
]);
export type UpstreamSearchResult = z.infer<typeof upstreamSearchResult>;
