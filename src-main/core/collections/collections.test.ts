import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_COLLECTION_DEPTH } from '../../../src-shared/contract/index.ts';
import { PaperActs, undo } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Collections } from './collections.ts';

const [ONE, TWO, THREE] = ['arxiv:2606.00001', 'arxiv:2606.00002', 'arxiv:2606.00003'] as const;

let library: TestLibrary;
let collections: Collections;

beforeEach(async () => {
  library = await openTestLibrary();
  collections = new Collections(library.mutations, library.views.ask);
  const { papers } = library.mutations.context.store.collections;
  await papers.bulkInsert([ONE, TWO, THREE].map((id) => ({ id, facts: { title: id } })));
  await library.mutations.follower.follow();
});

afterEach(() => library.close());

const next = (): string => randomUUID();

async function make(name: string, parent: string | null = null): Promise<string> {
  const id = randomUUID();
  expect(await collections.create(next(), { id, name, parent })).toMatchObject({ ok: true });
  return id;
}

const tree = (): string[] =>
  collections.list().map(({ name, parent }) => {
    const within = collections.list().find(({ id }) => id === parent);
    return within ? `${within.name}/${name}` : name;
  });

function papersOf(id: string): string[] {
  const { viewId } = library.views.open(
    {
      scope: { kind: 'collection', id, nested: false },
      sort: 'manual',
      filters: [],
      grouped: false,
    },
    0,
  );
  const ids = library.views.ids({ viewId, offset: 0, limit: 100 });
  return ids.ok ? ids.ids : [];
}

it('[COLL-1] orders collections by hand, in each other', async () => {
  const [a, b, c] = [await make('a'), await make('b'), await make('c')];
  expect(tree()).toEqual(['a', 'b', 'c']);
  await collections.move(next(), { id: c, parent: null, before: a });
  expect(tree()).toEqual(['c', 'a', 'b']);
  await collections.move(next(), { id: a, parent: b, before: null });
  await collections.move(next(), { id: c, parent: b, before: a });
  expect(tree()).toEqual(['b', 'b/c', 'b/a']);
  await collections.rename(next(), c, 'd');
  expect(tree()).toEqual(['b', 'b/d', 'b/a']);
});

it('[COLL-1] refuses circles, too many levels and what is not there', async () => {
  const [a, b] = [await make('a'), await make('b')];
  await collections.move(next(), { id: b, parent: a, before: null });
  const circle = { ok: false, reason: 'circle' };
  for (const parent of [a, b])
    expect(await collections.move(next(), { id: a, parent, before: null })).toEqual(circle);
  const missing = { ok: false, reason: 'not-found' };
  const nowhere = randomUUID();
  expect(await collections.move(next(), { id: a, parent: nowhere, before: null })).toEqual(missing);
  expect(await collections.rename(next(), nowhere, 'x')).toEqual(missing);
  expect(await collections.remove(next(), nowhere)).toEqual(missing);
  const put = { id: nowhere, ids: [ONE], present: true };
  expect(await collections.put(next(), put)).toEqual(missing);
  let deepest = b;
  for (let depth = 2; depth < MAX_COLLECTION_DEPTH; depth++) deepest = await make('x', deepest);
  const tooDeep = { ok: false, reason: 'too-deep' };
  const one = { id: randomUUID(), name: 'y', parent: deepest };
  expect(await collections.create(next(), one)).toEqual(tooDeep);
  const [outer, inner] = [await make('outer'), randomUUID()];
  await collections.create(next(), { id: inner, name: 'inner', parent: outer });
  expect(await collections.move(next(), { id: a, parent: inner, before: null })).toEqual(tooDeep);
});

it('[COLL-1] makes one once, however often it is sent', async () => {
  const made = { id: randomUUID(), name: 'a', parent: null };
  const mutationId = next();
  await collections.create(mutationId, made);
  await collections.remove(next(), made.id);
  await collections.create(mutationId, made);
  expect(tree()).toEqual([]);
  await collections.create(next(), made);
  await collections.create(next(), { ...made, name: 'other' });
  expect(tree()).toEqual(['a']);
});

it('[COLL-2] puts papers in at the end, in the order given, and moves them by hand', async () => {
  const a = await make('a');
  await collections.put(next(), { id: a, ids: [THREE, ONE], present: true });
  await collections.put(next(), { id: a, ids: [TWO, ONE], present: true });
  expect(papersOf(a)).toEqual([THREE, ONE, TWO]);
  await collections.arrange(next(), { id: a, ids: [TWO, THREE], before: ONE });
  expect(papersOf(a)).toEqual([TWO, THREE, ONE]);
  await collections.put(next(), { id: a, ids: [THREE], present: false });
  await collections.arrange(next(), { id: a, ids: [THREE, TWO], before: null });
  expect(papersOf(a)).toEqual([ONE, TWO]);
});

it('[COLL-1] deletes a collection with those in it and no paper, and brings all of it back', async () => {
  const [a, other] = [await make('a'), await make('other')];
  const inner = await make('inner', a);
  for (const id of [inner, other])
    await collections.put(next(), { id, ids: [ONE, TWO], present: true });
  const removed = next();
  await collections.remove(removed, a);
  expect(tree()).toEqual(['other']);
  expect(library.views.counts(0).all).toBe(3);
  expect(papersOf(other)).toEqual([ONE, TWO]);
  await undo(library.mutations, next(), [removed]);
  expect(tree()).toEqual(['a', 'a/inner', 'other']);
  expect(papersOf(inner)).toEqual([ONE, TWO]);
});

it('[LIB-5] counts a paper once that was collected under two ids, and takes it out whole', async () => {
  const a = await make('a');
  await collections.put(next(), { id: a, ids: [ONE, TWO, THREE], present: true });
  await new PaperActs(library.mutations, 'here').merge(next(), ONE, [TWO]);
  expect(collections.list()[0]).toMatchObject({ papers: 2, nested: 2 });
  expect(papersOf(a)).toEqual([ONE, THREE]);
  await collections.arrange(next(), { id: a, ids: [THREE], before: TWO });
  expect(papersOf(a)).toEqual([THREE, ONE]);
  const out = next();
  await collections.put(out, { id: a, ids: [TWO], present: false });
  expect(papersOf(a)).toEqual([THREE]);
  await undo(library.mutations, next(), [out]);
  expect(papersOf(a)).toEqual([THREE, ONE]);
});
