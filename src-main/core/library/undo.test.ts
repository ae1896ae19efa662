import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Collections } from '../collections/index.ts';
import { Searches } from '../searches/index.ts';
import { Trash } from '../trash/index.ts';
import { undo } from './edits.ts';
import { PaperActs } from './paper-acts.ts';
import { Papers } from './papers.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';

const PAPERS = ['arxiv:2606.00001', 'arxiv:2606.00002', 'arxiv:2606.00003'] as const;

let library: TestLibrary;
let acts: PaperActs;
let collections: Collections;
let searches: Searches;
let papers: Papers;
let trash: Trash;

async function open(): Promise<void> {
  library = await openTestLibrary();
  const { mutations, views } = library;
  acts = new PaperActs(mutations, 'here');
  collections = new Collections(mutations, views.ask);
  searches = new Searches(mutations, () => null);
  papers = new Papers(mutations, views, { pending: () => undefined, isPinned: () => false });
  trash = new Trash({ mutations, now: Date.now, discardPdfs: async () => undefined });
  const { papers: known } = mutations.context.store.collections;
  for (const id of PAPERS) await known.insert({ id, facts: { title: `Paper ${id}` } });
  await mutations.follower.follow();
}

beforeEach(open);
afterEach(() => library.close());

/** Does an act under an id of its own, which is returned. */
async function done(act: (mutationId: string) => Promise<unknown>): Promise<string> {
  const mutationId = randomUUID();
  await act(mutationId);
  return mutationId;
}

const undone = (of: readonly string[]) => done((id) => undo(library.mutations, id, of));

/** Everything that the user sees of what they made. */
async function seen(): Promise<unknown> {
  const described = await Promise.all(PAPERS.map((id) => papers.get(id)));
  const shown = described.map((one) => {
    if (!one) return null;
    const { id, status, starred, tags, collections: names, due, formerIds } = one;
    return { id, status, starred, tags, names, due, formerIds };
  });
  const list = collections
    .list()
    .map(({ id, name, parent, papers }) => ({ id, name, parent, papers }));
  const { all, starred, trash: inTrash, readingList } = library.views.counts(0);
  return {
    shown,
    list,
    searches: await searches.list(),
    counts: { all, starred, inTrash, readingList },
    tags: library.views.tags(),
  };
}

const COLLECTIONS = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
] as const;

const paper = fc.constantFrom(...PAPERS);
const ids = fc.shuffledSubarray([...PAPERS], { minLength: 1 });
const place = fc.constantFrom(...COLLECTIONS);

/** Acts of the user's, chosen by fast-check. */
const act: fc.Arbitrary<(mutationId: string) => Promise<unknown>> = fc.oneof(
  fc.tuple(ids, fc.boolean()).map(
    ([of, starred]) =>
      (id: string) =>
        acts.updateMany(id, of, { starred }),
  ),
  fc.tuple(ids, fc.constantFrom('new' as const, 'to-read' as const, 'read' as const)).map(
    ([of, status]) =>
      (id: string) =>
        acts.updateMany(id, of, { status }),
  ),
  fc.tuple(ids, fc.constantFrom('a', 'b'), fc.boolean()).map(
    ([of, tag, add]) =>
      (id: string) =>
        acts.updateMany(id, of, add ? { tagsAdded: [tag] } : { tagsRemoved: [tag] }),
  ),
  fc.tuple(ids, fc.option(fc.constant('2026-12-01'))).map(
    ([of, due]) =>
      (id: string) =>
        acts.updateMany(id, of, { due }),
  ),
  fc.tuple(ids, fc.option(paper)).map(
    ([of, before]) =>
      (id: string) =>
        acts.arrange(id, of, before),
  ),
  place.map(
    (one) => (id: string) =>
      collections.create(id, { id: one, name: `C${one.at(-1)}`, parent: null }),
  ),
  fc.tuple(place, fc.option(place)).map(
    ([one, parent]) =>
      (id: string) =>
        collections.move(id, { id: one, parent, before: null }),
  ),
  fc.tuple(place, fc.constantFrom('x', 'y')).map(
    ([one, name]) =>
      (id: string) =>
        collections.rename(id, one, name),
  ),
  place.map((one) => (id: string) => collections.remove(id, one)),
  fc.tuple(place, ids, fc.boolean()).map(
    ([one, of, present]) =>
      (id: string) =>
        collections.put(id, { id: one, ids: of, present }),
  ),
  fc
    .constantFrom('one', 'two')
    .map((query) => (id: string) => searches.save(id, { id: 's', name: 'S', query })),
  fc.constant((id: string) => searches.remove(id, 's')),
  ids.map(
    (of) => async (id: string) => trash.remove(id, [...new Set(await papers.resolveAll(of))]),
  ),
  ids.map(
    (of) => (id: string) =>
      trash.restore(
        id,
        of.map((one) => ({ kind: 'paper' as const, id: one })),
      ),
  ),
);

const merge = fc.tuple(paper, paper).map(
  ([into, other]) =>
    (id: string) =>
      acts.merge(id, into, [other]),
);

const history = fc.array(fc.oneof({ weight: 5, arbitrary: act }, { weight: 1, arbitrary: merge }), {
  minLength: 6,
  maxLength: 14,
});

const RUNS = Number(process.env.OFFPRINT_UNDO_RUNS ?? 12);

describe('undo', () => {
  it('[LIB-3] takes any acts back to where they began, one after the other, and does them again', {
    timeout: 30_000 + RUNS * 2_000,
  }, async () => {
    const run = async (chosen: readonly ((id: string) => Promise<unknown>)[]) => {
      await library.close();
      await open();
      const states: unknown[] = [await seen()];
      const mutationIds: string[] = [];
      for (const one of chosen) {
        mutationIds.push(await done(one));
        states.push(await seen());
      }
      const redoing: string[] = [];
      for (let step = chosen.length - 1; step >= 0; step--) {
        redoing.push(await undone([mutationIds[step]!]));
        expect({ step, ...((await seen()) as object) }).toEqual({
          step,
          ...(states[step] as object),
        });
      }
      for (const [step, id] of redoing.toReversed().entries()) {
        await undone([id]);
        expect({ again: step, ...((await seen()) as object) }).toEqual({
          again: step,
          ...(states[step + 1] as object),
        });
      }
    };
    const property = fc.asyncProperty(history, run);
    await fc.assert(property, { seed: 3, numRuns: RUNS, endOnFailure: true });
  });

  it('[LIB-3] takes back only what nobody has changed since, in any order', async () => {
    const starred = await done((id) => acts.updateMany(id, PAPERS, { starred: true }));
    const tagged = await done((id) => acts.updateMany(id, PAPERS, { tagsAdded: ['x'] }));
    await done((id) => acts.updateMany(id, [PAPERS[0]], { starred: false }));
    await done((id) => acts.updateMany(id, [PAPERS[0]], { starred: true }));
    await undone([starred]);
    const one = async (id: string) => (await papers.get(id))!;
    expect((await one(PAPERS[0])).starred).toBe(true);
    expect((await one(PAPERS[1])).starred).toBe(false);
    expect((await one(PAPERS[1])).tags).toEqual(['x']);
    await done((id) => acts.updateMany(id, [PAPERS[1]], { tagsAdded: ['y'] }));
    await undone([tagged]);
    expect((await one(PAPERS[1])).tags).toEqual(['y']);
    expect((await undo(library.mutations, randomUUID(), ['not-known'])).unknown).toBe(true);
  });

  it('[LIB-3] unstars only those that it starred', async () => {
    await done((id) => acts.updateMany(id, [PAPERS[0]], { starred: true }));
    const all = await done((id) => acts.updateMany(id, PAPERS, { starred: true }));
    expect(library.views.counts(0).starred).toBe(3);
    await undone([all]);
    expect(library.views.counts(0).starred).toBe(1);
  });
});
