import type { UserSettings } from '../../../../src-shared/contract/index.ts';
import type { PaperFacts } from '../merge-paper.ts';
import type { ListingEntry } from '../types.ts';

/** The settings that listings go by. */
export type ListingsSettings = Pick<
  UserSettings,
  'hourlySync' | 'arxivCategories' | 'watchVersions'
>;

/** What listings ask of the library, and tell it beside papers. Ids are papers' ids. */
export interface ListingsLibrary {
  /** What is known of a paper; undefined where the library has none of that id. */
  factsOf(paperId: string): Promise<PaperFacts | undefined>;
  /** The paper's id for each of these arXiv ids that is shown in the library. */
  shown(arxivIds: readonly string[]): ReadonlyMap<string, string>;
  /** Papers that were starred, collected or annotated, or whose PDF is stored; some come twice. */
  watched(): AsyncIterable<readonly string[]>;
  /** Addresses of the pictures of the newest day's papers, by the papers' ids. */
  latestPictures(): Promise<ReadonlyMap<string, string>>;
  /** Tells that the pictures of papers can be shown now. */
  pictured(paperIds: readonly string[]): void;
  /** Puts these in the place of what trended so far. */
  replaceTrending(entries: readonly ListingEntry[]): Promise<void>;
  settings(): Promise<ListingsSettings>;
}

/** Pictures of papers that are kept on this machine. */
export interface Pictures {
  /** Fetches a picture that is not here; false where there is none to be had. Never rejects. */
  fetch(url: string, signal: AbortSignal): Promise<boolean>;
}
