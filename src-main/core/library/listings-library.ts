import { ofLatestDay, shownAmong, workedOn } from '../index/index.ts';
import {
  type ListingEntry,
  type ListingsLibrary,
  type ListingsSettings,
  type PaperFacts,
  paperIdOf,
} from '../listings/index.ts';
import {
  type ListingDocument,
  putMany,
  readMany,
  readOne,
  readWhere,
  TRENDING,
} from '../store/index.ts';
import { collectedPapers } from './collected.ts';
import { placeOf } from './merge-listing.ts';
import type { Mutations } from './mutations.ts';

/** The library as the listings see it. */
export function createListingsLibrary(
  mutations: Mutations,
  settings: () => Promise<ListingsSettings>,
): ListingsLibrary {
  const { store, readModel, events } = mutations.context;
  const { papers } = store.collections;
  return {
    settings,
    async factsOf(paperId) {
      return (await readOne(papers, paperId))?.facts as unknown as PaperFacts | undefined;
    },
    shown(arxivIds) {
      const shown = new Set(shownAmong(readModel, arxivIds.map(paperIdOf)));
      const here = arxivIds.filter((arxivId) => shown.has(paperIdOf(arxivId)));
      return new Map(here.map((arxivId) => [arxivId, paperIdOf(arxivId)]));
    },
    async *watched() {
      for await (const part of workedOn(readModel)) yield part;
      for await (const part of collectedPapers(store)) yield part;
    },
    async latestPictures() {
      const found = await readMany(papers, ofLatestDay(readModel));
      const pictures = [...found].map(
        ([id, { facts }]) => [id, (facts as unknown as Partial<PaperFacts>).thumbnail] as const,
      );
      return new Map(pictures.flatMap(([id, url]) => (url ? [[id, url] as const] : [])));
    },
    pictured: (paperIds) => void events.changed('papers', paperIds),
    replaceTrending: (entries) => replaceTrending(mutations, entries),
  };
}

/** What stays as it was is not written, so that a second sync changes nothing (LIST-2). */
async function replaceTrending(
  mutations: Mutations,
  entries: readonly ListingEntry[],
): Promise<void> {
  const { store, events } = mutations.context;
  const { listings } = store.collections;
  const wanted = entries.map((entry) => placeOf(TRENDING, paperIdOf(entry.arxivId), entry));
  const changed = await mutations.exclusively(async () => {
    const known = new Map(
      (await readWhere(listings, { day: TRENDING })).map((one) => [one.id, one]),
    );
    const written = wanted.filter((place) => !isSamePlace(place, known.get(place.id)));
    for (const { id } of wanted) known.delete(id);
    for (const id of known.keys()) await (await listings.findOne(id).exec())?.incrementalRemove();
    await putMany(listings, written);
    await mutations.follower.follow();
    return [...written, ...known.values()].map(({ paperId }) => paperId);
  });
  if (changed.length > 0) events.changed('papers', changed);
}

function isSamePlace(place: ListingDocument, known: ListingDocument | undefined): boolean {
  return (
    place.position === known?.position &&
    place.upvotes === known.upvotes &&
    place.comments === known.comments &&
    place.submittedBy === known.submittedBy
  );
}
