import { implement } from '@orpc/server';
import { contract, type PdfState, type ViewRequest } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** Lists over the library. */
export function libraryProcedures(core: Capabilities) {
  const { events, views, papers, files, search } = core;
  const os = implement(contract).library;
  const stateOf = (paperId: string, stored: boolean): PdfState =>
    stored ? 'stored' : (files.stateOf(paperId)?.state ?? 'none');
  return {
    counts: os.counts.handler(() => views.counts(events.revision)),
    open: os.open.handler(({ input, signal }) =>
      input.query.trim() === ''
        ? views.open(input, events.revision)
        : openFound(core, input, signal),
    ),
    rows: os.rows.handler(async ({ input }) => {
      const window = views.window(input);
      const query = (window?.context as Found | null | undefined)?.query;
      const hits =
        window && query !== undefined ? await search.hits(query, window.keys) : undefined;
      return views.rows(input, events.revision, stateOf, hits);
    }),
    locate: os.locate.handler(({ input }) => views.locate(input.viewId, input.paperId)),
    ids: os.ids.handler(({ input }) => views.ids(input)),
    tags: os.tags.handler(() => views.tags()),
    duplicates: os.duplicates.handler(() => papers.duplicates(stateOf)),
    statistics: os.statistics.handler(({ input }) => papers.statistics(input)),
    list: os.list.handler(({ input }) => papers.list(input)),
  };
}

/** What a list that was searched for remembers. */
type Found = { readonly query: string };

/** A list of what a query finds. */
async function openFound(
  { events, views, search }: Capabilities,
  request: ViewRequest,
  signal: AbortSignal | undefined,
) {
  // Read before the search, so that a change in between shows as newer, never as seen.
  const { revision } = events;
  const { keys, build, groups, problems, corrected } = await search.search(request, signal);
  const context: Found = { query: request.query };
  const list = { keys, build, problems: [...problems], corrected: [...corrected], context };
  return views.openFixed(groups ? { ...list, groups } : list, revision);
}
