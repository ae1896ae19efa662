import { type HostPolicy, policiesFor } from '../listings/index.ts';

/** One request; times are milliseconds of a clock that nobody sets. */
export type Asked = {
  readonly lane: HostPolicy['purpose'];
  readonly isSearch: boolean;
  readonly at: number;
};

/** The busiest stretch of a lane against what is allowed. */
export type RateLine = {
  readonly lane: string;
  readonly requests: number;
  /** Most requests within the window, and how many the upstream allows in it. */
  readonly most: number;
  readonly allowed: number;
  /** Milliseconds. */
  readonly window: number;
};

const MINUTE = 60_000;

/** What the upstreams allow, by their own words (`upstream.md`), not by our settings. */
const ALLOWED = [
  { lane: 'huggingface', search: false, window: 5 * MINUTE, allowed: 500 },
  { lane: 'huggingface', search: true, window: 5 * MINUTE, allowed: 50 },
  { lane: 'arxiv-api', search: false, window: 3_000, allowed: 1 },
  { lane: 'arxiv-pdf', search: false, window: 1_000, allowed: 4 },
] as const;

/** The rates of the real upstreams, for origins that stand in for them. */
export function realPolicies(origins: {
  huggingFace: string;
  arxiv: string;
  arxivPdf: string;
}): readonly HostPolicy[] {
  const real = policiesFor({
    huggingFace: 'https://huggingface.co',
    arxiv: 'https://export.arxiv.org',
    arxivPdf: 'https://export.arxiv.org',
  });
  const originOf: Record<HostPolicy['purpose'], string> = {
    huggingface: origins.huggingFace,
    'arxiv-api': origins.arxiv,
    'arxiv-pdf': origins.arxivPdf,
    media: origins.huggingFace,
  };
  return real.map((policy) => ({ ...policy, origins: [originOf[policy.purpose]] }));
}

/** What a request was for, by its path at the local upstream. */
export function laneOf(path: string): Pick<Asked, 'lane' | 'isSearch'> {
  if (path.startsWith('/api/query')) return { lane: 'arxiv-api', isSearch: false };
  if (path.startsWith('/pdf/')) return { lane: 'arxiv-pdf', isSearch: false };
  if (path.startsWith('/thumbnails/')) return { lane: 'media', isSearch: false };
  return { lane: 'huggingface', isSearch: path.startsWith('/api/papers/search') };
}

/** The busiest stretch of each lane. */
export function rateLines(log: readonly Asked[]): RateLine[] {
  return ALLOWED.map(({ lane, search, window, allowed }) => {
    const times = log
      .filter((asked) => asked.lane === lane && (!search || asked.isSearch))
      .map(({ at }) => at);
    const name = search ? `${lane} search` : lane;
    return { lane: name, requests: times.length, most: mostWithin(times, window), allowed, window };
  });
}

/** `times` in order. */
function mostWithin(times: readonly number[], window: number): number {
  let most = 0;
  let first = 0;
  for (const [last, time] of times.entries()) {
    while (time - times[first]! >= window) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
