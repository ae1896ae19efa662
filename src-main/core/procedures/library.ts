import { implement } from '@orpc/server';
import { contract, type OpenRequest, type PdfState } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';
import type { PdfStateOf } from '../index/index.ts';

/** Lists over the library. */
export function libraryProcedures(core: Capabilities) {
  const { events, views, papers, files, search } = core;
  const os = implement(contract).library;
  const stateOf: PdfStateOf = (paperId, stored): PdfState =>
    stored ? 'stored' : (files.stateOf(paperId)?.state ?? 'none');
  return {
    counts: os.counts.handler(() => views.counts(events.revision)),
    open: os.open.handler(({ input, signal }) =>
      input.query.trim() === ''
        ? { ...views.open(input, events.revision), rows: [] }
        : openFound(core, input, stateOf, signal),
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
    resolveReference: os.resolveReference.handler(({ input }) => {
      const { revision } = events;
      return { revision, paper: papers.named(input.text, stateOf) };
    }),
    statistics: os.statistics.handler(({ input }) => papers.statistics(input)),
    list: os.list.handler(({ input }) => papers.list(input)),
  };
}

/** What a list that was searched for remembers. */
type Found = { readonly query: string };

/** A list of what a query finds, with its first rows: whoever types has one answer to wait for. */
async function openFound(
  { events, views, search }: Capabilities,
  request: OpenRequest,
  stateOf: PdfStateOf,
  signal: AbortSignal | undefined,
) {
  // Read before the search, so that a change in between shows as newer, never as seen.
  const { revision } = events;
  const { first } = request;
  const found = await search.search(request, { first, ...(signal ? { signal } : {}) });
  const { keys, build, groups, hits } = found;
  const context: Found = { query: request.query };
  const [problems, corrected] = [[...found.problems], [...found.corrected]];
  const list = { keys, build, problems, corrected, context };
  const view = views.openFixed(groups ? { ...list, groups } : list, revision);
  const window = { viewId: view.viewId, offset: 0, limit: first };
  const shown = first > 0 ? views.rows(window, revision, stateOf, hits) : undefined;
  return { ...view, rows: shown?.ok ? shown.rows : [] };
}
