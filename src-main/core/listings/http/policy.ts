import type { UpstreamPurpose } from '../../../../src-shared/contract/index.ts';

/** The upstreams' origins, such as `https://huggingface.co`. */
export type Origins = {
  readonly huggingFace: string;
  readonly arxiv: string;
  readonly arxivPdf: string;
};

/** How often an upstream may be asked: `burst` requests at once, then one every `intervalMs`. */
export type Pace = { readonly burst: number; readonly intervalMs: number };

/**
 * The manners of one connection (LIST-4): which origins it goes to, among which a redirect is
 * followed, and how fast. Null: as fast as it answers.
 */
export type HostPolicy = {
  readonly purpose: UpstreamPurpose;
  /** Who runs the origins: when one connection is told to wait, all of its operator's do. */
  readonly operator: string;
  readonly origins: readonly string[];
  readonly pace: Pace | null;
  /** For searches, which count as any other request besides. */
  readonly searchPace: Pace | null;
  /** How long to stay away after 401 or 403, which for some means that we are blocked; 0: not. */
  readonly refusedMs: number;
};

/** Where Hugging Face keeps pictures of papers, people and organisations. */
export const PICTURE_ORIGINS: readonly string[] = [
  'https://cdn-thumbnails.huggingface.co',
  'https://cdn-uploads.huggingface.co',
  'https://cdn-avatars.huggingface.co',
  'https://huggingface.co',
];

const HUGGING_FACE = 'https://huggingface.co';
const ARXIV_ORIGINS = ['https://export.arxiv.org', 'https://arxiv.org'];

/** 500 calls in five minutes and a burst of 20 in them: 20 + 300 s / 0.65 s = 481. */
const HUGGING_FACE_PACE: Pace = { burst: 20, intervalMs: 650 };
/** Searches are reported to have 50 in five minutes to themselves: 8 + 300 s / 7.5 s = 48. */
const HUGGING_FACE_SEARCH_PACE: Pace = { burst: 8, intervalMs: 7_500 };
const ARXIV_API_PACE: Pace = { burst: 1, intervalMs: 3_000 };
/** Well under arXiv's four a second, since we give it no other pause. */
const ARXIV_FILE_PACE: Pace = { burst: 1, intervalMs: 1_000 };
/** Twenty for the rows that a user sees, then two a second. */
const PICTURE_PACE: Pace = { burst: 20, intervalMs: 500 };
const BLOCKED_MS = 10 * 60 * 1000;

/**
 * The manners for each upstream. arXiv grants one connection and one request every three seconds to
 * its API, RSS and OAI together, and has another rule for files (four a second, with pauses): so the
 * API has one connection of its own and files have one of theirs, and adding a paper never waits for
 * a running download. A host that is loopback is ours and is not paced.
 */
export function policiesFor(origins: Origins): readonly HostPolicy[] {
  const huggingFace = originOf(origins.huggingFace);
  return [
    {
      ...{ purpose: 'huggingface', operator: 'huggingface', refusedMs: 0 },
      origins: [huggingFace],
      pace: unlessLoopback(huggingFace, HUGGING_FACE_PACE),
      searchPace: unlessLoopback(huggingFace, HUGGING_FACE_SEARCH_PACE),
    },
    arxivPolicy('arxiv-api', originOf(origins.arxiv), ARXIV_API_PACE),
    arxivPolicy('arxiv-pdf', originOf(origins.arxivPdf), ARXIV_FILE_PACE),
    {
      ...{ purpose: 'media', operator: 'huggingface-media', refusedMs: 0 },
      origins: huggingFace === HUGGING_FACE ? PICTURE_ORIGINS : [huggingFace],
      pace: unlessLoopback(huggingFace, PICTURE_PACE),
      searchPace: null,
    },
  ];
}

function arxivPolicy(purpose: 'arxiv-api' | 'arxiv-pdf', origin: string, atMost: Pace): HostPolicy {
  const pace = unlessLoopback(origin, atMost);
  return {
    ...{ purpose, operator: 'arxiv', pace, searchPace: null },
    // Either host sends requests on to the other at times.
    origins: ARXIV_ORIGINS.includes(origin)
      ? [origin, ...ARXIV_ORIGINS.filter((other) => other !== origin)]
      : [origin],
    refusedMs: pace ? BLOCKED_MS : 0,
  };
}

/**
 * The policy that a request falls under; without a purpose the first that knows the origin.
 * Undefined where nobody set up such an upstream: that request must not leave (SAFE-5).
 */
export function policyOf(
  policies: readonly HostPolicy[],
  url: string,
  purpose?: UpstreamPurpose,
): HostPolicy | undefined {
  const { origin } = new URL(url);
  return policies.find(
    (policy) =>
      policy.origins.includes(origin) && (purpose === undefined || policy.purpose === purpose),
  );
}

function unlessLoopback(origin: string, pace: Pace): Pace | null {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname) ? null : pace;
}

function originOf(url: string): string {
  return new URL(url).origin;
}
