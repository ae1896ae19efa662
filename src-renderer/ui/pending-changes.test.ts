import { expect, test } from 'vitest';
import { PendingChanges } from './pending-changes.ts';

const add = (item: string) => (told: readonly string[]) => [...told, item];

test('[LIB-3] an answer that is older than a change shows the change, a newer one what it says', async () => {
  const pending = new PendingChanges<readonly string[]>();
  const { promise, resolve } = Promise.withResolvers<{ ok: true; revision: number }>();
  pending.add(add('b'), promise);
  expect(pending.over(['a'], 7)).toEqual(['a', 'b']);
  resolve({ ok: true, revision: 8 });
  await promise;
  expect(pending.over(['a'], 7)).toEqual(['a', 'b']);
  expect(pending.over(['a', 'b'], 8)).toEqual(['a', 'b']);
  expect(pending.over(['a'], 9)).toEqual(['a']);
});

test('[LIB-3] a change that the core refuses is forgotten', async () => {
  const pending = new PendingChanges<readonly string[]>();
  pending.add(add('b'), Promise.resolve({ ok: false, reason: 'circle' }));
  await Promise.resolve();
  await Promise.resolve();
  expect(pending.over(['a'], 1)).toEqual(['a']);
});
