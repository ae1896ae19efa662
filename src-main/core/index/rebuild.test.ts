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
  withElement,
  withPurge,
  withValue,
} from '../store/index.ts';
import { canonicalId } from './identity.ts';
import { ReadModel } from './read-model.ts';

/** One change of the store: what it is about, and numbers to choose by. */
type Step = { readonly kind: (typeof KINDS)[number]; readonly paper: number; readonly n: number };

const KINDS = [
  ...['paper', 'paper', 'listing', 'trending', 'untrend', 'star', 'status', 'remove', 'restore'],
  ...['purge', 'mark', 'unmark', 'note', 'file', 'file', 'unfile', 'alias', 'alias', 'alias'],
  ...['tag', 'untag', 'collect', 'collect', 'uncollect', 'collection', 'collection', 'drop'],
  ...['merge', 'merge', 'unmerge', 'spend', 'say'],
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
  collection: Collections['states' | 'annotations' | 'notes' | 'collections' | 'memberships'],
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
    case 'tag':
    case 'untag': {
      const present = kind === 'tag';
      return change(collections.states, state, (f) =>
        withElement(f, 'tags', `t${n % 2}`, present, clock()),
      );
    }
    case 'merge': {
      const target = PAPERS[n % PAPERS.length]!;
      return change(collections.states, state, (f) => withValue(f, 'mergedInto', target, clock()));
    }
    case 'unmerge':
      return change(collections.states, state, (f) => withValue(f, 'mergedInto', null, clock()));
    case 'spend': {
      const name = `seconds:2026-06-0${(n % 2) + 1}:device`;
      return change(collections.states, state, (f) => withValue(f, name, n * 10, clock()));
    }
    case 'say': {
      const said = ['progress', 'due', 'lastReadAt', 'readAt', 'listOrder'][n % 5]!;
      const value = said === 'due' ? '2026-07-01' : said === 'listOrder' ? `k${n}` : n;
      return change(collections.states, state, (f) => withValue(f, said, value, clock()));
    }
    case 'collect':
    case 'uncollect': {
      const collectionId = `c${n % 4}`;
      const named = { ...state, id: `${collectionId}|${id}`, collectionId, paperId: id };
      return change(collections.memberships, named, (f) =>
        withDeletion(
          withValue(f, 'order', n > 4 ? `k${paper}` : null, clock()),
          kind === 'uncollect',
          clock(),
        ),
      );
    }
    case 'collection':
    case 'drop': {
      const named = { ...state, id: `c${n % 4}` };
      const parent = paper < 4 ? `c${paper}` : null;
      return change(collections.collections, named, (f) =>
        withDeletion(withValue(f, 'parent', parent, clock()), kind === 'drop', clock()),
      );
    }
    case 'alias':
      if (id.startsWith('arxiv:')) return;
      // Aliases only grow: none is ever turned to another paper.
      return putOne(collections.aliases, { id, target: PAPERS[paper - 3]! });
  }
}

const TABLES = [
  ...['counts', 'trending', 'marks', 'notes', 'files', 'trash', 'aliases', 'merged', 'states'],
  ...['tags', 'reading', 'memberships', 'featured'],
];
const PAPER_COLUMNS = `id, known, described, trashed, title, title_key, identity, author_count,
  first_author, published_at, upvotes, featured_on, status, starred, highlights, has_note, has_pdf,
  doi, added_at, last_read_at, read_at, progress, due, list_order`;

/** Every table but for what only tells of the way: keys, and rows of which nothing is said. */
function dump({ connection }: ReadModel): unknown {
  const all = (sql: string) => connection.all(sql).map((row) => JSON.stringify(row));
  return {
    papers: all(`SELECT ${PAPER_COLUMNS} FROM papers WHERE described OR starred OR highlights
      OR has_note OR has_pdf OR status <> 'new' ORDER BY id`),
    tagged: all('SELECT tag, papers FROM tag_counts WHERE papers > 0 ORDER BY tag'),
    collections: all('SELECT id, present, parent, within, papers FROM collections ORDER BY id'),
    members: all(`SELECT collection, papers.id, position, members.known FROM members
      JOIN papers ON papers.key = paper ORDER BY collection, papers.id`),
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

/** What triggers have kept is what counting gives, and each paper has one row that is shown. */
function expectCounted({ connection }: ReadModel): void {
  const all = (sql: string) => connection.all(sql).map((row) => JSON.stringify(row));
  expect(all('SELECT tag, papers FROM tag_counts WHERE papers > 0 ORDER BY tag')).toEqual(
    all(`SELECT tag, count(*) AS papers FROM tags JOIN papers ON id = paper WHERE known = 1
      GROUP BY tag ORDER BY tag`),
  );
  expect(all('SELECT id, papers FROM collections WHERE papers > 0 ORDER BY id')).toEqual(
    all(`SELECT collection AS id, count(DISTINCT paper) AS papers FROM memberships
      JOIN papers ON papers.id = paper WHERE known = 1 GROUP BY collection ORDER BY collection`),
  );
  const other = PAPERS.filter((id) => canonicalId(connection, id) !== id);
  const sql = 'SELECT id FROM papers WHERE known = 1 AND id IN (SELECT value FROM json_each(?))';
  expect(connection.all(sql, JSON.stringify(other))).toEqual([]);
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
    expectCounted(readModel);
  } finally {
    await library.close();
  }
}

const RUNS = Number(process.env.OFFPRINT_INDEX_RUNS ?? 8);

test('[BACK-2] a read model that followed every change is the one that is made anew', {
  timeout: 60_000 + RUNS * 10_000,
}, async () => {
  const steps = fc.array(step, { minLength: 40, maxLength: 110, size: 'max' });
  await fc.assert(fc.asyncProperty(steps, expectSameAsRebuilt), {
    seed: 7,
    numRuns: RUNS,
    endOnFailure: true,
  });
});
