import type { UpstreamFailure } from '../../../src-shared/contract/index.ts';

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
  readonly arxiv: ArxivFacts | null;
  readonly source: PaperSource;
};

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

/** Papers by id, and the ids that arXiv does not know. */
export type ByIdsAnswer = PapersAnswer & { readonly missing: readonly string[] };

/** The listings upstream: Hugging Face's papers API. */
export interface HuggingFace {
  /** The papers featured on a day (`YYYY-MM-DD`), every page of them. */
  fetchDay(day: string, signal?: AbortSignal): Promise<UpstreamResult<DayAnswer>>;
  /** One paper; `not-found` where Hugging Face has not indexed it. */
  fetchPaper(arxivId: string, signal?: AbortSignal): Promise<UpstreamResult<UpstreamPaper>>;
}

/** arXiv's API. */
export interface Arxiv {
  /** Papers by arXiv id, at their latest version. Ids that it does not know are `missing`. */
  fetchByIds(
    arxivIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<UpstreamResult<ByIdsAnswer>>;
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

/** What listings remember over restarts. */
export type ListingsMemory = { readonly syncedAt: number | null };

/** Where listings keep what they remember. */
export interface ListingsJournal {
  get(): ListingsMemory | undefined;
  set(memory: ListingsMemory): void;
}
