import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Collection } from '../../src-shared/contract/index.ts';

type Answer = { ok: true; revision: number } | { ok: false; reason: string };

const core = vi.hoisted(() => ({
  sent: [] as { kind: string; input: unknown; settle: (answer: unknown) => void }[],
}));

// The transport alone is stood in for: there is no core behind a unit test.
vi.mock('../client.ts', () => ({
  client: {},
  onCoreEvent: () => () => undefined,
  send: (kind: string, input: unknown) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    core.sent.push({ kind, input, settle: resolve });
    return { mutationId: `mutation-${core.sent.length}`, answer: promise };
  },
}));

const {
  collectInNew,
  createCollection,
  moveCollection,
  removeCollection,
  renameCollection,
  shownCollections,
} = await import('./acts.ts');
const { pendingCollections } = await import('./pending.ts');
const { canRetrace, retrace } = await import('../app/undo.ts');
const { useToast } = await import('../app/toast.ts');
const { keys, queryClient } = await import('../queries.ts');

const one = (id: string, parent: string | null = null): Collection => ({
  ...{ id, parent, name: id.toUpperCase() },
  papers: 1,
  nested: 1,
});
const ALL = [one('a'), one('b', 'a'), one('c')];
const shown = () => shownCollections().map(({ name, parent }) => `${parent ?? ''}/${name}`);

const answer = async (told: Answer): Promise<void> => {
  core.sent.at(-1)?.settle(told);
  await new Promise((resolve) => setTimeout(resolve));
};

afterEach(async () => {
  for (const { settle } of core.sent) settle({ ok: true, revision: 1 });
  await new Promise((resolve) => setTimeout(resolve));
  pendingCollections.over([], 1_000);
});

beforeEach(() => {
  core.sent.length = 0;
  queryClient.setQueryData(keys.collections, ALL);
});

test('[COLL-1] what is done to collections shows in the turn in which it is done', () => {
  const id = createCollection('New', 'a');
  expect(shown()).toEqual(['/A', 'a/B', 'a/New', '/C']);
  renameCollection(id, 'Newer');
  moveCollection({ id, name: 'Newer' }, { parent: null, before: 'c' });
  expect(shown()).toEqual(['/A', 'a/B', '/Newer', '/C']);
  removeCollection({ id: 'a', name: 'A' });
  expect(shown()).toEqual(['/Newer', '/C']);
  expect(core.sent.map(({ kind }) => kind)).toEqual([
    'collections.create',
    'collections.rename',
    'collections.move',
    'collections.remove',
  ]);
  expect(useToast.getState().toast).toMatchObject({ offer: 'undo' });
});

test('[COLL-1] an answer that the core gave before it knew does not bring anything back', async () => {
  removeCollection({ id: 'a', name: 'A' });
  expect(pendingCollections.over(ALL, 4).map(({ id }) => id)).not.toContain('a');
  await answer({ ok: true, revision: 9 });
  expect(pendingCollections.over(ALL, 8).map(({ id }) => id)).not.toContain('a');
  expect(pendingCollections.over(ALL, 10).map(({ id }) => id)).toContain('a');
});

test('[COLL-1] what the core refuses is said', async () => {
  moveCollection({ id: 'c', name: 'C' }, { parent: 'b', before: null });
  await answer({ ok: false, reason: 'circle' });
  expect(useToast.getState().toast?.text).toBe('A collection cannot be put into itself.');
  expect(pendingCollections.over(ALL, 0)).toEqual(ALL);
});

test('[LIB-3] each act on collections is taken back by its mutation', async () => {
  renameCollection('c', 'Other');
  expect(canRetrace('undo')).toBe(true);
  void retrace('undo');
  expect(core.sent.at(-1)).toMatchObject({ kind: 'acts.undo', input: { of: ['mutation-1'] } });
});

test('[LIB-3] a collection that is made for papers goes with them in one undo', async () => {
  await collectInNew(['p', 'q'], 'New');
  expect(core.sent.map(({ kind }) => kind)).toEqual(['collections.create', 'collections.put']);
  const { input } = core.sent[0]!;
  expect(core.sent[1]?.input).toMatchObject({ id: (input as { id: string }).id, ids: ['p', 'q'] });
  void retrace('undo');
  expect(core.sent.at(-1)).toMatchObject({
    kind: 'acts.undo',
    input: { of: ['mutation-1', 'mutation-2'] },
  });
});
