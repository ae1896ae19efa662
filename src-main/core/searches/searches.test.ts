import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CoreEvent } from '../../../src-shared/contract/index.ts';
import { undo } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Searches } from './searches.ts';

let library: TestLibrary;
let searches: Searches;

beforeEach(async () => {
  library = await openTestLibrary();
  searches = new Searches(library.mutations, (query) => (query === '"' ? null : query.length));
});

afterEach(() => library.close());

const next = (): string => randomUUID();
const save = (id: string, query: string) =>
  searches.save(next(), { id, name: id.toUpperCase(), query });
const ids = async (): Promise<string[]> => (await searches.list()).map(({ id }) => id);

it('[FIND-6] keeps searches in the order of the user’s hand, with what they find now', async () => {
  for (const id of ['a', 'b', 'c']) await save(id, `is:${id}`);
  await save('b', '"');
  expect(await searches.list()).toEqual([
    { id: 'a', name: 'A', query: 'is:a', papers: 4 },
    { id: 'b', name: 'B', query: '"', papers: null },
    { id: 'c', name: 'C', query: 'is:c', papers: 4 },
  ]);
  await searches.move(next(), 'c', 'a');
  await searches.move(next(), 'a', null);
  await searches.move(next(), 'not-there', 'a');
  expect(await ids()).toEqual(['c', 'b', 'a']);
  library = await library.reopen();
  searches = new Searches(library.mutations, () => null);
  expect(await ids()).toEqual(['c', 'b', 'a']);
});

it('[FIND-6] deletes one, and brings it back to its place', async () => {
  for (const id of ['a', 'b', 'c']) await save(id, id);
  const removed = next();
  await searches.remove(removed, 'b');
  expect(await ids()).toEqual(['a', 'c']);
  await undo(library.mutations, next(), [removed]);
  expect(await ids()).toEqual(['a', 'b', 'c']);
});

it('[FIND-6] tells windows that they changed', async () => {
  const told: CoreEvent[] = [];
  library.mutations.context.events.listen((event) => told.push(event as CoreEvent));
  await save('a', 'x');
  await expect.poll(() => told).toMatchObject([{ kind: 'searches' }]);
});
