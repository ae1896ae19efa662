import {
  createListingsLibrary,
  createPaperSink,
  createTitleLibrary,
  type Mutations,
} from '../library/index.ts';
import {
  type Clock,
  createArxiv,
  createHuggingFace,
  createListings,
  type Http,
  type Listings,
  type ListingsJournal,
  type ListingsSettings,
  type Origins,
  type TitleJournal,
  TitleResolver,
} from '../listings/index.ts';
import type { Thumbnails } from '../thumbnails/index.ts';

/** What the listings of a core are made from. */
export type ListingsParts = {
  readonly clock: Clock;
  readonly origins: Origins;
  readonly mutations: Mutations;
  readonly http: Http;
  readonly journal: ListingsJournal;
  readonly titleJournal: TitleJournal;
  readonly thumbnails: Thumbnails;
  readonly settings: { get(): Promise<ListingsSettings> };
};

/** Joins the listings to the store, and the events to the listings. */
export function openListings(parts: ListingsParts): Listings {
  const { clock, origins, mutations, http, journal, titleJournal, thumbnails, settings } = parts;
  const { events } = mutations.context;
  const huggingFace = createHuggingFace({ http, origin: origins.huggingFace });
  const arxiv = createArxiv({ http, origin: origins.arxiv });
  const titles = new TitleResolver({
    upstreams: [huggingFace, arxiv],
    library: createTitleLibrary(mutations),
    journal: titleJournal,
    clock,
  });
  const listings = createListings({
    ...{ huggingFace, arxiv, titles },
    sink: createPaperSink(mutations),
    library: createListingsLibrary(mutations, () => settings.get()),
    pictures: thumbnails,
    ...{ clock, journal },
    health: http,
    onError: (error) => console.error(`offprint: listings could not be stored: ${error}`),
  });
  listings.onChange(() => events.changed('listings', []));
  events.listen(({ kind }) => {
    if (kind === 'settings') listings.settingsChanged();
  });
  listings.settingsChanged();
  return listings;
}
