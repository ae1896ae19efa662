import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Fields, putMany, putOne, withElement, withValue } from '../store/index.ts';
import { Papers } from './papers.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';

let library: TestLibrary;
let papers: Papers;
let tick = 0;
const clock = (): string => String(++tick).padStart(12, '0');

beforeEach(async () => {
  library = await openTestLibrary();
  papers = new Papers(library.mutations, library.views, {
    pending: () => undefined,
    isPinned: () => false,
  });
});

afterEach(() => library.close());

const collections = () => library.mutations.context.store.collections;
const stateOf = () => 'none' as const;
const follow = () => library.mutations.follower.follow();

async function say(id: string, fields: Fields): Promise<void> {
  await putOne(collections().states, { id, fields, by: clock() });
}

type Made = { title: string; authors?: string[] | null; doi?: string };

async function make(made: Record<string, Made>): Promise<void> {
  const documents = Object.entries(made).map(([id, { title, authors = null, doi }]) => ({
    id,
    facts: { title, authors, ...(doi ? { arxiv: { doi, categories: ['cs.CL'] } } : {}) },
  }));
  await putMany(collections().papers, documents);
}

test('[LIB-5] finds papers with one DOI, one file, or one title and an author in common', async () => {
  await make({
    'arxiv:1': { title: 'One thing', doi: '10.1/X' },
    'arxiv:2': { title: 'Another thing altogether', doi: '10.1/x' },
    'arxiv:3': { title: 'Attention is all you need', authors: ['A. Vaswani', 'N. Shazeer'] },
    'title:4': { title: 'Attention Is All You Need!', authors: ['Ashish Vaswani'] },
    'title:5': { title: 'Attention is all you need', authors: ['Somebody Else'] },
    'arxiv:6': { title: 'Introduction' },
    'title:7': { title: 'Introduction.' },
    'arxiv:8': { title: 'A title that tells enough' },
    'title:9': { title: 'A title that tells enough', authors: ['Known Author'] },
    'file:a': { title: 'scan' },
    'file:b': { title: 'scan again' },
  });
  for (const paperId of ['file:a', 'file:b'])
    await putOne(collections().files, {
      ...{ id: `${paperId}|f`, paperId, sha256: 'f', bytes: 1, pages: 1, version: null },
      ...{ url: '', storedAt: 0, origin: 'own', name: null },
    });
  await follow();
  const found = async () =>
    (await papers.duplicates(stateOf))
      .map(({ reason, papers: of }) => [reason, ...of.map(({ id }) => id)])
      .sort();
  expect(await found()).toEqual([
    ['doi', 'arxiv:1', 'arxiv:2'],
    ['file', 'file:a', 'file:b'],
    ['title', 'arxiv:3', 'title:4'],
    ['title', 'arxiv:8', 'title:9'],
  ]);
  await say('title:4', withValue({}, 'mergedInto', 'arxiv:3', clock()));
  await follow();
  expect((await found()).map(([, first]) => first)).toEqual(['arxiv:1', 'file:a', 'arxiv:8']);
  expect(await papers.get('title:4')).toMatchObject({ id: 'arxiv:3', formerIds: ['title:4'] });
});

test('[LIB-6] tells papers and time by day and by topic, of all machines', async () => {
  await make({
    'arxiv:1': { title: 'One', doi: '10.1/a' },
    'arxiv:2': { title: 'Two', doi: '10.1/b' },
    'arxiv:3': { title: 'Three' },
  });
  const noon = (day: number) => new Date(2026, 5, day, 12).getTime();
  const time = (fields: Fields, day: string, device: string, seconds: number) =>
    withValue(fields, `seconds:2026-06-${day}:${device}`, seconds, clock());
  const tagged = withElement({}, 'tags', 'x', true, clock());
  const read = withValue(withValue(tagged, 'readAt', noon(11), clock()), 'status', 'read', clock());
  await say('arxiv:1', time(time(read, '11', 'here', 30), '11', 'there', 20));
  await say('arxiv:2', time(tagged, '10', 'here', 5));
  await say('arxiv:3', withValue({}, 'readAt', noon(8), clock()));
  await follow();
  const statistics = await papers.statistics({ from: '2026-06-09', today: '2026-06-12' });
  expect(statistics).toMatchObject({
    days: [
      { day: '2026-06-10', read: 0, seconds: 5 },
      { day: '2026-06-11', read: 1, seconds: 50 },
    ],
    ...{ read: 1, seconds: 55, streak: 2 },
  });
  const topics = [...statistics.topics].sort((a, b) => (a.topic < b.topic ? -1 : 1));
  expect(topics).toEqual([
    { kind: 'category', topic: 'cs.CL', papers: 2, read: 1, seconds: 55 },
    { kind: 'tag', topic: 'x', papers: 2, read: 1, seconds: 55 },
  ]);
  expect(await papers.get('arxiv:1')).toMatchObject({ secondsRead: 50, tags: ['x'] });
});
