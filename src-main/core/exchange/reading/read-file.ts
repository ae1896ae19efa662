import { type PagedRead, readPaged } from '../../threads/index.ts';
import type { ReferenceEntry, ReferenceLayout, ReferenceProblem } from './types.ts';

/** A file of references, of a kind that its beginning told. */
export type ReferencesFile = { readonly path: string; readonly layout: ReferenceLayout };

/** What a file is, without its entries; the first thousand problems are told. */
export type ReferencesHead = {
  readonly layout: ReferenceLayout;
  readonly problems: readonly ReferenceProblem[];
  readonly problemsLeftOut: number;
};

/** Reads a file of references in a thread of its own; see `readPaged`. Never rejects. */
export function readReferencesFile(
  { path, layout }: ReferencesFile,
  signal: AbortSignal,
): Promise<PagedRead<ReferencesHead, ReferenceEntry>> {
  const program = new URL('./references-worker.ts', import.meta.url);
  return readPaged<ReferencesHead, ReferenceEntry>(program, { path, layout }, signal);
}
