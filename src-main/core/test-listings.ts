import { join } from 'node:path';
import { expect } from 'vitest';
import { createListingsLibrary, createPaperSink } from './library/index.ts';
import { openTestLibrary, type TestLibrary } from './library/test-library.ts';
import {
  type Clock,
  createArxiv,
  createHttp,
  createHuggingFace,
  createListings,
  type Listings,
  ListingsJournal,
  type ListingsSettings,
  ManualClock,
  type PaperSink,
} from './listings/index.ts';
import { openSqliteConnection } from './store/index.ts';
import { THUMBNAIL_FOLDER, Thumbnails } from './thumbnails/index.ts';

/** Listings over a real library, a real `local.sqlite` and real HTTP, for tests. */
export type ListingsBench = {
  readonly folder: string;
  readonly listings: Listings;
  readonly library: TestLibrary;
  readonly journal: ListingsJournal;
  readonly clock: ManualClock;
  readonly pictures: Thumbnails;
  /** What broke in the background. */
  readonly errors: unknown[];
  /** May be changed; tell the listings. */
  readonly settings: ListingsSettings;
  /** Closes it and opens the same folder again, perhaps with another upstream. */
  restart(origin?: string): Promise<ListingsBench>;
  close(): Promise<void>;
};

/** How a bench is set up. */
export type BenchSetting = {
  readonly origin: string;
  readonly clock?: ManualClock;
  readonly settings?: Partial<ListingsSettings>;
  /** In place of the library's, such as one that cannot write. */
  readonly sink?: (real: PaperSink) => PaperSink;
  readonly library?: TestLibrary;
};

/** Opens listings in a folder of their own; nothing is asked of the upstream yet. */
export async function openListingsBench(setting: BenchSetting): Promise<ListingsBench> {
  const { origin, clock = new ManualClock() } = setting;
  const library = setting.library ?? (await openTestLibrary());
  const { folder } = library;
  const local = openSqliteConnection({ directory: folder, fileName: 'local.sqlite' });
  const journal = new ListingsJournal(local);
  const settings = {
    hourlySync: true,
    arxivCategories: [],
    watchVersions: true,
    ...setting.settings,
  };
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: '1', origins, clock: withoutWaiting(clock) });
  const pictures = new Thumbnails({ directory: join(folder, THUMBNAIL_FOLDER), http });
  const errors: unknown[] = [];
  const real = createPaperSink(library.mutations);
  const listings = createListings({
    huggingFace: createHuggingFace({ http, origin }),
    arxiv: createArxiv({ http, origin }),
    sink: setting.sink?.(real) ?? real,
    library: createListingsLibrary(library.mutations, async () => settings),
    health: http,
    onError: (error) => errors.push(error),
    ...{ pictures, clock, journal },
  });
  const shut = async (): Promise<void> => {
    await listings.close();
    local.close();
  };
  return {
    ...{ folder, listings, library, journal, clock, pictures, errors, settings },
    restart: async (next = origin) => {
      await shut();
      const reopened = await library.reopen();
      return openListingsBench({ ...setting, settings, clock, library: reopened, origin: next });
    },
    close: async () => {
      await shut();
      await library.close();
    },
  };
}

/** Back-off in the client must not wait for a clock that the test moves by hand. */
function withoutWaiting(clock: ManualClock): Clock {
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    random: () => clock.random(),
    sleep: async (_ms, signal) => signal?.throwIfAborted(),
  };
}

/** Lets minutes pass one by one, as everything that beats would see them. */
export async function beats(clock: ManualClock, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    clock.advance(60_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Expects something to become so, also on a machine that has much else to do. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 20_000, interval: 5 });
}
