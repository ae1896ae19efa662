import { expect, test } from 'vitest';
import type { Annotation, ListingsStatus, PaperRow } from '../../src-shared/contract/index.ts';
import { authorsOf } from './authors.ts';
import { downloadsOf } from './downloads.ts';
import { firstMessage } from './first-message.ts';
import { linksOf } from './links.ts';
import { metaOf } from './paper-meta.ts';
import { inReadingOrder, quoteOf } from './quotes.ts';
import { sectionOf } from './sections.ts';

const TODAY = '2026-11-20';
const row: PaperRow = {
  id: 'arxiv:1',
  title: 'Sparse Features',
  authorCount: 5,
  firstAuthor: 'A. Author',
  organization: 'Example Lab',
  upvotes: 1,
  comments: 12,
  status: 'new',
  starred: false,
  pdfState: 'stored',
  highlights: 3,
  hasNote: true,
  tags: [],
  progress: null,
  due: null,
  publishedAt: null,
};

test('[LIB-2] a row shows authors, organisation, comments, PDF, highlights and note', () => {
  expect(metaOf(row, null, TODAY)).toEqual([
    '5 authors',
    'Example Lab',
    '12 comments',
    'PDF offline',
    '3 highlights',
    'note',
  ]);
});

test('[COLL-2] a row says first until when its paper is to be read', () => {
  expect(metaOf({ ...row, due: '2026-11-19' }, null, TODAY)[0]).toBe('overdue since 19 Nov 2026');
  expect(metaOf({ ...row, due: '2026-11-21' }, null, TODAY)[0]).toBe('due 21 Nov 2026');
});

test('[LIST-2] what is unknown is left out, not shown as nothing', () => {
  const bare: PaperRow = {
    ...row,
    authorCount: null,
    organization: null,
    comments: null,
    pdfState: 'none',
    highlights: 0,
    hasNote: false,
  };
  expect(metaOf(bare, null, TODAY)).toEqual([]);
});

test('[FILE-1] a row shows how far its download is', () => {
  const downloads = downloadsOf({
    done: 0,
    failed: 0,
    total: 2,
    active: [
      { paperId: 'arxiv:1', received: 629, expected: 1000 },
      { paperId: 'arxiv:2', received: 629, expected: null },
    ],
    waitingUntil: null,
    paused: false,
    text: { done: 0, total: 0, failed: 0 },
  });
  const downloading: PaperRow = { ...row, pdfState: 'downloading' };
  expect(metaOf(downloading, downloads.get('arxiv:1') ?? null, TODAY)).toContain(
    'PDF downloading 62 %',
  );
  expect(metaOf(downloading, downloads.get('arxiv:2') ?? null, TODAY)).toContain('PDF downloading');
});

test('[SAFE-3] a link of an upstream is followed only over https', () => {
  const links = linksOf({
    githubRepo: 'https://github.com/example/sparse/',
    githubStars: 1234,
    projectPage: 'javascript:alert(1)',
  });
  expect(links).toEqual([
    {
      href: 'https://github.com/example/sparse/',
      title: 'Code',
      address: 'github.com/example/sparse',
      note: '1,234 stars',
    },
  ]);
  const bad = { githubRepo: 'http://example.org', githubStars: null, projectPage: 'not a link' };
  expect(linksOf(bad)).toEqual([]);
});

test('[LIST-6] authors are named, and counted beyond a dozen', () => {
  expect(authorsOf({ authors: ['A', 'B'], authorCount: 2 })).toBe('A, B');
  const many = Array.from({ length: 37 }, (_, index) => `A${index}`);
  expect(authorsOf({ authors: many, authorCount: 37 })).toMatch(/A11 and 25 more$/);
  expect(authorsOf({ authors: [], authorCount: 4 })).toBe('4 authors');
  expect(authorsOf({ authors: [], authorCount: null })).toBe('');
});

test('[MARK-5] highlights stand in reading order, over page breaks', () => {
  const mark = (order: string, ...exact: string[]) =>
    ({ order, anchor: { pages: exact.map((text) => ({ exact: text })) } }) as unknown as Annotation;
  const marks = inReadingOrder([mark('2', 'third'), mark('1', 'first', 'second')]);
  expect(marks.map(quoteOf)).toEqual(['first second', 'third']);
});

const idle: ListingsStatus = {
  state: 'idle',
  day: null,
  done: 0,
  total: 0,
  syncedAt: null,
  failure: null,
};

test('[START-4] an empty library without a network says so and offers to try again', () => {
  const failure = {
    reason: 'offline',
    host: 'huggingface.co',
    status: null,
    retryAt: null,
  } as const;
  const first = firstMessage({ ...idle, failure }, 0);
  expect(first.message).toContain('No connection');
  expect(first.action).toBe('Try again');
});

test('[LIST-4] an empty library says what is being fetched, and offers nothing meanwhile', () => {
  const first = firstMessage({ ...idle, state: 'syncing', day: '2026-06-12' }, 0);
  expect(first.message).toContain('12 June');
  expect(first.action).toBeNull();
  expect(firstMessage(idle, 0).action).toBe('Fetch listings');
});

test('[LIB-1] an unknown entry of the sidebar shows today', () => {
  const none = { collections: [], searches: [] };
  expect(sectionOf('starred', none)?.scope).toEqual({ kind: 'starred' });
  expect(sectionOf('of-a-newer-version', none)?.id).toBe('latest');
  expect(sectionOf(null, none)?.id).toBe('latest');
});

test('[LIB-1] what is the user’s own is a section, of nothing known yet none', () => {
  const collection = { id: 'c', name: 'Probing', parent: null, papers: 0, nested: 3 };
  const inIt = { id: 'd', name: 'In it', parent: 'c', papers: 3, nested: 3 };
  const search = { id: 's', name: 'Starred', query: 'is:starred', papers: null };
  const own = { collections: [collection, inIt], searches: [search] };
  expect(sectionOf('collection:c', own)).toMatchObject({
    title: 'Probing',
    nests: true,
    scope: { kind: 'collection', id: 'c', nested: false },
  });
  const nested = sectionOf('collection:c', { ...own, nested: new Set(['c']) });
  expect(nested?.scope).toEqual({ kind: 'collection', id: 'c', nested: true });
  expect(sectionOf('search:s', own)).toMatchObject({ title: 'Starred', query: 'is:starred' });
  expect(sectionOf('tag:a: b', own)?.scope).toEqual({ kind: 'tag', tag: 'a: b' });
  expect(sectionOf('collection:gone', own)?.id).toBe('latest');
  const unknown = { collections: undefined, searches: undefined };
  expect(sectionOf('collection:c', unknown)).toBeUndefined();
  expect(sectionOf('search:s', unknown)).toBeUndefined();
});
