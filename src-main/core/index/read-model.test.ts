import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnnotationDocument,
  LibraryStore,
  noteIdOf,
  type PaperDocument,
  putMany,
  putOne,
  withDeletion,
  withValue,
} from '../store/index.ts';
import { ReadModel } from './read-model.ts';
import type { ListedFacts } from './rows.ts';
import { Views } from './views.ts';

let folder: string;
let store: LibraryStore;
let readModel: ReadModel;

const listedFacts = ({ facts }: PaperDocument): ListedFacts => ({
  title: String(facts.title),
  doi: null,
  addedAt: null,
  identity: null,
  authors: ['Ada'],
  authorCount: 1,
  organization: null,
  publishedAt: '2026-06-01',
  upvotes: Number(facts.upvotes ?? 0),
  comments: null,
});

function openReadModel(): ReadModel {
  const { readChanges, generation } = store;
  return ReadModel.open(folder, { readChanges, generation, listedFacts });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-index-'));
  store = await LibraryStore.open(folder);
  readModel = openReadModel();
});

afterEach(async () => {
  readModel.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function addPapers(count: number, day: string, from = 0): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index + from);
  const papers = numbers.map((n) => ({
    id: `arxiv:${n}`,
    facts: { title: `Paper ${n}`, upvotes: n },
  }));
  await putMany(store.collections.papers, papers);
  const listings = numbers.map((n) => ({
    id: `${day}|arxiv:${n}`,
    day,
    paperId: `arxiv:${n}`,
    position: n,
    upvotes: n,
    comments: null,
    submittedBy: null,
  }));
  await putMany(store.collections.listings, listings);
}

function mark(id: string, paperId: string, deleted: boolean): AnnotationDocument {
  const fields = withValue({}, 'colour', 'blue', '1');
  return {
    id,
    paperId,
    kind: 'highlight',
    fileSha256: 'f',
    version: null,
    order: '0',
    createdAt: 0,
    anchor: { pages: [] },
    fields: deleted ? withDeletion(fields, true, '2') : fields,
    by: `by-${id}-${deleted}`,
  };
}

const stateOf = (_id: string, stored: boolean) =>
  stored ? ('stored' as const) : ('none' as const);

describe('ReadModel', () => {
  it('[LIB-2] lists a day by upvotes with what the user said of each paper', async () => {
    await addPapers(3, '2026-06-12');
    await putOne(store.collections.states, {
      id: 'arxiv:1',
      fields: withValue({}, 'starred', true, '1'),
      by: 'm-1',
    });
    await putOne(store.collections.annotations, mark('a', 'arxiv:2', false));
    await readModel.catchUp();
    const views = new Views(readModel);
    const view = views.open(
      { scope: { kind: 'latest' }, sort: 'upvotes', filters: [], grouped: true },
      1,
    );
    expect(view.groups).toEqual([{ day: '2026-06-12', start: 0, count: 3 }]);
    const window = views.rows({ viewId: view.viewId, offset: 0, limit: 10 }, 1, stateOf);
    const rows = window.ok ? window.rows : [];
    expect(rows.map(({ id, starred, highlights }) => [id, starred, highlights])).toEqual([
      ['arxiv:2', false, 1],
      ['arxiv:1', true, 0],
      ['arxiv:0', false, 0],
    ]);
  });

  it('[PERF-9] keeps counts that equal what counting would give', async () => {
    await addPapers(20, '2026-06-11');
    await addPapers(10, '2026-06-12', 15);
    const starred = withValue({}, 'starred', true, '1');
    await putOne(store.collections.states, { id: 'arxiv:3', fields: starred, by: 'm-1' });
    const reading = withValue(starred, 'status', 'reading', '2');
    await putOne(store.collections.states, { id: 'arxiv:4', fields: reading, by: 'm-2' });
    await putOne(store.collections.annotations, mark('a', 'arxiv:4', false));
    await putOne(store.collections.annotations, mark('b', 'arxiv:4', false));
    await readModel.catchUp();
    await putOne(store.collections.annotations, mark('a', 'arxiv:4', true));
    await putOne(store.collections.states, { id: 'arxiv:3', fields: {}, by: 'm-3' });
    const note = {
      id: noteIdOf('arxiv:9'),
      paperId: 'arxiv:9',
      markdown: 'hm',
      fields: {},
      by: 'm-4',
    };
    await putOne(store.collections.notes, note);
    await readModel.catchUp();
    await readModel.catchUp();
    const counts = new Views(readModel).counts(0);
    expect(counts).toMatchObject({
      ...{ all: 25, unread: 24, reading: 1, starred: 1, highlights: 1, notes: 1 },
      ...{ latestDay: '2026-06-12', latest: 10, week: 25 },
    });
  });

  it('[BACK-2] goes on after the sequence that it stored, and sees each change once', async () => {
    await addPapers(600, '2026-06-12');
    expect(readModel.step().more).toBe(true);
    readModel.close();
    readModel = openReadModel();
    expect(readModel.behind()).toBeGreaterThan(0);
    await readModel.catchUp();
    expect(readModel.behind()).toBe(0);
    expect(new Views(readModel).counts(0).all).toBe(600);
    expect(readModel.step()).toEqual({ papers: [], more: false });
  });

  it('[CLI-3] rebuilds itself when its file is damaged, missing, or of another store', async () => {
    await addPapers(5, '2026-06-12');
    await readModel.catchUp();
    for (const harm of [damage, remove, foreign]) {
      readModel.close();
      harm();
      readModel = openReadModel();
      await readModel.catchUp();
      expect(new Views(readModel).counts(0).all).toBe(5);
    }
    readModel.renew();
    await readModel.catchUp();
    expect(new Views(readModel).counts(0)).toMatchObject({ all: 5, latest: 5 });
  });

  it('[LIB-2] says that a view is gone rather than showing another', () => {
    const views = new Views(readModel);
    const gone = views.rows({ viewId: 'no such view', offset: 0, limit: 1 }, 0, stateOf);
    expect(gone).toEqual({ ok: false, reason: 'view-gone' });
  });
});

function damage(): void {
  writeFileSync(
    join(folder, 'index.sqlite'),
    'this is not a database, it is a sentence. '.repeat(99),
  );
}

function remove(): void {
  rmSync(join(folder, 'index.sqlite'));
  appendFileSync(join(folder, 'index.sqlite-wal'), '');
}

function foreign(): void {
  store.connection.renewGeneration();
}
