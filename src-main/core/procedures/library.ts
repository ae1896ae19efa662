import { implement } from '@orpc/server';
import { contract, type PdfState } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** Lists over the library. */
export function libraryProcedures({ events, views, papers, files }: Capabilities) {
  const os = implement(contract).library;
  const stateOf = (paperId: string, stored: boolean): PdfState =>
    stored ? 'stored' : (files.stateOf(paperId)?.state ?? 'none');
  return {
    counts: os.counts.handler(() => views.counts(events.revision)),
    open: os.open.handler(({ input }) => views.open(input, events.revision)),
    rows: os.rows.handler(({ input }) => views.rows(input, events.revision, stateOf)),
    locate: os.locate.handler(({ input }) => views.locate(input.viewId, input.paperId)),
    ids: os.ids.handler(({ input }) => views.ids(input)),
    tags: os.tags.handler(() => views.tags()),
    duplicates: os.duplicates.handler(() => papers.duplicates(stateOf)),
    statistics: os.statistics.handler(({ input }) => papers.statistics(input)),
    list: os.list.handler(({ input }) => papers.list(input)),
  };
}
