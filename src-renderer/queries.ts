import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  DuplicateGroups,
  FoundRow,
  ManyPatch,
  NoteEntry,
  NoteList,
  PaperDetails,
  StorageReport,
  SyncLogEntry,
  SyncSubject,
  View,
  ViewRequest,
} from '../src-shared/contract/index.ts';
import { client } from './client.ts';
import { pendingCollections } from './collections/pending.ts';
import { patched } from './library/patch.ts';
import { withPending } from './library/pending-patches.ts';
import { pendingSearches } from './searches/pending.ts';
import { texText } from './ui/tex-text.ts';

/** Rows of one window of a view; the core allows 200. */
export const WINDOW_ROWS = 50;

/** The keys under which answers of the core are cached. */
export const keys = {
  info: ['info'],
  counts: ['counts'],
  views: ['view'],
  view: (request: ViewRequest) => ['view', request],
  allRows: ['rows'],
  rows: (viewId: string, window: number) => ['rows', viewId, window],
  papers: ['paper'],
  paper: (id: string) => ['paper', id],
  annotations: (paperId: string) => ['annotations', paperId],
  note: (key: string) => ['note', key],
  notes: ['notes'],
  backlinks: (key: string) => ['notes', 'linked', key],
  files: ['files'],
  listings: ['listings'],
  settings: ['settings'],
  machineSettings: ['machine-settings'],
  queue: ['queue'],
  storage: ['storage'],
  backups: ['backups'],
  trash: ['trash'],
  online: ['online'],
  collections: ['collections'],
  searches: ['searches'],
  tags: ['tags'],
  duplicates: ['duplicates'],
  statistics: ['statistics'],
  similar: ['similar'],
  searchStatus: ['search-status'],
  completions: ['completions'],
  sync: ['sync'],
} as const;

/** How often a call is repeated that the core could not answer. */
const RETRIES = 3;

/**
 * Answers are true until an event says otherwise, so nothing is asked again by time. A call that was
 * on its way when the core went is asked again; it waits for the next connection by itself.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: RETRIES,
      retryDelay: 200,
    },
    // The core is on this machine: what the browser thinks of the network does not matter.
    mutations: { networkMode: 'always' },
  },
});

/** What to ask for each key; for `useQuery` and `queryClient.fetchQuery`. */
export const queries = {
  info: () => queryOptions({ queryKey: keys.info, queryFn: () => client.system.info() }),
  counts: () => queryOptions({ queryKey: keys.counts, queryFn: () => client.library.counts() }),
  view: (request: ViewRequest) =>
    queryOptions({
      queryKey: keys.view(request),
      // Only a search is given up when the next letter comes.
      queryFn: (context) =>
        request.query === '' ? openView(request) : openFound(request, context.signal),
      ...(request.query === '' ? {} : { gcTime: FOUND_KEPT_MS }),
    }),
  rows: (viewId: string, window: number) =>
    queryOptions({
      queryKey: keys.rows(viewId, window),
      queryFn: () => fetchRows(viewId, window),
      retry: (failures, error) => failures < RETRIES && !(error instanceof ViewGone),
    }),
  paper: (id: string) =>
    queryOptions({
      queryKey: keys.paper(id),
      queryFn: async () => shownPaper((await client.papers.get({ id })).paper),
    }),
  annotations: (paperId: string) =>
    queryOptions({
      queryKey: keys.annotations(paperId),
      queryFn: async () => (await client.annotations.list({ paperId })).annotations,
    }),
  /** `key`: a paper's id, or that of a free note. */
  note: (key: string) =>
    queryOptions({
      queryKey: keys.note(key),
      queryFn: async () => (await client.notes.get({ key })).note,
    }),
  notes: (words: string) =>
    queryOptions({
      queryKey: [...keys.notes, 'list', words],
      queryFn: async () => shownNotes(await client.notes.list({ words, limit: LISTED_NOTES })),
    }),
  /** Where notes link to a paper or a free note, by its key. */
  backlinks: (key: string) =>
    queryOptions({
      queryKey: keys.backlinks(key),
      queryFn: async () => (await client.notes.linkedFrom({ key })).links.map(shownNote),
    }),
  files: () => queryOptions({ queryKey: keys.files, queryFn: () => client.files.status() }),
  listings: () =>
    queryOptions({ queryKey: keys.listings, queryFn: () => client.listings.status() }),
  trash: () =>
    queryOptions({
      queryKey: keys.trash,
      queryFn: async () => shownTitles(await client.trash.list()),
    }),
  settings: () => queryOptions({ queryKey: keys.settings, queryFn: () => client.settings.get() }),
  machineSettings: () =>
    queryOptions({ queryKey: keys.machineSettings, queryFn: () => client.settings.getMachine() }),
  /** The first PDFs of the queue. */
  queue: () =>
    queryOptions({
      queryKey: keys.queue,
      queryFn: async () => shownTitles(await client.files.queue({ limit: QUEUE_ROWS })),
      refetchOnMount: 'always',
    }),
  /** What the marks on a PDF and open tabs change in it is told by no event. */
  storage: () =>
    queryOptions({ queryKey: keys.storage, queryFn: fetchStorage, refetchOnMount: 'always' }),
  backups: () =>
    queryOptions({
      queryKey: keys.backups,
      queryFn: () => client.system.backups(),
      refetchOnMount: 'always',
    }),
  collections: () =>
    queryOptions({
      queryKey: keys.collections,
      queryFn: async () => {
        const { collections, revision } = await client.collections.list();
        return pendingCollections.over(collections, revision);
      },
    }),
  searches: () =>
    queryOptions({
      queryKey: keys.searches,
      queryFn: async () => {
        const { searches, revision } = await client.searches.list();
        return pendingSearches.over(searches, revision);
      },
    }),
  tags: () => queryOptions({ queryKey: keys.tags, queryFn: () => client.library.tags() }),
  duplicates: () =>
    queryOptions({
      queryKey: keys.duplicates,
      queryFn: async () => (await client.library.duplicates()).map(shownGroup),
    }),
  similar: (id: string) =>
    queryOptions({
      queryKey: [...keys.similar, id],
      queryFn: async () => (await client.papers.similar({ id, limit: SIMILAR })).map(shownTitle),
    }),
  /** Days are the user's own, `YYYY-MM-DD`. */
  statistics: (from: string, today: string) =>
    queryOptions({
      queryKey: [...keys.statistics, from, today],
      queryFn: () => client.library.statistics({ from, today }),
    }),
  searchStatus: () =>
    queryOptions({ queryKey: keys.searchStatus, queryFn: () => client.search.status() }),
  /** How this machine is in step with the user's other ones. */
  syncStatus: () =>
    queryOptions({ queryKey: [...keys.sync, 'status'], queryFn: () => client.sync.status() }),
  /** Whether secrets can be kept in the system's key store; that does not change while the program runs. */
  keyStore: () =>
    queryOptions({
      queryKey: ['keyStore'],
      queryFn: () => client.sync.keyStore(),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  machines: () =>
    queryOptions({ queryKey: [...keys.sync, 'machines'], queryFn: () => client.sync.machines() }),
  /** The newest `limit` entries of the log. */
  syncLog: (limit: number) =>
    queryOptions({
      queryKey: [...keys.sync, 'log', limit],
      queryFn: () => fetchLog(limit),
      placeholderData: keepPreviousData,
    }),
};

/** Entries of the log that one call may ask for. */
const LOG_ENTRIES = 100;

/** The log grows at its head, so its windows are asked for one after the other. */
async function fetchLog(limit: number): Promise<SyncLogEntry[]> {
  const entries: SyncLogEntry[] = [];
  while (entries.length < limit) {
    const asked = Math.min(LOG_ENTRIES, limit - entries.length);
    const last = entries.at(-1);
    const before = last ? { before: last.id } : {};
    const answer = await client.sync.log({ limit: asked, ...before });
    entries.push(...answer.entries.map(shownEntry));
    if (answer.entries.length < asked) break;
  }
  return entries;
}

function shownEntry(entry: SyncLogEntry): SyncLogEntry {
  return {
    ...entry,
    merged: entry.merged.map((one) => ({ ...one, subject: shownSubject(one.subject) })),
    losses: entry.losses.map((one) => ({ ...one, subject: shownSubject(one.subject) })),
  };
}

function shownSubject(subject: SyncSubject): SyncSubject {
  const { title } = subject;
  return title === null ? subject : { ...subject, title: texText(title) };
}

/** Notes that a list shows; the core allows no more. */
const LISTED_NOTES = 500;

function shownNotes(list: NoteList): NoteList {
  return { ...list, notes: list.notes.map(shownNote) };
}

function shownNote<Note extends Pick<NoteEntry, 'paperTitle'>>(note: Note): Note {
  const { paperTitle } = note;
  return paperTitle === null ? note : { ...note, paperTitle: texText(paperTitle) };
}

/** Similar papers that the details show. */
const SIMILAR = 6;

function shownGroup(group: DuplicateGroups[number]): DuplicateGroups[number] {
  return { ...group, papers: group.papers.map(shownTitle) };
}

/** Rows of the queue that are shown; the core allows 200. */
const QUEUE_ROWS = 100;

function shownTitles<Item extends { title: string }, Answer extends { items: Item[] }>(
  answer: Answer,
): Answer {
  return { ...answer, items: answer.items.map(shownTitle) };
}

function shownTitle<Item extends { title: string }>(item: Item): Item {
  return { ...item, title: texText(item.title) };
}

async function fetchStorage(): Promise<StorageReport> {
  const report = await client.files.storage();
  return { ...report, largest: report.largest.map(shownTitle) };
}

/** A view with what it was opened for. */
export type OpenView = View & { readonly request: ViewRequest };

async function openView(request: ViewRequest): Promise<OpenView> {
  const { rows: _none, ...view } = await client.library.open(request);
  return { ...view, request };
}

/** Every letter finds anew; what former letters found is of no use. */
const FOUND_KEPT_MS = 10_000;

/** What was found is shown with its rows, or the list would blink at every letter. */
async function openFound(request: ViewRequest, signal: AbortSignal): Promise<OpenView> {
  const asked = { ...request, first: WINDOW_ROWS };
  const { rows, ...view } = await client.library.open(asked, { signal });
  queryClient.setQueryData(keys.rows(view.viewId, 0), rows.map(shownRow));
  return { ...view, request };
}

function shownRow(row: FoundRow): FoundRow {
  return withPending({ ...row, title: texText(row.title) });
}

async function fetchRows(viewId: string, window: number): Promise<FoundRow[]> {
  const offset = window * WINDOW_ROWS;
  const result = await client.library.rows({ viewId, offset, limit: WINDOW_ROWS });
  if (result.ok) return result.rows.map(shownRow);
  void invalidate(keys.views);
  throw new ViewGone();
}

/** The core has let a view go, or the list has changed since: it is opened anew, not asked again. */
class ViewGone extends Error {}

/** Upstream's titles and abstracts are TeX's text; what is cached is what is shown. */
function shownPaper(paper: PaperDetails | null): PaperDetails | null {
  if (!paper) return null;
  const { title, abstract } = paper;
  return withPending({
    ...paper,
    title: texText(title),
    abstract: abstract === null ? null : texText(abstract),
  });
}

/** Marks what is cached under a key as stale; it is asked again where it is shown. */
export const invalidate = (queryKey: readonly unknown[]): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [...queryKey] });

/** Shows a change of the user's at once; the core's event then brings what is true. */
export function showPatched(ids: readonly string[], patch: ManyPatch): void {
  const meant = new Set(ids);
  for (const id of ids)
    queryClient.setQueryData<PaperDetails | null>(keys.paper(id), (paper) =>
      paper ? patched(paper, patch) : paper,
    );
  queryClient.setQueriesData<FoundRow[]>({ queryKey: keys.allRows }, (rows) =>
    rows?.some((row) => meant.has(row.id))
      ? rows.map((row) => (meant.has(row.id) ? patched(row, patch) : row))
      : rows,
  );
}

/** What a list that is shown says of a paper, for acts that come before its details do. */
export function listedPaper(id: string): FoundRow | undefined {
  const windows = queryClient.getQueriesData<FoundRow[]>({ queryKey: keys.allRows });
  for (const [, rows] of windows) {
    const row = rows?.find((one) => one.id === id);
    if (row) return row;
  }
  return undefined;
}

/** Shows at once that papers' PDFs were asked for. */
export function showQueued(ids: readonly string[]): void {
  for (const id of ids)
    queryClient.setQueryData<PaperDetails | null>(keys.paper(id), (paper) =>
      paper ? { ...paper, pdf: { ...paper.pdf, state: 'queued' } } : paper,
    );
}

/** Asks again what is true of papers, after a change to them was refused. */
export function invalidatePapers(ids: readonly string[]): void {
  for (const id of ids) void invalidate(keys.paper(id));
  void invalidate(keys.allRows);
  void invalidate(keys.counts);
}
