import type { LinkedRepositories, UpstreamFailure } from '../../../src-shared/contract/index.ts';
import type { ReferenceFacts } from './reference-facts.ts';

/** Who says what is said of a paper: Hugging Face, arXiv, or a file that the user imported. */
export type PaperSource = 'hf' | 'arxiv' | 'import';

/** What only arXiv knows of a paper. Days are `YYYY-MM-DD`. */
export type ArxivFacts = {
  readonly version: number | null;
  readonly doi: string | null;
  readonly comment: string | null;
  readonly journalRef: string | null;
  readonly categories: readonly string[] | null;
  readonly primaryCategory: string | null;
  readonly updatedAt: string | null;
};

/**
 * One paper as an upstream described it, already cleaned: white space folded, URLs absolute and
 * http(s), days `YYYY-MM-DD`. Null means that the upstream did not say, which is not zero.
 */
export type UpstreamPaper = {
  /** Without version, subject class or prefix: `2606.00467`, `math/0611800`. */
  readonly arxivId: string;
  readonly title: string;
  readonly abstract: string | null;
  readonly authors: readonly string[] | null;
  /** How many authors there are, where a source tells no more of them. */
  readonly authorCount: number | null;
  readonly publishedAt: string | null;
  readonly organization: { readonly slug: string; readonly name: string } | null;
  readonly upvotes: number | null;
  readonly comments: number | null;
  readonly aiSummary: string | null;
  readonly aiKeywords: readonly string[] | null;
  readonly projectPage: string | null;
  readonly githubRepo: string | null;
  readonly githubStars: number | null;
  readonly thumbnail: string | null;
  /** Login of who put it on the daily listing. */
  readonly submittedBy: string | null;
  readonly discussionId: string | null;
  readonly mediaUrls: readonly string[] | null;
  /** Told by the details of a paper only; the most liked first, at most fifty. */
  readonly linkedModels: LinkedRepositories | null;
  readonly linkedDatasets: LinkedRepositories | null;
  readonly linkedSpaces: LinkedRepositories | null;
  readonly arxiv: ArxivFacts | null;
  /** What a file of references says besides; upstreams say nothing of it. */
  readonly reference?: ReferenceFacts | null;
  readonly source: PaperSource;
};

/** A paper as any source describes it: a page that was saved may tell no arXiv id. */
export type SaidPaper = Omit<UpstreamPaper, 'arxivId'> & { readonly arxivId: string | null };

/** A paper's place in the listing of one day; `position` counts from 0. */
export type ListingEntry = {
  readonly arxivId: string;
  readonly position: number;
  readonly upvotes: number | null;
  readonly comments: number | null;
  readonly submittedBy: string | null;
};

/** The listing of one day. One from an import says less than one from Hugging Face and only fills. */
export type UpstreamListing = {
  readonly day: string;
  readonly source: 'hf' | 'import';
  readonly entries: readonly ListingEntry[];
};

/** An entry that could not be read; its neighbours are kept. `position` counts from 0. */
export type EntryProblem = {
  readonly position: number;
  readonly arxivId: string | null;
  readonly reason: 'bad-entry';
};

/** An answer, or why there is none. */
export type UpstreamResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: UpstreamFailure };

/** Papers in the upstream's order, and the entries that could not be read. */
export type PapersAnswer = {
  readonly papers: readonly UpstreamPaper[];
  readonly problems: readonly EntryProblem[];
};

/** One day of Hugging Face's papers. */
export type DayAnswer = PapersAnswer & { readonly listing: UpstreamListing };

/** What trends, and when each paper was featured last, `YYYY-MM-DD` by arXiv id, where that is told. */
export type TrendingAnswer = PapersAnswer & { readonly featuredOn: ReadonlyMap<string, string> };

/** Papers by id, and the ids that the upstream does not know. */
export type ByIdsAnswer = PapersAnswer & { readonly missing: readonly string[] };

/** What a user looks for at an upstream, in their own words. */
export type SearchRequest = {
  readonly query: string;
  /** Results to pass over, from 0. An upstream without paging has none but the first. */
  readonly offset?: number;
  /** Most results to give; 50 when left out, at most 100. */
  readonly limit?: number;
};

/** What an upstream found, best first. */
export type SearchAnswer = PapersAnswer & {
  /** How many there are in all, where the upstream says. */
  readonly total: number | null;
  readonly hasMore: boolean;
};

/** Which papers of an arXiv category are wanted: one page of them. */
export type RecentRequest = {
  /** Such as `cs.CL`, or `hep-th`; of an archive with classes, `cs.*` means all of them. */
  readonly category: string;
  /** `YYYY-MM-DD`: everything that arXiv may have announced on this day or later. */
  readonly since: string;
  /** Where the page begins; 0 when left out, then what the answer before gave as `next`. */
  readonly offset?: number;
};

/**
 * A page of a category's papers, last submitted first. Papers submitted some days before `since` are
 * among them, since arXiv announces what it received up to days later.
 */
export type RecentAnswer = PapersAnswer & {
  /** Where the next page begins; null where everything since then has been told. */
  readonly next: number | null;
};

/**
 * A source of papers. Every failure is a result, a signal ends what is under way as `cancelled`, and
 * a paper that comes twice is told once. The acceptance suite is `upstream-suite.ts`.
 */
export interface Upstream {
  readonly source: Exclude<PaperSource, 'import'>;
  /**
   * Papers by arXiv id, with or without version, of either style, in any number. arXiv tells each at
   * its newest version (`arxiv.version`), a hundred to a request; Hugging Face one to a request.
   */
  fetchByIds(
    arxivIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<UpstreamResult<ByIdsAnswer>>;
  /**
   * Papers for what a user typed, which may be an arXiv id or its URL. Nothing that can be typed is
   * an error of the query language. Text without a letter or digit finds nothing.
   */
  search(request: SearchRequest, signal?: AbortSignal): Promise<UpstreamResult<SearchAnswer>>;
}

/** The listings upstream: Hugging Face's papers API. */
export interface HuggingFace extends Upstream {
  /** The papers featured on a day (`YYYY-MM-DD`), every page of them. */
  fetchDay(day: string, signal?: AbortSignal): Promise<UpstreamResult<DayAnswer>>;
  /** The hundred papers that trend now, first the one that does most. */
  fetchTrending(signal?: AbortSignal): Promise<UpstreamResult<TrendingAnswer>>;
  /** One paper with what is linked to it; `not-found` where Hugging Face has not indexed it. */
  fetchPaper(arxivId: string, signal?: AbortSignal): Promise<UpstreamResult<UpstreamPaper>>;
}

/** arXiv's API. */
export interface Arxiv extends Upstream {
  /** A page of a category's papers; `bad-request` where the category is none. */
  fetchRecent(request: RecentRequest, signal?: AbortSignal): Promise<UpstreamResult<RecentAnswer>>;
}

/** How many papers a merge added, and how many it changed. */
export type MergeCounts = { readonly new: number; readonly changed: number };

/** Where listings put what they bring; the store implements it with `mergePaper`. */
export interface PaperSink {
  /** `at`: milliseconds since the epoch. Returns when everything is committed. */
  merge(input: {
    readonly papers: readonly UpstreamPaper[];
    readonly listing?: UpstreamListing;
    readonly at: number;
  }): Promise<MergeCounts>;
}
