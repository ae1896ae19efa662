import { expect, test } from 'vitest';
import { stateOf } from '../library/picking.ts';
import { countTags } from './papers-tags.ts';

const tagged = new Map([
  ['a', ['probing', 'survey']],
  ['b', ['probing']],
]);

test('[LIB-2] a tag is on all, some or none of the papers, and never said to be on all unseen', () => {
  const seen = countTags(['a', 'b'], tagged);
  expect(stateOf(seen.having.get('probing') ?? 0, seen.known, 2)).toBe('all');
  expect(stateOf(seen.having.get('survey') ?? 0, seen.known, 2)).toBe('some');
  expect(stateOf(seen.having.get('other') ?? 0, seen.known, 2)).toBe('none');
  const partly = countTags(['a', 'b', 'not loaded'], tagged);
  expect(partly.known).toBe(2);
  expect(stateOf(partly.having.get('probing') ?? 0, partly.known, 3)).toBe('some');
});
