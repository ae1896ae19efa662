import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { Annotations } from '../annotations/index.ts';
import { createPaperSink, Papers, purgedAmong } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { NOTHING_SAID, type UpstreamPaper } from '../listings/index.ts';
import { Trash } from './trash.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PAPER = 'arxiv:2606.00001';
const OTHER = 'arxiv:2606.00002';

let library: TestLibrary;
let trash: Trash;
let papers: Papers;
let annotations: Annotations;
let discarded: string[];
let later = 0;
let isSettled = true;

function open(): void {
  const { mutations, views } = library;
  papers = new Papers(mutations, views, {
    pending: () => undefined,
    isPinned: () => false,
  });
  annotations = new Annotations(mutations);
  trash = new Trash({
    mutations,
    now: () => Date.now() + later,
    isTimeSettled: () => isSettled,
    discardPdfs: async (ids) => void discarded.push(...ids),
  });
}

beforeEach(async () => {
  library = await openTestLibrary();
  discarded = [];
  later = 0;
  isSettled = true;
  open();
  await bring();
});

afterEach(() => library.close());

function bring() {
  const said = (arxivId: string): UpstreamPaper => ({
    ...NOTHING_SAID,
    arxivId,
    title: `Paper ${arxivId}`,
    source: 'hf',
  });
  const sink = createPaperSink(library.mutations);
  return sink.merge({ papers: [said('2606.00001'), said('2606.00002')], at: 0 });
}

async function mark(paperId: string, words: string): Promise<string> {
  const id = randomUUID();
  const page = { page: 0, start: 0, exact: words, prefix: '', suffix: '', quads: [] };
  const annotation = {
    ...{ id, paperId, kind: 'highlight', colour: 'yellow', order: '0', createdAt: 1 },
    ...{ fileSha256: 'a'.repeat(64), version: 1, anchor: { pages: [page] } },
    ...{ comment: '', tags: [] },
  } as unknown as Annotation;
  await annotations.create(randomUUID(), annotation);
  return id;
}

const remove = (...ids: string[]) => trash.remove(randomUUID(), ids);

describe('the trash', () => {
  it('[LIB-7] takes a paper out of every list and number, and puts it back as it was', async () => {
    await papers.update(randomUUID(), PAPER, { starred: true });
    await remove(PAPER);
    expect(library.views.counts(0)).toMatchObject({ all: 1, starred: 0, trash: 1 });
    const { items, total } = await trash.list();
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ kind: 'paper', id: PAPER, title: 'Paper 2606.00001' });
    expect(Math.abs(Date.now() - (items[0]?.deletedAt ?? 0))).toBeLessThan(60_000);
    await trash.restore(randomUUID(), items);
    expect(library.views.counts(0)).toMatchObject({ all: 2, starred: 1, trash: 0 });
  });

  it('[LIB-7] keeps a paper away that upstream lists again, after a restart too', async () => {
    await remove(PAPER);
    library = await library.reopen();
    open();
    await bring();
    expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 1 });
  });

  it('[LIB-7] holds a deleted mark with its words', async () => {
    const id = await mark(PAPER, 'what survives of us');
    await annotations.update(randomUUID(), id, { deleted: true });
    const { items } = await trash.list();
    expect(items).toMatchObject([
      { kind: 'annotation', id, paperId: PAPER, excerpt: 'what survives of us' },
    ]);
    await trash.restore(randomUUID(), items);
    expect(await annotations.list(PAPER)).toMatchObject([{ id }]);
    expect((await trash.list()).total).toBe(0);
  });

  it('[LIB-7] is emptied by hand, of one thing or of all', async () => {
    await remove(PAPER, OTHER);
    await trash.empty(randomUUID(), [{ kind: 'paper', id: PAPER }]);
    expect((await trash.list()).items).toMatchObject([{ id: OTHER }]);
    await trash.empty(randomUUID(), []);
    expect((await trash.list()).total).toBe(0);
    expect(library.views.counts(0)).toMatchObject({ all: 0, trash: 0 });
    expect(discarded).toEqual([PAPER, OTHER]);
  });

  it('[LIB-7] lets go by itself after ninety days, and not before', async () => {
    await remove(PAPER);
    later = 89 * DAY_MS;
    expect(await trash.expire()).toBe(0);
    later = 91 * DAY_MS;
    isSettled = false;
    expect(await trash.expire()).toBe(0);
    isSettled = true;
    expect(await trash.expire()).toBe(1);
    expect((await trash.list()).total).toBe(0);
  });

  it('[LIB-7] never lets go of what is not deleted', async () => {
    await trash.empty(randomUUID(), [{ kind: 'paper', id: PAPER }]);
    expect(library.views.counts(0).all).toBe(2);
  });

  it('[LIB-7] holds again what was let go for ever, brought back and deleted once more', async () => {
    await remove(PAPER);
    await trash.empty(randomUUID(), []);
    await trash.restore(randomUUID(), [{ kind: 'paper', id: PAPER }]);
    expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
    await remove(PAPER);
    expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 1 });
    await trash.restore(randomUUID(), (await trash.list()).items);
    expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
  });

  it('[LIB-5] puts back and lets go a paper by any of its ids', async () => {
    const former = { kind: 'paper', id: 'title:1' } as const;
    const present = { kind: 'paper', id: PAPER } as const;
    const { papers: known, aliases } = library.mutations.context.store.collections;
    await known.insert({ id: former.id, facts: { title: 'Paper 2606.00001' } });
    await library.mutations.follower.follow();
    await remove(former.id);
    await aliases.insert({ id: former.id, target: PAPER });
    await library.mutations.follower.follow();
    expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 1 });
    await trash.restore(randomUUID(), [present]);
    expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
    await remove(PAPER);
    await trash.restore(randomUUID(), [former]);
    expect(library.views.counts(0)).toMatchObject({ all: 2, trash: 0 });
    await remove(former.id);
    await trash.empty(randomUUID(), [present]);
    const purged = await purgedAmong(library.mutations, [PAPER, OTHER, former.id]);
    expect([...purged]).toEqual([]);
    await remove(PAPER);
    await trash.empty(randomUUID(), [former]);
    expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 0 });
    expect([...(await purgedAmong(library.mutations, [PAPER, OTHER]))]).toEqual([PAPER]);
  });

  it('[SYNC-3] lets an edit that comes after win over the deletion', async () => {
    await remove(PAPER);
    await papers.update(randomUUID(), PAPER, { starred: true });
    expect(library.views.counts(0)).toMatchObject({ all: 2, starred: 1, trash: 0 });
  });

  it('[PERF-7] does a thousand papers in steps, once for each mutation id', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => `arxiv:2607.${10_000 + n}`);
    const id = randomUUID();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await trash.remove(id, [...ids, PAPER]);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
    const { revision } = library.mutations.context.events;
    expect(await trash.remove(id, [...ids, PAPER])).toBe(revision);
    expect(library.views.counts(0).all).toBe(1);
  });
});
