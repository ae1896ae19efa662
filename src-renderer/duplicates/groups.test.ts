import { expect, test } from 'vitest';
import { type Duplicate, type Group, isCertain, keeperOf, keyOf, mergeInto } from './groups.ts';

const paper = (id: string, rest: Partial<Duplicate> = {}): Duplicate => ({
  id,
  title: id,
  arxivId: null,
  addedAt: null,
  collections: 0,
  authorCount: 1,
  firstAuthor: null,
  organization: null,
  upvotes: null,
  comments: null,
  status: 'new',
  starred: false,
  pdfState: 'none',
  highlights: 0,
  hasNote: false,
  tags: [],
  progress: null,
  due: null,
  publishedAt: null,
  ...rest,
});
const group = (papers: Duplicate[], reason: Group['reason'] = 'title'): Group => ({
  reason,
  papers,
});

test('[LIB-5] the paper that listings speak of keeps its place, whatever the others have', () => {
  const found = group([paper('file:a', { highlights: 9 }), paper('arxiv:1', { arxivId: '1' })]);
  expect(keeperOf(found).id).toBe('arxiv:1');
});

test('[LIB-5] of equals the one with most work keeps its place, then the first', () => {
  const worked = group([paper('a'), paper('b', { hasNote: true }), paper('c', { highlights: 1 })]);
  expect(keeperOf(worked).id).toBe('b');
  expect(keeperOf(group([paper('a', { addedAt: 9 }), paper('b', { addedAt: 3 })])).id).toBe('b');
  expect(keeperOf(group([paper('a'), paper('b', { addedAt: 3 })])).id).toBe('b');
  expect(keeperOf(group([paper('a'), paper('b')])).id).toBe('a');
});

test('[LIB-5] a group is merged into the paper that was chosen', () => {
  const found = group([paper('a'), paper('b'), paper('c')]);
  expect(mergeInto(found, 'b')).toEqual({ into: 'b', ids: ['a', 'c'] });
  expect(keyOf(found)).toBe('a b c');
  expect([isCertain(found), isCertain(group([], 'doi')), isCertain(group([], 'file'))]).toEqual([
    ...[false, true, true],
  ]);
});
