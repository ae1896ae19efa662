import type { EventKind } from '../../../src-shared/contract/index.ts';
import type { Texts } from '../files/index.ts';
import type { Mutations } from '../library/index.ts';
import { LiveCounts, Search } from '../search/index.ts';

/** What of the library is found by its words, or filtered by. */
const FOUND: readonly EventKind[] = ['papers', 'annotations', 'notes', 'files', 'trash'];

/** Joins the search index to what it is made from: it follows what changes there. */
export function openSearch(
  { dataDir }: { readonly dataDir: string },
  mutations: Mutations,
  texts: Pick<Texts, 'generation'>,
): { readonly search: Search; readonly liveCounts: LiveCounts } {
  const { store, events, readModel } = mutations.context;
  const search = new Search({
    dataDir,
    sources: { library: store.generation, texts: texts.generation },
    build: () => readModel.build,
    onProgress: () => {
      events.changed('search', []);
      liveCounts.refresh();
    },
  });
  const liveCounts = new LiveCounts(
    (query) => search.count(query),
    () => void events.changed('searches', []),
  );
  events.listen(({ kind }) => {
    if (FOUND.includes(kind)) search.wake();
    if (FOUND.includes(kind) || kind === 'collections') liveCounts.refresh();
  });
  mutations.beforeRenewal(() => search.release());
  return { search, liveCounts };
}
