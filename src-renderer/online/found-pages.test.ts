import { expect, test } from 'vitest';
import { type FoundPage, nextOffset, papersOf } from './found-pages.ts';

const page = (ids: readonly string[], hasMore = true): FoundPage => ({
  ...{ source: 'arxiv', total: 90, hasMore },
  papers: ids.map((arxivId) => ({
    ...{ arxivId, title: arxivId, abstract: null, authors: [], publishedAt: null },
    ...{ upvotes: null, categories: [], paperId: null },
  })),
});

test('[LIST-8] pages that overlap show each paper once, and go on where the last one ended', () => {
  const pages = [page(['a', 'b']), page(['b', 'c'])];
  expect(papersOf(pages).map(({ arxivId }) => arxivId)).toEqual(['a', 'b', 'c']);
  expect(nextOffset(pages)).toBe(4);
});

test('[LIST-8] there is no next page after the last, an empty one, or what the core asks for', () => {
  expect(nextOffset([])).toBeUndefined();
  expect(nextOffset([page(['a'], false)])).toBeUndefined();
  expect(nextOffset([page(['a']), page([])])).toBeUndefined();
  expect(nextOffset([page(Array.from({ length: 30_001 }, (_, n) => `${n}`))])).toBeUndefined();
});
