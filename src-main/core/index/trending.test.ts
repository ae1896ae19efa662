import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { putMany, TRENDING } from '../store/index.ts';

let folder: string;
let library: TestLibrary;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-trending-'));
  library = await openTestLibrary(folder);
});

afterEach(() => library.close().finally(() => rmSync(folder, { recursive: true, force: true })));

const collections = () => library.mutations.context.store.collections;

async function describePapers(...ids: string[]): Promise<void> {
  const papers = ids.map((id, n) => ({ id, facts: { title: `Paper ${id}`, upvotes: n } }));
  await putMany(collections().papers, papers);
  await library.mutations.follower.follow();
}

async function list(day: string, ...paperIds: string[]): Promise<void> {
  const said = { upvotes: null, comments: null, submittedBy: null };
  const entries = paperIds.map((paperId, position) => ({
    ...{ id: `${day}|${paperId}`, day, paperId, position },
    ...said,
  }));
  await putMany(collections().listings, entries);
  await library.mutations.follower.follow();
}

function shown(kind: 'trending' | 'unlisted', filters: ('unread' | 'offline')[] = []) {
  const { views } = library;
  const { viewId, total, groups } = views.open(
    { scope: { kind }, sort: 'upvotes', filters, grouped: true },
    0,
  );
  const result = views.rows({ viewId, offset: 0, limit: 200 }, 0, () => 'none');
  const ids = result.ok ? result.rows.map(({ id }) => id) : [];
  expect(ids).toHaveLength(total);
  expect(groups.every(({ day }) => day === null)).toBe(true);
  return ids;
}

describe('the trending list', () => {
  it('[LIST-1] has its own order, is no day, and loses what dropped out', async () => {
    await describePapers('a', 'b', 'c');
    await list('2026-06-12', 'a', 'b', 'c');
    await list(TRENDING, 'b', 'c', 'a');
    expect(shown('trending')).toEqual(['b', 'c', 'a']);
    expect(library.views.counts(0)).toMatchObject({ trending: 3, latestDay: '2026-06-12' });
    expect(library.views.featuredDays('b')).toEqual(['2026-06-12']);
    await (await collections().listings.findOne(`${TRENDING}|c`).exec())?.incrementalRemove();
    await list(TRENDING, 'a', 'b');
    expect(shown('trending')).toEqual(['a', 'b']);
    expect(shown('trending', ['offline'])).toEqual([]);
    expect(library.views.counts(0)).toMatchObject({ trending: 2 });
  });

  it('[LIST-1] is the same after the index was made anew', async () => {
    await describePapers('a', 'b', 'c');
    await list(TRENDING, 'c', 'a', 'b');
    await (await collections().listings.findOne(`${TRENDING}|a`).exec())?.incrementalRemove();
    await library.mutations.follower.mend(true);
    expect(shown('trending')).toEqual(['c', 'b']);
  });

  it('[LIST-1] leaves out papers that are not described', async () => {
    await describePapers('a');
    await list(TRENDING, 'b', 'a');
    expect(shown('trending')).toEqual(['a']);
    expect(library.views.counts(0).trending).toBe(1);
  });
});

describe('unlisted papers', () => {
  it('[LIST-8] are those without a featured day', async () => {
    await describePapers('a', 'b', 'c');
    await list('2026-06-12', 'b');
    expect(shown('unlisted')).toEqual(['c', 'a']);
    expect(library.views.counts(0).unlisted).toBe(2);
    await list('2026-06-11', 'a');
    expect(shown('unlisted', ['unread'])).toEqual(['c']);
    expect(library.views.counts(0).unlisted).toBe(1);
  });
});
