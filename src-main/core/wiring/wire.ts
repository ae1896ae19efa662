import { join as joinPath } from 'node:path';
import { Annotations } from '../annotations/index.ts';
import { createBackups } from '../backup/index.ts';
import type { Capabilities } from '../capabilities.ts';
import { Collections } from '../collections/index.ts';
import { Doctor, Health } from '../doctor/index.ts';
import { EventHub } from '../events/index.ts';
import {
  Exchange,
  Exports,
  importArchiveFile,
  NoteExports,
  References,
} from '../exchange/index.ts';
import type { Host } from '../host.ts';
import { ReadModel, Views } from '../index/index.ts';
import { createImportSink, listedFacts, Mutations, PaperActs, Papers } from '../library/index.ts';
import {
  type Clock,
  createHttp,
  type Http,
  type HttpOptions,
  ListingsJournal,
  type Origins,
  systemClock,
  TitleJournal,
} from '../listings/index.ts';
import { isTimeSettled, type LocalStore, registerDevice } from '../local/index.ts';
import { NoteIndex, Notes } from '../notes/index.ts';
import { PdfMarks } from '../pdf-marks/index.ts';
import { Searches } from '../searches/index.ts';
import { MachineSettingsStore, Settings } from '../settings/index.ts';
import { type FileDocument, HybridClock, type LibraryStore } from '../store/index.ts';
import { LocalTables, Sync, SyncLog } from '../sync/index.ts';
import { THUMBNAIL_FOLDER, Thumbnails } from '../thumbnails/index.ts';
import { Trash } from '../trash/index.ts';
import { openListings } from './listings.ts';
import { fetchAgain, queueView } from './pdf-queue.ts';
import { openPdfs } from './pdfs.ts';
import { openSearch } from './search.ts';
import { openOwnPdfs, openTexts } from './texts.ts';

/** What the wiring needs to know. */
export type WiringOptions = {
  /** The data folder; made where there is none. */
  readonly dataDir: string;
  readonly shell: 'electron' | 'browser' | 'none';
  readonly demo: boolean;
  readonly host: Host;
  readonly origins: Origins;
  readonly version: string;
  /** Time and the network's limits, for tests: the machine's own and those of the upstreams when left out. */
  readonly network?: Pick<HttpOptions, 'limits' | 'policies'> & { readonly clock: Clock };
};

/** The capabilities, and what must be closed in the end. */
export type Wired = Capabilities & { readonly mutations: Mutations; readonly local: LocalStore };

/** Makes every capability and joins them to each other; nothing is started yet. */
export async function wire(
  options: WiringOptions,
  local: LocalStore,
  store: LibraryStore,
): Promise<Wired> {
  const { readChanges, generation } = store;
  const journal = new ListingsJournal(local.connection);
  local.belongTo(generation, () => {
    journal.forget();
    new LocalTables(local).forget();
  });
  const readModel = ReadModel.open(options.dataDir, { readChanges, generation, listedFacts });
  try {
    return await join({ ...options, journal }, local, store, readModel);
  } catch (error) {
    readModel.close();
    throw error;
  }
}

async function join(
  options: WiringOptions & { readonly journal: ListingsJournal },
  local: LocalStore,
  store: LibraryStore,
  readModel: ReadModel,
): Promise<Wired> {
  const { clock = systemClock, ...network } = options.network ?? {};
  const events = new EventHub((ids) => readModel.allIdsOf(ids));
  const mutations = new Mutations(
    { store, readModel, events, clock: new HybridClock(local.deviceId, store.latestClock()) },
    reportIndex,
  );
  const { follower } = mutations;
  await follower.follow();
  registerDevice(mutations, local.deviceId).catch(reportDevice);
  const views = new Views(readModel, (error) => follower.suspect(error));
  const http = createHttp({
    version: options.version,
    origins: options.origins,
    clock,
    ...network,
  });
  const texts = openTexts(options, mutations);
  const searching = openSearch(options, mutations, texts);
  const settings = new Settings(mutations, local);
  const machine = new MachineSettingsStore(local);
  const thumbnails = openThumbnails(options.dataDir, http);
  const titleJournal = new TitleJournal(local.connection);
  const parts = { clock, mutations, http, thumbnails, settings, titleJournal };
  const listings = openListings({ ...options, ...parts });
  const pdfs = await openPdfs({
    ...options,
    ...{ clock, mutations, local, http, settings, machine },
    textStatus: () => texts.status(),
    versionOf: (arxivId, alongside) => listings.versionOf(arxivId, alongside),
  });
  const { files, shelf } = pdfs;
  const { dataDir, shell, demo, version, host } = options;
  const isSettled = (): boolean => isTimeSettled(local, clock.now());
  const backups = createBackups({
    ...{ dataDir, database: store.connection.db, clock, isTimeSettled: isSettled },
    onChange: () => void events.changed('backups', []),
  });
  const ownPdfs = openOwnPdfs(options, mutations, shelf);
  const refetch = (file: FileDocument): Promise<void> => fetchAgain(mutations, files, file);
  const papers = new Papers(mutations, views, queueView(files, shelf), thumbnails);
  const collections = new Collections(mutations, views.ask);
  const notes = new Notes(mutations);
  const noteIndex = new NoteIndex(mutations);
  const annotations = new Annotations(mutations);
  const sync = new Sync({
    dataDir,
    mutations,
    local,
    shelf,
    secrets: host.secrets,
    now: () => clock.now(),
  });
  const references = new References({
    ...{ dataDir, mutations },
    resolve: (id) => papers.resolve(id),
    defaultStyle: async () => (await settings.get()).citationStyle,
  });
  return {
    ...{ mutations, local, events, views, texts, listings, host, settings, machine, ...pdfs },
    ownPdfs,
    exchange: new Exchange({
      ...{ dataDir, ownPdfs, sink: createImportSink(mutations) },
      references: { mutations, notes, collections },
      importArchive: (path, signal) =>
        importArchiveFile({ dataDir, mutations, shelf }, path, signal),
    }),
    exports: new Exports({ dataDir, version, clock }),
    references,
    papers,
    acts: new PaperActs(mutations, local.deviceId),
    collections,
    searches: new Searches(mutations, (query) => searching.liveCounts.of(query)),
    ...searching,
    annotations,
    pdfMarks: new PdfMarks({ dataDir, mutations, annotations }),
    notes,
    noteIndex,
    noteExports: new NoteExports({ notes, noteIndex, annotations, papers, references }),
    sync,
    syncLog: new SyncLog(mutations, sync, local.deviceId),
    trash: new Trash({
      mutations,
      now: () => clock.now(),
      isTimeSettled: isSettled,
      discardPdfs: (paperIds) => shelf.discard(paperIds),
    }),
    backups,
    health: new Health(dataDir, () => void events.changed('backups', [])),
    doctor: new Doctor({
      ...{ dataDir, store, readModel, follower, local, backups, refetch },
      search: searching.search,
      partials: () => files.partials(),
    }),
    about: { version, dataDir, shell, demo },
  };
}

function openThumbnails(dataDir: string, http: Http): Thumbnails {
  return new Thumbnails({
    directory: joinPath(dataDir, THUMBNAIL_FOLDER),
    http,
    onError: (error) => console.error(`offprint: a thumbnail could not be stored: ${error}`),
  });
}

/** On a full disk there is still a library to read; the next start tries again. */
function reportDevice(error: unknown): void {
  console.error(`offprint: this machine could not be named in the library: ${error}`);
}

function reportIndex(error: unknown): void {
  console.error(`offprint: index.sqlite is behind and will be brought up to date: ${error}`);
}
