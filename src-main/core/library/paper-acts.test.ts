import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManyPatch, PaperDetails, Scope } from '../../../src-shared/contract/index.ts';
import { Annotations } from '../annotations/index.ts';
import { Collections } from '../collections/index.ts';
import { Notes } from '../notes/index.ts';
import { appendedText, EMPTY_TEXT, putOne, readMany } from '../store/index.ts';
import { highlightOf } from '../test-core.ts';
import { Trash } from '../trash/index.ts';
import { undo } from './edits.ts';
import { PaperActs } from './paper-acts.ts';
import { Papers } from './papers.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';

const [ONE, TWO, THREE] = ['arxiv:2606.00001', 'arxiv:2606.00002', 'arxiv:2606.00003'] as const;
const COLLECTION = '00000000-0000-4000-8000-000000000001';

let library: TestLibrary;
let acts: PaperActs;
let papers: Papers;
let collections: Collections;
let annotations: Annotations;
let notes: Notes;
let trash: Trash;

function join(): void {
  const { mutations, views } = library;
  acts = new PaperActs(mutations, 'here');
  papers = new Papers(mutations, views, { pending: () => undefined, isPinned: () => false });
  collections = new Collections(mutations, views.ask);
  annotations = new Annotations(mutations);
  notes = new Notes(mutations);
  trash = new Trash({ mutations, now: Date.now, discardPdfs: async () => undefined });
}

async function add(ids: readonly string[]): Promise<void> {
  const { papers: known } = library.mutations.context.store.collections;
  await known.bulkInsert(ids.map((id) => ({ id, facts: { title: `Paper ${id}` } })));
  await library.mutations.follower.follow();
}

beforeEach(async () => {
  library = await openTestLibrary();
  join();
  await add([ONE, TWO, THREE]);
});

afterEach(() => library.close());

const next = (): string => randomUUID();
const undone = (of: readonly string[]) => undo(library.mutations, next(), of);

async function about(id: string): Promise<PaperDetails> {
  return (await papers.get(id))!;
}

function listed(scope: Scope): string[] {
  const request = { scope, sort: 'manual', filters: [], grouped: false } as const;
  const { viewId } = library.views.open({ ...request, filters: [] }, 0);
  const ids = library.views.ids({ viewId, offset: 0, limit: 100 });
  return ids.ok ? ids.ids : [];
}

const readingList = (): string[] => listed({ kind: 'reading-list' });

describe('many papers', () => {
  it('[LIB-3] says the same of all of them, and only what is new', async () => {
    const patch: ManyPatch = {
      ...{ status: 'read', starred: true, tagsAdded: ['a', 'b'], due: '2026-12-01' },
    };
    await acts.updateMany(next(), [ONE, TWO, ONE], patch);
    const said = { status: 'read', starred: true, tags: ['a', 'b'], due: '2026-12-01' };
    expect([await about(ONE), await about(TWO)]).toMatchObject([said, said]);
    const { revision } = library.mutations.context.events;
    expect(await acts.updateMany(next(), [ONE, TWO], patch)).toBe(revision);
    await acts.updateMany(next(), [ONE], { tagsRemoved: ['a', 'never'] });
    expect((await about(ONE)).tags).toEqual(['b']);
  });

  it('[LIB-4] notes when a paper was read, and forgets it when it is not any more', async () => {
    const readAt = async () => {
      const { states } = library.mutations.context.store.collections;
      return (await readMany(states, [ONE])).get(ONE)?.fields.readAt?.value;
    };
    await acts.updateMany(next(), [ONE], { status: 'read' });
    expect(await readAt()).toBeGreaterThan(0);
    await papers.update(next(), ONE, { status: 'new' });
    expect(await readAt()).toBeNull();
    await papers.update(next(), ONE, { status: 'read' });
    expect(await readAt()).toBeGreaterThan(0);
  });

  it('[PERF-7] does a thousand in parts with turns between, once for each mutation id', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => `arxiv:2607.${10_000 + n}`);
    await add(ids);
    const mutationId = next();
    let [turns, longest, last] = [0, 0, performance.now()];
    const counting = setInterval(() => {
      turns++;
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const started = performance.now();
    const revision = await acts.updateMany(mutationId, ids, { starred: true, tagsAdded: ['x'] });
    const took = performance.now() - started;
    clearInterval(counting);
    if (process.env.OFFPRINT_FIGURES)
      console.log(`1,000 papers: ${took.toFixed(0)} ms, longest gap ${longest.toFixed(0)} ms`);
    expect(turns).toBeGreaterThan(5);
    expect(library.views.counts(0).starred).toBe(1_000);
    expect(await acts.updateMany(mutationId, ids, { starred: false })).toBe(revision);
    const again = performance.now();
    await undone([mutationId]);
    if (process.env.OFFPRINT_FIGURES)
      console.log(`undone: ${(performance.now() - again).toFixed(0)} ms`);
    expect(library.views.counts(0).starred).toBe(0);
    const thirty = performance.now();
    await acts.updateMany(next(), ids.slice(0, 30), { tagsAdded: ['y'] });
    if (process.env.OFFPRINT_FIGURES)
      console.log(`30 papers: ${(performance.now() - thirty).toFixed(1)} ms`);
    expect(library.views.tags()).toEqual([{ tag: 'y', papers: 30 }]);
  });

  it('[BACK-2] ends whole when it is sent again after it was stopped in the middle', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `arxiv:2607.${10_000 + n}`);
    await add(ids);
    const mutationId = next();
    const { states } = library.mutations.context.store.collections;
    const bulkInsert = states.bulkInsert.bind(states);
    let parts = 0;
    states.bulkInsert = ((documents: never) =>
      ++parts === 2 ? Promise.reject(new Error('stopped')) : bulkInsert(documents)) as never;
    await expect(acts.updateMany(mutationId, ids, { starred: true })).rejects.toThrow('stopped');
    library = await library.reopen();
    join();
    expect(library.views.counts(0).starred).toBe(50);
    await acts.updateMany(mutationId, ids, { starred: true });
    expect(library.views.counts(0).starred).toBe(120);
    expect(library.mutations.context.store.wasDone(mutationId)).toBe(true);
  });

  it('[BACK-2] knows that it was done when its last papers had nothing to change', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `arxiv:2607.${10_000 + n}`);
    await acts.updateMany(next(), ids.slice(60), { starred: true });
    const mutationId = next();
    await acts.updateMany(mutationId, ids, { starred: true });
    expect(library.mutations.context.store.wasDone(mutationId)).toBe(true);
  });
});

describe('the reading list', () => {
  it('[COLL-2] puts papers at its end in the order given, and moves them by hand', async () => {
    await acts.updateMany(next(), [TWO, ONE], { status: 'to-read' });
    await papers.update(next(), THREE, { status: 'to-read' });
    expect(readingList()).toEqual([TWO, ONE, THREE]);
    const moved = next();
    await acts.arrange(moved, [THREE, ONE], TWO);
    expect(readingList()).toEqual([THREE, ONE, TWO]);
    await acts.arrange(next(), [THREE], null);
    expect(readingList()).toEqual([ONE, TWO, THREE]);
    await acts.arrange(next(), ['arxiv:unknown'], ONE);
    expect(readingList()).toEqual([ONE, TWO, THREE]);
    await acts.updateMany(next(), [TWO], { status: 'new' });
    expect(readingList()).toEqual([ONE, THREE]);
    await acts.updateMany(next(), [TWO], { status: 'to-read' });
    expect(readingList()).toEqual([ONE, THREE, TWO]);
  });
});

describe('reading time', () => {
  it('[LIB-4] adds up by day', async () => {
    const spent = next();
    await acts.spend(spent, ONE, '2026-11-20', 30);
    await acts.spend(spent, ONE, '2026-11-20', 30);
    await acts.spend(next(), ONE, '2026-11-20', 12.5);
    await acts.spend(next(), ONE, '2026-11-21', 60);
    expect((await about(ONE)).secondsRead).toBe(102.5);
  });
});

describe('merging duplicates', () => {
  async function sayMuch(): Promise<void> {
    await collections.create(next(), { id: COLLECTION, name: 'C', parent: null });
    await acts.updateMany(next(), [ONE], { tagsAdded: ['one', 'both'], status: 'to-read' });
    await acts.updateMany(next(), [TWO], { tagsAdded: ['two', 'both'], status: 'read' });
    await acts.updateMany(next(), [TWO], { starred: true });
    // A later word of the one that is less than the other's.
    await acts.updateMany(next(), [ONE], { starred: true });
    await acts.updateMany(next(), [ONE], { starred: false, tagsAdded: ['gone'] });
    await acts.updateMany(next(), [TWO], { tagsAdded: ['gone'] });
    await acts.updateMany(next(), [ONE], { tagsRemoved: ['gone'] });
    await collections.put(next(), { id: COLLECTION, ids: [TWO], present: true });
    await annotations.create(next(), highlightOf(randomUUID(), TWO));
    await notes.apply(next(), ONE, appendedText(EMPTY_TEXT, 'First words. '));
    await notes.apply(next(), TWO, appendedText(EMPTY_TEXT, 'Second words. '));
    await acts.spend(next(), ONE, '2026-11-20', 10);
    await acts.spend(next(), TWO, '2026-11-20', 20);
    await papers.update(next(), TWO, { progress: 0.75 });
    await papers.update(next(), ONE, { progress: 0.25 });
  }

  const everything = async (id: string) => {
    const { position: _p, ...said } = await about(id);
    const marks = (await annotations.list(id)).length;
    return { ...said, marks, note: (await notes.get(id)).markdown };
  };

  it('[LIB-5] loses nothing that was said of either, and parts them again as they were', async () => {
    await sayMuch();
    const before = [await everything(ONE), await everything(TWO)];
    const merged = next();
    await acts.merge(merged, ONE, [TWO]);
    const whole = await everything(ONE);
    expect(whole).toMatchObject({
      ...{ id: ONE, status: 'read', starred: true, progress: 0.75, secondsRead: 30, marks: 1 },
      ...{ tags: ['both', 'gone', 'one', 'two'], collections: ['C'], formerIds: [TWO] },
    });
    expect(whole.note).toContain('First words.');
    expect(whole.note).toContain('Second words.');
    expect(await everything(TWO)).toEqual(whole);
    expect(await papers.resolve(TWO)).toBe(ONE);
    const { days } = await papers.statistics({ from: '2026-11-20', today: '2026-11-20' });
    expect(days.find(({ day }) => day === '2026-11-20')?.seconds).toBe(30);
    await undone([merged]);
    expect([await everything(ONE), await everything(TWO)]).toEqual(before);
  });

  it('[LIB-5] keeps what is said after a merge with the paper that stays', async () => {
    await sayMuch();
    const merged = next();
    await acts.merge(merged, ONE, [TWO]);
    await acts.updateMany(next(), [TWO], { tagsAdded: ['after'] });
    expect((await about(ONE)).tags).toContain('after');
    await undone([merged]);
    expect((await about(ONE)).tags).toEqual(['after', 'both', 'one']);
    expect((await about(TWO)).tags).toEqual(['both', 'gone', 'two']);
  });

  it('[LIB-5] merges what has been merged into, once, and never into itself', async () => {
    await acts.updateMany(next(), [THREE], { tagsAdded: ['three'] });
    const first = next();
    await acts.merge(first, TWO, [THREE]);
    const second = next();
    await acts.merge(second, ONE, [TWO]);
    const { formerIds, tags } = await about(THREE);
    expect({ formerIds, tags }).toEqual({ formerIds: [TWO, THREE], tags: ['three'] });
    const { revision } = library.mutations.context.events;
    for (const [into, other] of [
      [ONE, THREE],
      [THREE, ONE],
      [TWO, THREE],
      [ONE, ONE],
    ] as const)
      expect(await acts.merge(next(), into, [other])).toBe(revision);
    expect(library.views.counts(0).all).toBe(1);
    await undone([second]);
    expect((await about(ONE)).tags).toEqual([]);
    expect((await about(TWO)).formerIds).toEqual([THREE]);
    await undone([first]);
    expect(library.views.counts(0).all).toBe(3);
    expect((await about(THREE)).tags).toEqual(['three']);
    expect((await about(TWO)).tags).toEqual([]);
  });

  it('[LIB-5] takes nothing into the trash with a duplicate that lay there', async () => {
    for (const thrown of [ONE, TWO]) {
      await trash.remove(next(), [thrown]);
      const merged = next();
      await acts.merge(merged, ONE, [TWO]);
      expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
      await undone([merged]);
      expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 1 });
      await trash.restore(next(), [{ kind: 'paper', id: thrown }]);
      expect(library.views.counts(0)).toMatchObject({ all: 3, trash: 0 });
    }
  });

  it('[LIB-5] does not know of an undo what was let go since the core began', async () => {
    const merged = next();
    await acts.merge(merged, ONE, [TWO]);
    library = await library.reopen();
    join();
    expect((await undone([merged])).unknown).toBe(true);
    expect((await about(TWO)).id).toBe(ONE);
  });
});

describe('deleted marks', () => {
  it('[LIB-3] come back, and stay gone when they were deleted again since', async () => {
    const mark = randomUUID();
    await annotations.create(next(), highlightOf(mark, ONE));
    const [first, second] = [next(), next()];
    await annotations.update(first, mark, { deleted: true });
    await undone([first]);
    expect(await annotations.list(ONE)).toHaveLength(1);
    await annotations.update(second, mark, { deleted: true });
    await undone([first]);
    expect(await annotations.list(ONE)).toHaveLength(0);
    await undone([second]);
    expect(await annotations.list(ONE)).toHaveLength(1);
  });

  it('[LIB-7] leaves what was let go for ever where it is', async () => {
    const [thrown, emptied] = [next(), next()];
    await trash.remove(thrown, [ONE]);
    await trash.empty(emptied, [{ kind: 'paper', id: ONE }]);
    expect((await undone([emptied])).unknown).toBe(true);
    expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
  });
});

it('[LIB-5] finds the stored PDF of a duplicate under the paper that stays', async () => {
  const { files } = library.mutations.context.store.collections;
  const stored = { sha256: 'f'.repeat(64), bytes: 1, pages: 3, url: '', storedAt: 1 };
  for (const [paperId, version] of [
    [ONE, 1],
    [TWO, 2],
  ] as const) {
    const sha256 = String(version).repeat(64);
    const origin = 'fetched' as const;
    const more = { id: `${paperId}|${sha256}`, paperId, origin, name: null, version };
    await putOne(files, { ...stored, ...more, sha256 });
  }
  await library.mutations.follower.follow();
  await acts.merge(next(), ONE, [TWO]);
  expect(await about(ONE)).toMatchObject({ pdfVersion: 2, pdf: { state: 'stored' } });
});
