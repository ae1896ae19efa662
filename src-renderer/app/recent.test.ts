import { expect, test } from 'vitest';
import { recentFirst } from './recent.ts';

test('[ACC-1] what was chosen lately comes first, the rest stays in order', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const ids = (recent: string[]) => recentFirst(items, recent).map(({ id }) => id);
  expect(ids([])).toEqual(['a', 'b', 'c', 'd']);
  expect(ids(['c', 'gone', 'b'])).toEqual(['c', 'b', 'a', 'd']);
});
