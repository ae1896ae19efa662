/** The upstreams' origins, such as `https://huggingface.co`. */
export type Origins = {
  readonly huggingFace: string;
  readonly arxiv: string;
  readonly arxivPdf: string;
};

/** How often a host may be asked: `burst` requests at once, then one every `intervalMs`. */
export type Pace = { readonly burst: number; readonly intervalMs: number };

/** Calls of an API, or whole files: upstreams give them rates of their own. */
export type RequestKind = 'api' | 'file';

/** Origins that share one connection, and their rates; a redirect among them is followed. */
export type HostPolicy = {
  readonly lane: string;
  readonly origins: readonly string[];
  /** Null: as fast as it answers. */
  readonly pace: Readonly<Record<RequestKind, Pace | null>>;
};

/** 500 calls in five minutes and a burst of 20 in them: 20 + 300 s / 0.65 s = 481. */
const HUGGING_FACE_PACE: Pace = { burst: 20, intervalMs: 650 };
const ARXIV_API_PACE: Pace = { burst: 1, intervalMs: 3_000 };
/** Well under arXiv's four a second, since we give it no other pause. */
const ARXIV_FILE_PACE: Pace = { burst: 1, intervalMs: 1_000 };
const STRANGER_PACE: Pace = { burst: 1, intervalMs: 1_000 };
const ARXIV_ORIGINS = ['https://export.arxiv.org', 'https://arxiv.org'];

/** The manners for each upstream (LIST-4). Loopback is ours and is not paced. */
export function policiesFor(origins: Origins): readonly HostPolicy[] {
  const arxiv = [originOf(origins.arxiv), originOf(origins.arxivPdf)];
  return [
    {
      lane: 'hugging-face',
      origins: [originOf(origins.huggingFace)],
      pace: paceOf(origins.huggingFace, HUGGING_FACE_PACE, HUGGING_FACE_PACE),
    },
    {
      lane: 'arxiv',
      // arXiv counts its hosts together, and its PDFs may be redirected from one to the other.
      origins: arxiv.some((origin) => ARXIV_ORIGINS.includes(origin))
        ? [...arxiv, ...ARXIV_ORIGINS]
        : arxiv,
      pace: {
        ...paceOf(origins.arxivPdf, ARXIV_API_PACE, ARXIV_FILE_PACE),
        api: paceOf(origins.arxiv, ARXIV_API_PACE, ARXIV_FILE_PACE).api,
      },
    },
  ];
}

/** The policy that a URL falls under; a host of nobody's is asked once a second. */
export function policyOf(policies: readonly HostPolicy[], url: string): HostPolicy {
  const { origin } = new URL(url);
  const known = policies.find(({ origins }) => origins.includes(origin));
  const pace = paceOf(origin, STRANGER_PACE, STRANGER_PACE);
  return known ?? { lane: origin, origins: [origin], pace };
}

function paceOf(origin: string, api: Pace, file: Pace): Record<RequestKind, Pace | null> {
  return isLoopback(origin) ? { api: null, file: null } : { api, file };
}

function isLoopback(origin: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);
}

function originOf(url: string): string {
  return new URL(url).origin;
}
