import {
  type PagedLimits,
  type PagedRead,
  type PagedReason,
  readPaged,
} from '../../threads/index.ts';
import type { SavedLayout, SavedPaper, SavedProblem } from './types.ts';

/** A saved page in a file; see `parseSavedPage` for `name` and `savedOn`. */
export type PageFile = {
  readonly path: string;
  readonly name: string;
  readonly savedOn: string | null;
};

/** What a page is, without its papers; the first thousand problems are told. */
export type PageHead = {
  readonly layout: SavedLayout;
  readonly problems: readonly SavedProblem[];
  readonly problemsLeftOut: number;
};

/** A page that is being read; see `readPaged`. */
export type ReadPage = PagedRead<PageHead, SavedPaper>;

/** Why a page could not be read. */
export type ReadPageReason = PagedReason;

/** Reads a saved page in a thread of its own. Never rejects. */
export function readSavedPage(
  file: PageFile,
  signal: AbortSignal,
  limits?: PagedLimits,
): Promise<ReadPage> {
  const program = new URL('./saved-page-worker.ts', import.meta.url);
  return readPaged<PageHead, SavedPaper>(program, file, signal, limits);
}
