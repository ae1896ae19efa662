import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

const paper = (tags: string[], state: 'none' | 'stored' = 'none', starred = false) => ({
  status: 'new' as const,
  starred,
  tags,
  pdf: { state, sha256: null, bytes: null, pages: null },
});

test('[LIB-2] several papers are summed up: statuses, stars, PDFs, the tags of all', () => {
  const read = { ...paper(['b', 'a']), status: 'read' as const };
  expect(summaryOf([paper(['a', 'b', 'c'], 'stored'), read, paper(['b'], 'none', true)])).toEqual({
    statuses: { new: 2, read: 1 },
    starred: 1,
    offline: 1,
    shared: ['b'],
  });
  expect(summaryOf([])).toEqual({ statuses: {}, starred: 0, offline: 0, shared: [] });
});
