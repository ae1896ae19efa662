import type { UpstreamPaper } from '../types.ts';

/** What a page is, told by its content alone. `upstream.md` describes the layouts. */
export type SavedLayout = 'A' | 'B' | 'C' | 'D' | 'html' | 'json' | 'unknown';

/**
 * Why a part of a page is left out. `no-abstract`: a title without an abstract (kept all the same
 * where its details follow); `no-title`: an abstract or details without a title; `stray-text`: text
 * that is no part of a record; `glued-login`: a login and a title that cannot be told apart;
 * `too-long`: a line, or a page, beyond every bound; `not-json`, `bad-entry`: of HTML and JSON;
 * `not-a-listing`: nothing was recognised.
 */
export type SavedProblemReason =
  | 'no-abstract'
  | 'no-title'
  | 'stray-text'
  | 'glued-login'
  | 'too-long'
  | 'not-json'
  | 'bad-entry'
  | 'not-a-listing';

/** `line` counts from 1. */
export type SavedProblem = { readonly line: number; readonly reason: SavedProblemReason };

/** One paper as a page tells it. Null means that the page does not say, which is not zero. */
export type SavedPaper = {
  /** Where it begins, from 1: its title in a text, its entry in JSON, the element in HTML. */
  readonly line: number;
  /** White space folded, LaTeX kept. */
  readonly title: string;
  readonly abstract: string | null;
  readonly authorCount: number | null;
  readonly organization: { readonly slug: string; readonly name: string } | null;
  /** arXiv's day, `YYYY-MM-DD`. */
  readonly publishedAt: string | null;
  readonly comments: number | null;
  /** Login of who put it on the listing. */
  readonly submittedBy: string | null;
  /** HTML and JSON only. */
  readonly arxivId: string | null;
  /** The day on which it was featured, `YYYY-MM-DD`, where the page tells that for certain. */
  readonly featuredOn: string | null;
  /** Everything that the entry says; HTML and JSON only. */
  readonly upstream: UpstreamPaper | null;
};

/** A page as read. `problems` are in the order of their lines. */
export type SavedPage = {
  readonly layout: SavedLayout;
  /** The page's own day, `YYYY-MM-DD`; null where it is not told, or its year cannot be known. */
  readonly capturedOn: string | null;
  readonly papers: readonly SavedPaper[];
  readonly problems: readonly SavedProblem[];
};

/** A page of which nothing was recognised. */
export function unknownPage(reason: SavedProblemReason = 'not-a-listing'): SavedPage {
  return { layout: 'unknown', capturedOn: null, papers: [], problems: [{ line: 1, reason }] };
}
