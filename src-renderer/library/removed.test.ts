import { expect, test } from 'vitest';
import type { Acknowledged } from '../client.ts';
import { forgetRemoved, isRemoved, noteRemoved, noteRestored } from './removed.ts';

test('[LIB-7] a removed paper counts as gone in every list that is older than its removal', async () => {
  const answer = Promise.resolve<Acknowledged>({ ok: true, revision: 7 });
  noteRemoved(['a'], answer);
  expect(isRemoved('a', 1_000)).toBe(true);
  await answer;
  expect(isRemoved('a', 6)).toBe(true);
  expect(isRemoved('a', 7)).toBe(false);
  expect(isRemoved('b', 6)).toBe(false);
  forgetRemoved(7);
  expect(isRemoved('a', 6)).toBe(false);
});

test('[LIB-7] a paper that was put back, or could not be removed, is there', async () => {
  noteRemoved(['a'], new Promise(() => undefined));
  noteRestored(['a']);
  expect(isRemoved('a', 1)).toBe(false);
  const refused = Promise.resolve<Acknowledged>({ ok: false, reason: 'invalid' });
  noteRemoved(['b'], refused);
  await refused;
  await Promise.resolve();
  expect(isRemoved('b', 1)).toBe(false);
});
