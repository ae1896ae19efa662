import type { Query } from '@tanstack/react-query';
import type { CoreEvent, EventKind, ViewRequest } from '../src-shared/contract/index.ts';
import { type Continuity, onCoreEvent } from './client.ts';
import { invalidate, keys, queries, queryClient } from './queries.ts';
import { createThrottle } from './ui/throttle.ts';

/** A sync tells of many papers in many events; the list is opened anew a few times a second. */
const LIST_THROTTLE_MS = 250;

const refreshLists = createThrottle(LIST_THROTTLE_MS, () => {
  void invalidate(keys.views);
  void invalidate(keys.counts);
});

const refreshRows = createThrottle(LIST_THROTTLE_MS, () => {
  void invalidate(keys.allRows);
  void invalidate(keys.counts);
});

/** A download tells of itself many times a second; these answers take a look at every file. */
const STORAGE_THROTTLE_MS = 1_000;

const refreshStorage = createThrottle(STORAGE_THROTTLE_MS, () => {
  void invalidate(keys.queue);
  void invalidate(keys.storage);
});

/** What is told of the user's own lists counts papers, which change in storms. */
const refreshLabels = createThrottle(LIST_THROTTLE_MS, () => {
  void invalidate(keys.collections);
  void invalidate(keys.searches);
  void invalidate(keys.tags);
});

/** These look at the whole library, so they wait longer. */
const WHOLE_THROTTLE_MS = 2_000;

const refreshWhole = createThrottle(WHOLE_THROTTLE_MS, () => {
  void invalidate(keys.duplicates);
  void invalidate(keys.statistics);
  void invalidate(keys.similar);
});

/** A note that is written tells of itself with every word. */
const NOTES_THROTTLE_MS = 500;

/** What lists say of notes, and what links where. */
const refreshNotes = createThrottle(NOTES_THROTTLE_MS, () => void invalidate(keys.notes));

/** What is deleted is told as a change of what it was. */
const refreshTrash = createThrottle(LIST_THROTTLE_MS, () => void invalidate(keys.trash));

/** A first run of machines in step tells of itself many times a second. */
const refreshSync = createThrottle(LIST_THROTTLE_MS, () => void invalidate(keys.sync));

/** How often a number is told anew that nobody waits for. */
const UNSENT_THROTTLE_MS = 1_000;

/** A change of the user's is one more to send; where nothing is sent, nobody asks. */
const refreshUnsent = createThrottle(UNSENT_THROTTLE_MS, () => {
  const { queryKey } = queries.syncStatus();
  if (queryClient.getQueryData(queryKey)?.target) void invalidate(queryKey);
});

const OWN: ReadonlySet<EventKind> = new Set([
  'papers',
  'annotations',
  'notes',
  'collections',
  'searches',
  'settings',
  'trash',
]);

/** Keeps what is cached true: maps each event of the core to what has to be asked again. */
export function followCoreEvents(): () => void {
  return onCoreEvent((event, continuity) => refreshAfter(event, continuity));
}

/** Marks as stale what an event speaks of; everything after a gap. */
export function refreshAfter({ kind, ids }: CoreEvent, continuity: Continuity): void {
  // What an upstream said does not change with the core, and is not asked for again unasked.
  const ofTheCore = ({ queryKey }: Query): boolean => queryKey[0] !== keys.online[0];
  if (continuity === 'gap') void queryClient.invalidateQueries({ predicate: ofTheCore });
  else {
    REFRESH[kind](ids);
    if (OWN.has(kind)) refreshUnsent();
  }
}

type Ids = CoreEvent['ids'];

const REFRESH: Readonly<Record<EventKind, (ids: Ids) => void>> = {
  hello: () => undefined,
  papers: (ids) => {
    refreshOf('paper', ids);
    refreshLists();
    refreshLabels();
    refreshWhole();
    refreshTrash();
    refreshNotes();
  },
  annotations: (ids) => {
    refreshOf('annotations', ids);
    refreshMarked('highlights');
    refreshTrash();
  },
  notes: (ids) => {
    refreshOf('note', ids);
    refreshMarked('notes');
    refreshNotes();
    refreshTrash();
  },
  files: (ids) => {
    void invalidate(keys.files);
    refreshStorage();
    refreshOf('paper', ids);
    refreshStored();
  },
  listings: () => void invalidate(keys.listings),
  settings: () => {
    void invalidate(keys.settings);
    void invalidate(keys.machineSettings);
  },
  trash: () => {
    void invalidate(keys.trash);
    void invalidate(keys.counts);
  },
  backups: () => {
    void invalidate(keys.backups);
    refreshStorage();
  },
  collections: () => {
    refreshLabels();
    refreshLists();
    refreshWhole();
    // Papers name the collections that they are in.
    void invalidate(keys.papers);
  },
  searches: () => void invalidate(keys.searches),
  search: () => {
    void invalidate(keys.searchStatus);
    refreshFound();
  },
  sync: () => refreshSync(),
};

function refreshOf(key: 'paper' | 'annotations' | 'note', ids: Ids): void {
  if (ids === 'many') void invalidate([key]);
  else for (const id of ids) void invalidate([key, id]);
}

/** Rows show marks; lists of what has a mark or a note change too. */
function refreshMarked(scope: 'highlights' | 'notes'): void {
  refreshRows();
  invalidateViews((request) => request.scope.kind === scope);
}

/** What could be found changes while the index is built; nobody waits for that by the keystroke. */
const FOUND_THROTTLE_MS = 1_000;

const refreshFound = createThrottle(FOUND_THROTTLE_MS, () => {
  invalidateViews((request) => request.query !== '');
  void invalidate(keys.searches);
  void invalidate(keys.similar);
});

function refreshStored(): void {
  refreshRows();
  invalidateViews((request) => request.filters.includes('offline'));
}

function invalidateViews(matches: (request: ViewRequest) => boolean): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [key, request] }: Query) =>
      key === 'view' && matches(request as ViewRequest),
  });
}
