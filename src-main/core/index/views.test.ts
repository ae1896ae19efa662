import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type {
  ListRequest,
  ReadStatus,
  Scope,
  SortOrder,
  ViewRequest,
} from '../../../src-shared/contract/index.ts';
import {
  LibraryStore,
  type PaperDocument,
  putMany,
  putOne,
  withDeletion,
  withElement,
  withValue,
} from '../store/index.ts';
import { ReadModel } from './read-model.ts';
import type { ListedFacts } from './rows.ts';
import { isGrouped } from './selection.ts';
import { Views } from './views.ts';

type Made = {
  upvotes: number;
  title: string;
  published: number;
  days: number[];
  status: ReadStatus;
  starred: boolean;
  trashed: boolean;
  pdf: boolean;
};

let folder: string;
let store: LibraryStore;
let readModel: ReadModel;

const listedFacts = ({ facts }: PaperDocument): ListedFacts => ({
  title: String(facts.title),
  doi: null,
  addedAt: null,
  identity: null,
  authors: null,
  authorCount: null,
  organization: null,
  publishedAt: String(facts.published),
  upvotes: Number(facts.upvotes),
  comments: null,
});

const dayOf = (number: number) => `2026-06-${String(number).padStart(2, '0')}`;
const stateOf = (_id: string, stored: boolean) =>
  stored ? ('stored' as const) : ('none' as const);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-views-'));
  store = await LibraryStore.open(folder);
  readModel = ReadModel.open(':memory:', {
    readChanges: store.readChanges,
    generation: store.generation,
    listedFacts,
  });
});

afterEach(async () => {
  readModel.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const made: fc.Arbitrary<Made> = fc.record({
  upvotes: fc.nat(4),
  title: fc.constantFrom('a', 'B', 'b', 'C', ''),
  published: fc.nat(3),
  days: fc.uniqueArray(fc.integer({ min: 10, max: 20 }), { maxLength: 2 }),
  status: fc.constantFrom('new', 'new', 'to-read', 'reading', 'read'),
  starred: fc.boolean(),
  trashed: fc.nat(6).map((n) => n === 0),
  pdf: fc.boolean(),
});

async function write(papers: readonly Made[], from: number): Promise<void> {
  const ids = papers.map((_, index) => `p${from + index}`);
  const documents = papers.map(({ upvotes, title, published }, index) => ({
    id: ids[index]!,
    facts: { upvotes, title, published },
  }));
  await putMany(store.collections.papers, documents);
  const listings = papers.flatMap(({ days }, index) =>
    days.map((day) => placeOf(ids[index]!, dayOf(day))),
  );
  await putMany(store.collections.listings, listings);
  for (const [index, { status, starred, trashed, pdf }] of papers.entries()) {
    let said = withValue(withValue({}, 'status', status, '1'), 'starred', starred, '1');
    if (index % 3 === 0) said = withElement(said, 'tags', 'x', true, '1');
    if (index % 4 === 0) said = withValue(said, 'lastReadAt', index % 8, '1');
    if (index % 5 < 2) await collect(index % 5 === 0 ? 'c' : 'd', ids[index]!);
    const fields = trashed ? withDeletion(said, true, '2') : said;
    await putOne(store.collections.states, { id: ids[index]!, fields, by: `m-${ids[index]}` });
    if (pdf) readModel.connection.run('UPDATE papers SET has_pdf = 1 WHERE id = ?', ids[index]!);
  }
}

async function collect(collectionId: string, paperId: string): Promise<void> {
  const id = `${collectionId}|${paperId}`;
  const named = { id, collectionId, paperId, by: `m-${id}` };
  await putOne(store.collections.memberships, { ...named, fields: {} });
  const parent = withValue({}, 'parent', collectionId === 'd' ? 'c' : null, '1');
  const collection = { id: collectionId, by: `m-${collectionId}-${paperId}`, fields: parent };
  await putOne(store.collections.collections, collection);
}

function placeOf(paperId: string, day: string) {
  const said = { upvotes: null, comments: null, submittedBy: null };
  return { id: `${day}|${paperId}`, day, paperId, position: 0, ...said };
}

const CONDITIONS: [Scope, string][] = [
  [{ kind: 'all' }, '1'],
  [{ kind: 'latest' }, 'featured_on = (SELECT max(day) FROM featured)'],
  [{ kind: 'week' }, "featured_on >= (SELECT date(max(day), '-6 days') FROM featured)"],
  [
    { kind: 'day', day: dayOf(15) },
    `id IN (SELECT coalesce(paper, named) FROM featured WHERE day = '${dayOf(15)}')`,
  ],
  [{ kind: 'status', status: 'new' }, "status = 'new'"],
  [{ kind: 'status', status: 'reading' }, "status = 'reading'"],
  [{ kind: 'starred' }, 'starred = 1'],
  [{ kind: 'reading-list' }, "status = 'to-read'"],
  [{ kind: 'unlisted' }, 'featured_on IS NULL'],
  [{ kind: 'tag', tag: 'x' }, "id IN (SELECT paper FROM tags WHERE tag = 'x')"],
  [
    { kind: 'collection', id: 'c', nested: false },
    "id IN (SELECT paper FROM memberships WHERE collection = 'c')",
  ],
  [
    { kind: 'collection', id: 'c', nested: true },
    "id IN (SELECT paper FROM memberships WHERE collection IN ('c', 'd'))",
  ],
];
const ORDERS: Record<SortOrder, string> = {
  upvotes: 'upvotes DESC, id',
  newest: 'published_at DESC, id',
  title: 'lower(title), id',
  added: 'added_at DESC, id',
  'last-read': 'last_read_at DESC, iif(last_read_at IS NULL, upvotes, 0) DESC, id',
  relevance: 'upvotes DESC, id',
  manual: 'upvotes DESC, id',
};
const FILTERS: [ViewRequest['filters'], string][] = [
  [[], '1'],
  [['unread'], "status = 'new'"],
  [['offline'], 'has_pdf = 1'],
  [['starred'], 'starred = 1'],
  [['highlights', 'notes'], 'highlights > 0 AND has_note = 1'],
  [['unread', 'offline'], "status = 'new' AND has_pdf = 1"],
];

/** What the list is when nothing is maintained and everything sorted. */
function naive(scope: string, filter: string, sorted: string, byDay: boolean): string[] {
  const order = byDay ? `featured_on DESC, ${sorted}` : sorted;
  const sql = `SELECT id FROM papers NOT INDEXED
    WHERE known = 1 AND ${scope} AND ${filter} ORDER BY ${order}`;
  return readModel.connection.all<{ id: string }>(sql).map(({ id }) => id);
}

function shown(views: Views, request: Omit<ViewRequest, 'query'>): string[] {
  const view = views.open(request, 0);
  expect(view.groups.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
  const rows: string[] = [];
  for (let offset = 0; offset < view.total; offset += 7) {
    const window = views.rows({ viewId: view.viewId, offset, limit: 7 }, 0, stateOf);
    expect(window.ok).toBe(true);
    if (window.ok) rows.push(...window.rows.map(({ id }) => id));
  }
  return rows;
}

/** Every paper is where it is listed, none elsewhere, and ids are those of the rows. */
function expectPlaces(views: Views, request: Omit<ViewRequest, 'query'>, ids: string[]): void {
  const { viewId } = views.open(request, 0);
  for (const [row, id] of ids.entries())
    if (row % 5 === 0) expect(views.locate(viewId, id)).toEqual({ ok: true, row });
  expect(views.locate(viewId, 'nobody')).toEqual({ ok: true, row: null });
  const slice = { viewId, offset: 1, limit: 1_000 };
  expect(views.ids(slice)).toEqual({ ok: true, ids: ids.slice(1) });
  const all = readModel.connection.all<{ id: string }>('SELECT id FROM papers').map((r) => r.id);
  const missing = all.find((id) => !ids.includes(id));
  if (missing) expect(views.locate(viewId, missing)).toEqual({ ok: true, row: null });
}

it('[PERF-9] lists from maintained lengths and ordered indexes what sorting everything gives', async () => {
  const papers = fc.sample(fc.array(made, { minLength: 60, maxLength: 60 }), {
    numRuns: 2,
    seed: 9,
  });
  for (const [round, batch] of papers.entries()) {
    await write(batch, round * 40);
    await readModel.catchUp();
    const views = new Views(readModel);
    for (const [scope, condition] of CONDITIONS)
      for (const [filters, filter] of FILTERS)
        for (const sort of Object.keys(ORDERS) as SortOrder[]) {
          for (const grouped of [true, false]) {
            const request = { scope, sort, filters, grouped };
            const byDay = scope.kind !== 'day' && isGrouped(request);
            const byHand = sort === 'manual' && ['reading-list', 'collection'].includes(scope.kind);
            // Nothing here was given a place by hand.
            const order = byHand ? 'id' : ORDERS[sort];
            const wanted = naive(condition, filter, order, byDay);
            expect(shown(views, request), JSON.stringify(request)).toEqual(wanted);
            expectPlaces(views, request, wanted);
          }
        }
    expect(views.counts(0).week).toBe(naive(CONDITIONS[2]![1], '1', 'id', true).length);
    expectPages(views);
  }
});

/** The command line's list comes in pages, of one scope or of several at once. */
function expectPages(views: Views): void {
  const day = dayOf(15);
  const ofDay = CONDITIONS[3]![1];
  const reading = "status = 'reading'";
  const collected = "id IN (SELECT paper FROM memberships WHERE collection = 'c')";
  const cases: [Omit<ListRequest, 'limit' | 'offset'>, string, boolean][] = [
    [{ sort: 'upvotes' }, '1', true],
    [{ sort: 'title' }, '1', true],
    [{ sort: 'last-read' }, '1', false],
    [{ sort: 'newest', status: 'new' }, "status = 'new'", true],
    [{ sort: 'upvotes', status: 'reading' }, reading, true],
    [{ sort: 'title', date: day }, ofDay, false],
    [{ sort: 'title', date: day, status: 'new' }, `status = 'new' AND ${ofDay}`, false],
    [{ sort: 'title', collection: 'c', status: 'reading' }, `${collected} AND ${reading}`, true],
  ];
  for (const [asked, condition, byDay] of cases) {
    const got: string[] = [];
    for (let offset = 0; offset < 120; offset += 7)
      got.push(...views.list({ ...asked, offset, limit: 7 }));
    expect(got, JSON.stringify(asked)).toEqual(naive(condition, '1', ORDERS[asked.sort], byDay));
  }
  expect(views.list({ sort: 'title', collection: 'none', offset: 0, limit: 9 })).toEqual([]);
}

it('[LIB-2] says that a view is gone when a day of it has grown', async () => {
  const paper = fc.sample(made, { numRuns: 1, seed: 1 })[0]!;
  const plain = { ...paper, days: [12], trashed: false };
  await write([plain, plain], 0);
  await readModel.catchUp();
  const views = new Views(readModel);
  const { viewId } = views.open(
    { scope: { kind: 'all' }, sort: 'upvotes', filters: [], grouped: true },
    0,
  );
  await write([plain], 2);
  await readModel.catchUp();
  const window = views.rows({ viewId, offset: 0, limit: 2 }, 0, stateOf);
  expect(window).toEqual({ ok: false, reason: 'view-gone' });
});
