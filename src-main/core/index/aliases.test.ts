import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import {
  type Documents,
  noteIdOf,
  putMany,
  putOne,
  withDeletion,
  withText,
  withValue,
} from '../store/index.ts';

let library: TestLibrary;

beforeEach(async () => {
  library = await openTestLibrary();
});

afterEach(() => library.close());

const OLD = 'title:abc';
const NEW = 'arxiv:2606.00001';

type Put = (collections: TestLibrary['mutations']['context']['store']['collections']) => unknown;

const paper = (id: string) => ({ id, facts: { title: `Paper ${id}`, upvotes: 3 } });
const listing = (day: string, paperId: string) => ({
  ...{ id: `${day}|${paperId}`, day, paperId, position: 0 },
  ...{ upvotes: null, comments: null, submittedBy: null },
});
const mark = (id: string, paperId: string): Documents['annotations'] => ({
  ...{ id, paperId, kind: 'highlight', fileSha256: 'f', version: null, order: '0', createdAt: 0 },
  ...{ anchor: { pages: [] }, fields: withValue({}, 'colour', 'blue', '1'), by: `by-${id}` },
});
const file = (paperId: string): Documents['files'] => ({
  ...{ id: `${paperId}|f`, paperId, sha256: 'f', bytes: 1, pages: 1, version: null },
  ...{ url: '', storedAt: 0, origin: 'fetched', name: null },
});
const note = (paperId: string, markdown: string): Documents['notes'] => ({
  ...{ id: noteIdOf(paperId), paperId, markdown, by: `n-${paperId}` },
  fields: withText({}, 'body', '', '1'),
});
const starred = withValue({}, 'starred', true, '3');
const reading = withValue(withValue({}, 'starred', false, '2'), 'status', 'reading', '2');

const ALL: readonly Put[] = [
  ({ papers }) => putMany(papers, [paper(OLD), paper(NEW)]),
  ({ listings }) => putMany(listings, [listing('2026-06-11', OLD), listing('2026-06-12', NEW)]),
  ({ states }) => putOne(states, { id: OLD, fields: starred, by: 's-1' }),
  ({ states }) => putOne(states, { id: NEW, fields: reading, by: 's-2' }),
  ({ annotations }) => putMany(annotations, [mark('a', OLD), mark('b', NEW)]),
  ({ notes }) => putOne(notes, note(OLD, 'hm')),
  ({ notes }) => putOne(notes, note(NEW, '')),
  ({ files }) => putOne(files, file(OLD)),
  ({ aliases }) => putOne(aliases, { id: OLD, target: NEW }),
];

async function catchUp(put: readonly Put[]): Promise<void> {
  const { store } = library.mutations.context;
  for (const one of put) {
    await one(store.collections);
    await library.mutations.follower.follow();
  }
}

test('[LIB-5] counts what was said under a former id for the present one, in any order', async () => {
  const order = fc.shuffledSubarray([...ALL], { minLength: ALL.length });
  const run = async (put: readonly Put[]): Promise<void> => {
    await library.close();
    library = await openTestLibrary();
    await catchUp(put);
    expect(shown()).toEqual(EXPECTED);
  };
  await fc.assert(fc.asyncProperty(order, run), { seed: 1, numRuns: 12 });
  library.mutations.context.readModel.renew();
  await library.mutations.follower.follow();
  expect(shown()).toEqual(EXPECTED);
});

const EXPECTED = {
  ids: [NEW],
  row: { starred: true, status: 'reading', highlights: 2, hasNote: true, pdfState: 'stored' },
  days: ['2026-06-11', '2026-06-12'],
  counts: {
    ...{ all: 1, starred: 1, reading: 1, unread: 0, highlights: 1, notes: 1, pdfsStored: 1 },
    latest: 1,
  },
};

function shown(): typeof EXPECTED {
  const { views } = library;
  const view = views.open({ scope: { kind: 'all' }, sort: 'title', filters: [], grouped: true }, 0);
  const window = views.rows({ viewId: view.viewId, offset: 0, limit: 9 }, 0, (_id, stored) =>
    stored ? 'stored' : 'none',
  );
  const rows = window.ok ? window.rows : [];
  const { starred: isStarred, status, highlights, hasNote, pdfState } = rows[0]!;
  const counts = views.counts(0);
  const keys = Object.keys(EXPECTED.counts) as (keyof typeof EXPECTED.counts)[];
  return {
    ids: rows.map(({ id }) => id),
    row: { starred: isStarred, status, highlights, hasNote, pdfState },
    days: views.featuredDays(NEW),
    counts: Object.fromEntries(keys.map((key) => [key, counts[key]])) as typeof EXPECTED.counts,
  };
}

test('[LIB-5] shows a paper that is known under its former id alone, and follows chains', async () => {
  await catchUp([
    ({ papers }) => putOne(papers, paper('file:x')),
    ({ aliases }) => putOne(aliases, { id: 'file:x', target: OLD }),
    ({ aliases }) => putOne(aliases, { id: OLD, target: NEW }),
  ]);
  const { readModel } = library.mutations.context;
  expect(readModel.idsOf(OLD)).toEqual([NEW, OLD, 'file:x']);
  expect(readModel.allIdsOf([OLD, 'arxiv:9']).sort()).toEqual([NEW, 'arxiv:9', 'file:x', OLD]);
  const list = () => library.views.list({ limit: 9, offset: 0, sort: 'title' });
  expect(list()).toEqual([NEW]);
  await catchUp([({ papers }) => putOne(papers, paper(NEW))]);
  expect(list()).toEqual([NEW]);
  expect(library.views.counts(0).all).toBe(1);
});

test('[LIB-5] keeps each id of a circle what it is', async () => {
  await catchUp([
    ({ papers }) => putMany(papers, [paper('title:x'), paper('title:y')]),
    ({ aliases }) => putOne(aliases, { id: 'title:x', target: 'title:y' }),
    ({ aliases }) => putOne(aliases, { id: 'title:y', target: 'title:x' }),
  ]);
  const { readModel } = library.mutations.context;
  expect(readModel.canonicalId('title:x')).toBe('title:x');
  expect(readModel.canonicalId('title:y')).toBe('title:y');
});

test('[LIB-7] has one place in the trash for a paper of two ids, told by the present one', async () => {
  const deleted = withDeletion(starred, true, '5');
  await catchUp([
    ({ papers }) => putMany(papers, [paper(OLD), paper(NEW)]),
    ({ states }) => putOne(states, { id: OLD, fields: deleted, by: 't-1' }),
    ({ aliases }) => putOne(aliases, { id: OLD, target: NEW }),
  ]);
  expect(library.views.counts(0)).toMatchObject({ all: 0, trash: 1 });
  const back = withDeletion(deleted, false, '6');
  await catchUp([({ states }) => putOne(states, { id: OLD, fields: back, by: 't-2' })]);
  expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 0, starred: 1 });
  const again = withDeletion({}, true, '7');
  await catchUp([({ states }) => putOne(states, { id: NEW, fields: again, by: 't-3' })]);
  expect(library.views.counts(0)).toMatchObject({ all: 0, trash: 1, starred: 0 });
});

test('[PERF-9] looks former ids up by index', () => {
  const { connection } = library.mutations.context.readModel;
  const plan = (sql: string) =>
    connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
  for (const table of ['states', 'marks', 'notes', 'files'])
    expect(plan(`SELECT 1 FROM ${table} WHERE paper = 'x'`).join()).toContain('USING');
  expect(plan('SELECT id FROM papers WHERE identity = 1').join()).toContain('papers_by_identity');
});
