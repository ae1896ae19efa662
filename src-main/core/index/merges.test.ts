import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import {
  type Collections,
  type Fields,
  putMany,
  putOne,
  readOne,
  withElement,
  withText,
  withValue,
} from '../store/index.ts';
import { CollectionTree, collectionsOf } from './collection-tree.ts';

let library: TestLibrary;
let tick = 0;
const clock = (): string => String(++tick).padStart(12, '0');

beforeEach(async () => {
  library = await openTestLibrary();
});

afterEach(() => library.close());

const collections = (): Collections => library.mutations.context.store.collections;
const follow = (): Promise<void> => library.mutations.follower.follow();
const paper = (id: string, upvotes = 1) => ({ id, facts: { title: `Paper ${id}`, upvotes } });

async function say(id: string, next: (fields: Fields) => Fields): Promise<void> {
  const known = await readOne(collections().states, id);
  await putOne(collections().states, { id, fields: next(known?.fields ?? {}), by: clock() });
}

const mergeInto = (id: string, target: string | null): Promise<void> =>
  say(id, (fields) => withValue(fields, 'mergedInto', target, clock()));

async function collect(collectionId: string, paperId: string, order?: string): Promise<void> {
  const fields = order === undefined ? {} : withValue({}, 'order', order, clock());
  const id = `${collectionId}|${paperId}`;
  await putOne(collections().memberships, { id, collectionId, paperId, fields, by: clock() });
}

async function makeCollection(id: string, parent: string | null, order = ''): Promise<void> {
  const named = withValue(withValue({}, 'name', `Name ${id}`, clock()), 'parent', parent, clock());
  const fields = withValue(named, 'order', order, clock());
  await putOne(collections().collections, { id, fields, by: clock() });
}

/** All that lists show of the library, apart from row numbers. */
function shown(): unknown {
  const { connection } = library.mutations.context.readModel;
  const { revision: _revision, ...counts } = library.views.counts(0);
  const columns = `id, known, described, title, upvotes, featured_on, status, starred, highlights,
    has_note, has_pdf, progress`;
  return {
    counts,
    papers: connection.all(`SELECT ${columns} FROM papers WHERE described <> 0 ORDER BY id`),
    tags: library.views.tags(),
    days: ['arxiv:1', 'arxiv:2'].map((id) => library.views.featuredDays(id)),
    collections: new CollectionTree(library.views.ask).list(),
    of: ['arxiv:1', 'arxiv:2'].map((id) => collectionsOf(library.views.ask, id)),
  };
}

async function makeBoth(): Promise<void> {
  await putMany(collections().papers, [paper('arxiv:1', 5), paper('arxiv:2', 9)]);
  const said = { upvotes: null, comments: null, submittedBy: null, position: 0 };
  await putMany(
    collections().listings,
    ['1', '2'].map((n) => {
      const [day, paperId] = [`2026-06-0${n}`, `arxiv:${n}`];
      return { id: `${day}|${paperId}`, day, paperId, ...said };
    }),
  );
  await makeCollection('c', null);
  await collect('c', 'arxiv:1');
  await collect('c', 'arxiv:2');
  await say('arxiv:2', (f) =>
    withElement(withValue(f, 'starred', true, clock()), 'tags', 'x', true, clock()),
  );
  await say('arxiv:1', (f) => withElement(f, 'tags', 'y', true, clock()));
  await putOne(collections().annotations, {
    ...{ id: 'a', paperId: 'arxiv:2', kind: 'highlight', fileSha256: 'f', version: null },
    ...{ order: '0', createdAt: 0, anchor: { pages: [] }, by: clock() },
    fields: withValue({}, 'colour', 'blue', clock()),
  });
  await putOne(collections().notes, {
    ...{ id: 'note:arxiv:2', paperId: 'arxiv:2', markdown: 'words', by: clock() },
    fields: withText({}, 'body', '', clock()),
  });
  await putOne(collections().files, {
    ...{ id: 'arxiv:2|f', paperId: 'arxiv:2', sha256: 'f', bytes: 1, pages: 1, version: null },
    ...{ url: '', storedAt: 0, origin: 'fetched', name: null },
  });
  await follow();
}

test('[LIB-5] gives all of a duplicate to the other paper, and back when that is undone', async () => {
  await makeBoth();
  const before = shown();
  await mergeInto('arxiv:2', 'arxiv:1');
  await follow();
  const { readModel } = library.mutations.context;
  expect(readModel.idsOf('arxiv:2')).toEqual(['arxiv:1', 'arxiv:2']);
  expect(shown()).toMatchObject({
    counts: { all: 1, starred: 1, highlights: 1, notes: 1, pdfsStored: 1 },
    papers: [
      { id: 'arxiv:1', known: 1, upvotes: 5, featured_on: '2026-06-02', highlights: 1, has_pdf: 1 },
      { id: 'arxiv:2', known: 0, featured_on: null, highlights: 0, has_pdf: 0 },
    ],
    tags: [
      { tag: 'x', papers: 1 },
      { tag: 'y', papers: 1 },
    ],
    days: [['2026-06-01', '2026-06-02'], []],
    collections: [{ id: 'c', papers: 1, nested: 1 }],
    of: [[{ id: 'c' }], []],
  });
  await mergeInto('arxiv:2', null);
  await follow();
  expect(shown()).toEqual(before);
  expect(readModel.idsOf('arxiv:2')).toEqual(['arxiv:2']);
});

test('[LIB-5] makes the smaller id the present one of papers merged into each other', async () => {
  await makeBoth();
  await mergeInto('arxiv:2', 'arxiv:1');
  await mergeInto('arxiv:1', 'arxiv:2');
  await follow();
  const { readModel } = library.mutations.context;
  expect(readModel.canonicalId('arxiv:2')).toBe('arxiv:1');
  expect(readModel.canonicalId('arxiv:1')).toBe('arxiv:1');
  expect(library.views.counts(0).all).toBe(1);
});

test('[LIB-5] keeps a merge of a paper that later turns out to have another id', async () => {
  await putMany(collections().papers, [paper('title:x'), paper('arxiv:1')]);
  await mergeInto('title:x', 'arxiv:1');
  await putOne(collections().aliases, { id: 'title:x', target: 'arxiv:3' });
  await putOne(collections().papers, paper('arxiv:3'));
  await follow();
  const { readModel } = library.mutations.context;
  expect(readModel.canonicalId('arxiv:3')).toBe('arxiv:1');
  expect(readModel.idsOf('arxiv:1').toSorted()).toEqual(['arxiv:1', 'arxiv:3', 'title:x']);
});

test('[COLL-1] counts a paper once in nested collections, and breaks circles at the smallest id', async () => {
  await putMany(collections().papers, [paper('arxiv:1'), paper('arxiv:2')]);
  await makeCollection('a', 'b', '2');
  await makeCollection('b', null, '1');
  await makeCollection('z', null, '0');
  await collect('a', 'arxiv:1');
  await collect('b', 'arxiv:1');
  await collect('b', 'arxiv:2');
  await follow();
  const tree = new CollectionTree(library.views.ask);
  const list = () => tree.list().map((c) => [c.id, c.parent, c.papers, c.nested]);
  expect(list()).toEqual([
    ['z', null, 0, 0],
    ['b', null, 2, 2],
    ['a', 'b', 1, 1],
  ]);
  await makeCollection('b', 'a', '1');
  await collect('a', 'arxiv:3');
  await putOne(collections().papers, paper('arxiv:3'));
  await follow();
  expect(list()).toEqual([
    ['z', null, 0, 0],
    ['a', null, 2, 3],
    ['b', 'a', 2, 2],
  ]);
});

test('[COLL-2] orders a collection and the reading list by hand, the rest behind by id', async () => {
  const ids = ['arxiv:1', 'arxiv:2', 'arxiv:3', 'arxiv:4'];
  await putMany(
    collections().papers,
    ids.map((id) => paper(id)),
  );
  await makeCollection('c', null);
  for (const [index, id] of ids.entries())
    await collect('c', id, ['k2', undefined, 'k1', undefined][index]);
  for (const [index, id] of ids.entries())
    await say(id, (f) => {
      const order = [null, 'b', null, 'a'][index]!;
      return withValue(withValue(f, 'status', 'to-read', clock()), 'listOrder', order, clock());
    });
  await follow();
  const list = (
    scope: { kind: 'reading-list' } | { kind: 'collection'; id: string; nested: boolean },
  ) => {
    const view = library.views.open({ scope, sort: 'manual', filters: [], grouped: true }, 0);
    const found = library.views.ids({ viewId: view.viewId, offset: 0, limit: 9 });
    return found.ok ? found.ids.map((id) => id.at(-1)).join('') : '';
  };
  expect(list({ kind: 'collection', id: 'c', nested: true })).toBe('3124');
  expect(list({ kind: 'reading-list' })).toBe('4213');
  expect(library.views.counts(0).readingList).toBe(4);
});

test('[CLI-4] lists a collection by its id, name and path', async () => {
  await putMany(collections().papers, [paper('arxiv:1'), paper('arxiv:2')]);
  await makeCollection('p', null);
  await makeCollection('q', 'p');
  await collect('q', 'arxiv:2');
  await follow();
  const list = (collection: string) =>
    library.views.list({ collection, limit: 9, offset: 0, sort: 'upvotes' });
  for (const named of ['q', 'Name q', 'name q', 'Name p/Name q'])
    expect(list(named)).toEqual(['arxiv:2']);
  expect(list('p')).toEqual([]);
  expect(list('nowhere')).toEqual([]);
});
