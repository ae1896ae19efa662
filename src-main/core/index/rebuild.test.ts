import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import {
  type Collections,
  type Documents,
  type Fields,
  noteIdOf,
  putOne,
  readOne,
  withDeletion,
  withPurge,
  withValue,
} from '../store/index.ts';
import { ReadModel } from './read-model.ts';

/** One change of the store: what it is about, and numbers to choose by. */
type Step = { readonly kind: (typeof KINDS)[number]; readonly paper: number; readonly n: number };

const KINDS = [
  ...['paper', 'paper', 'listing', 'trending', 'untrend', 'star', 'status', 'remove', 'restore'],
  ...['purge', 'mark', 'unmark', 'note', 'file', 'file', 'unfile', 'alias', 'alias', 'alias'],
] as const;

/** The last three stand for papers that are known by their title until they are resolved. */
const PAPERS = ['arxiv:1', 'arxiv:2', 'arxiv:3', 'title:a', 'title:b', 'file:c'] as const;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  paper: fc.nat(PAPERS.length - 1),
  n: fc.nat(7),
});

let tick = 0;
const clock = (): string => String(++tick).padStart(12, '0');

async function change(
  collection: Collections['states'] | Collections['annotations'] | Collections['notes'],
  document: Documents['states'],
  next: (fields: Fields) => Fields,
): Promise<void> {
  const known = await readOne(collection as Collections['states'], document.id);
  const before = known ?? document;
  await putOne(collection as Collections['states'], { ...before, fields: next(before.fields) });
}

async function take({ kind, paper, n }: Step, collections: Collections): Promise<void> {
  const id = PAPERS[paper]!;
  const state = { id, fields: {}, by: `b${clock()}` };
  const markId = `${id}-mark-${n % 2}`;
  switch (kind) {
    case 'paper':
      return putOne(collections.papers, {
        id,
        facts: { title: `T${n}`, authors: ['A'], upvotes: n, publishedAt: `2026-06-0${n + 1}` },
      });
    case 'listing':
    case 'trending': {
      // What trends is named by Hugging Face, by arXiv id.
      if (kind === 'trending' && !id.startsWith('arxiv:')) return;
      const day = kind === 'trending' ? 'trending' : `2026-06-0${n + 1}`;
      const said = { upvotes: null, comments: null, submittedBy: null };
      const entry = { id: `${day}|${id}`, day, paperId: id, position: n, ...said };
      return putOne(collections.listings, entry);
    }
    case 'untrend':
      await (await collections.listings.findOne(`trending|${id}`).exec())?.incrementalRemove();
      return;
    case 'star':
      return change(collections.states, state, (f) => withValue(f, 'starred', n > 3, clock()));
    case 'status': {
      const status = ['new', 'reading', 'read'][n % 3]!;
      return change(collections.states, state, (f) => withValue(f, 'status', status, clock()));
    }
    case 'remove':
    case 'restore':
      return change(collections.states, state, (f) => withDeletion(f, kind === 'remove', clock()));
    case 'purge':
      return change(collections.states, state, (f) => withPurge(f, clock));
    case 'mark':
    case 'unmark': {
      const fixed = { kind: 'highlight', fileSha256: 'f', version: null, order: '0', createdAt: 0 };
      const mark = { ...state, ...fixed, id: markId, paperId: id, anchor: { pages: [] } };
      return change(collections.annotations, mark, (f) =>
        withDeletion(withValue(f, 'colour', 'blue', clock()), kind === 'unmark', clock()),
      );
    }
    case 'note': {
      const note = { ...state, id: noteIdOf(id), paperId: id, markdown: n > 3 ? 'words' : '' };
      return putOne(collections.notes, note);
    }
    case 'file':
      return putOne(collections.files, {
        ...{ id: `${id}|${n % 2}`, paperId: id, sha256: `${n % 2}`, bytes: 1, pages: 1 },
        ...{ version: null, url: '', storedAt: n, origin: 'fetched', name: null },
      });
    case 'unfile':
      await (await collections.files.findOne(`${id}|${n % 2}`).exec())?.incrementalRemove();
      return;
    case 'alias':
      if (id.startsWith('arxiv:')) return;
      // Aliases only grow: none is ever turned to another paper.
      return putOne(collections.aliases, { id, target: PAPERS[paper - 3]! });
  }
}

const TABLES = ['counts', 'trending', 'marks', 'notes', 'files', 'trash', 'aliases'];
const PAPER_COLUMNS = `id, known, described, trashed, title, identity, author_count, first_author,
  published_at, upvotes, featured_on, status, starred, highlights, has_note, has_pdf`;

/** Every table but for what only tells of the way: keys, and rows of which nothing is said. */
function dump({ connection }: ReadModel): unknown {
  const all = (sql: string) => connection.all(sql).map((row) => JSON.stringify(row));
  return {
    papers: all(`SELECT ${PAPER_COLUMNS} FROM papers WHERE described OR starred OR highlights
      OR has_note OR has_pdf OR status <> 'new' ORDER BY id`),
    // A paper listed under two ids on one day stands in one of the two places.
    featured: all('SELECT day, paper FROM featured ORDER BY day, paper'),
    days: all('SELECT day, papers FROM days WHERE papers > 0 ORDER BY day'),
    shown: all('SELECT day, papers, unread FROM shown WHERE papers > 0 ORDER BY day'),
    ...Object.fromEntries(TABLES.map((name) => [name, all(`SELECT * FROM ${name}`).sort()])),
  };
}

async function rebuilt({ mutations }: TestLibrary): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-rebuilt-'));
  const { listedFacts } = await import('../library/index.ts');
  const { readChanges, generation } = mutations.context.store;
  const readModel = ReadModel.open(folder, { readChanges, generation, listedFacts });
  await readModel.catchUp();
  const dumped = dump(readModel);
  readModel.close();
  rmSync(folder, { recursive: true, force: true });
  return dumped;
}

async function expectSameAsRebuilt(steps: readonly Step[]): Promise<void> {
  const library = await openTestLibrary();
  try {
    const { store, readModel } = library.mutations.context;
    for (const [index, one] of steps.entries()) {
      await take(one, store.collections);
      if (index % 3 === 0) await library.mutations.follower.follow();
    }
    await library.mutations.follower.follow();
    expect(dump(readModel)).toEqual(await rebuilt(library));
  } finally {
    await library.close();
  }
}

const RUNS = Number(process.env.OFFPRINT_INDEX_RUNS ?? 8);

test('[BACK-2] a read model that followed every change is the one that is made anew', {
  timeout: 60_000 + RUNS * 10_000,
}, async () => {
  const steps = fc.array(step, { minLength: 30, maxLength: 80, size: 'max' });
  await fc.assert(fc.asyncProperty(steps, expectSameAsRebuilt), {
    seed: 7,
    numRuns: RUNS,
    endOnFailure: true,
  });
});
