import { beforeEach, expect, test, vi } from 'vitest';
import type { CoreEvent, EventKind, ViewRequest } from '../src-shared/contract/index.ts';
import { keys, queries, queryClient, showPatched } from './queries.ts';
import { refreshAfter } from './refresh.ts';

const today: ViewRequest = {
  scope: { kind: 'latest' },
  sort: 'upvotes',
  filters: [],
  grouped: true,
  query: '',
};
const offline: ViewRequest = { ...today, filters: ['offline'] };
const withNotes: ViewRequest = { ...today, scope: { kind: 'notes' } };

const CACHED = {
  counts: keys.counts,
  today: keys.view(today),
  offline: keys.view(offline),
  withNotes: keys.view(withNotes),
  rows: keys.rows('view', 0),
  one: keys.paper('arxiv:1'),
  two: keys.paper('arxiv:2'),
  marks: keys.annotations('arxiv:1'),
  note: keys.note('arxiv:1'),
  files: keys.files,
  listings: keys.listings,
  settings: keys.settings,
  machine: keys.machineSettings,
  queue: keys.queue,
  storage: keys.storage,
  backups: keys.backups,
  trash: keys.trash,
  collections: keys.collections,
  searches: keys.searches,
  tags: keys.tags,
  found: keys.view({ ...today, query: 'sparse' }),
  index: keys.searchStatus,
  sync: keys.sync,
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(10_000);
  queryClient.clear();
  for (const key of Object.values(CACHED)) queryClient.setQueryData(key, {});
});

/** What has to be asked again after an event. */
function stale(kind: EventKind, ids: CoreEvent['ids'], gap = false): string[] {
  const event: CoreEvent = { epoch: 'one', after: 1, revision: 2, kind, ids };
  refreshAfter(event, gap ? 'gap' : 'follows');
  vi.advanceTimersByTime(1_000);
  return Object.entries(CACHED)
    .filter(([, key]) => queryClient.getQueryState(key)?.isInvalidated)
    .map(([name]) => name);
}

test('[LIB-2] papers that changed refresh themselves, the lists and the numbers', () => {
  expect(stale('papers', ['arxiv:1'])).toEqual([
    'counts',
    'today',
    'offline',
    'withNotes',
    'one',
    'trash',
    'collections',
    'searches',
    'tags',
    'found',
  ]);
});

test('[LIB-2] many papers refresh every paper', () => {
  expect(stale('papers', 'many')).toEqual(
    expect.arrayContaining(['counts', 'today', 'one', 'two']),
  );
});

test('[LIB-2] a note refreshes itself, the rows, and the list of notes', () => {
  expect(stale('notes', ['arxiv:1'])).toEqual(['counts', 'withNotes', 'rows', 'note', 'trash']);
});

test('[LIB-2] a PDF refreshes its paper, the rows, and lists of offline PDFs', () => {
  expect(stale('files', ['arxiv:2'])).toEqual([
    'counts',
    'offline',
    'rows',
    'two',
    'files',
    'queue',
    'storage',
  ]);
});

test('[FILE-5] settings refresh those of the machine too', () => {
  expect(stale('settings', [])).toEqual(['settings', 'machine']);
});

test('[FILE-5] a backup refreshes what uses the disk', () => {
  expect(stale('backups', [])).toEqual(['queue', 'storage', 'backups']);
});

test('[LIB-7] the trash refreshes itself and its number', () => {
  expect(stale('trash', ['arxiv:1'])).toEqual(['counts', 'trash']);
});

test('[COLL-1] collections refresh the papers that are in them, saved searches themselves only', () => {
  expect(stale('searches', [])).toEqual(['searches']);
  expect(stale('collections', [])).toEqual(
    expect.arrayContaining(['collections', 'one', 'two', 'today']),
  );
});

test('[FIND-1] a search index that grows refreshes what was found, and no other list', () => {
  expect(stale('search', [])).toEqual(['searches', 'found', 'index']);
});

test('[SYNC-7] machines that come into step refresh what is said of them, and nothing else', () => {
  expect(stale('sync', [])).toEqual(['sync']);
});

test('[SYNC-7] what the user changes is asked for as one more to send, where anything is sent', () => {
  const { queryKey } = queries.syncStatus();
  const status = (path: string | null) => ({
    ...{ target: path === null ? null : { kind: 'folder' as const, path }, encrypted: true },
    ...{ secrets: 'session' as const, state: 'waiting' as const },
    ...{ trouble: null, lastAt: null, unsent: 0, newer: 0, unread: 0 },
    ...{ carriesPdfs: true, pdfsWaiting: { up: 0, down: 0 } },
  });
  queryClient.setQueryData(queryKey, status(null));
  stale('notes', ['arxiv:1']);
  vi.advanceTimersByTime(5_000);
  expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(false);
  queryClient.setQueryData(queryKey, status('/sync'));
  stale('notes', ['arxiv:1']);
  vi.advanceTimersByTime(5_000);
  expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
});

test('[LIST-5] a gap refreshes everything, a greeting nothing', () => {
  expect(stale('hello', [])).toEqual([]);
  expect(stale('hello', [], true)).toEqual(Object.keys(CACHED));
});

test('[LIB-2] a change of the user’s shows at once, in the rows and in the details', () => {
  queryClient.setQueryData(keys.paper('arxiv:1'), { id: 'arxiv:1', starred: false });
  queryClient.setQueryData(keys.rows('view', 0), [
    { id: 'arxiv:1', starred: false },
    { id: 'arxiv:2', starred: false },
  ]);
  showPatched(['arxiv:1'], { starred: true });
  expect(queryClient.getQueryData(keys.paper('arxiv:1'))).toMatchObject({ starred: true });
  expect(queryClient.getQueryData(keys.rows('view', 0))).toEqual([
    { id: 'arxiv:1', starred: true },
    { id: 'arxiv:2', starred: false },
  ]);
});
