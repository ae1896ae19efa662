import { expect, test } from 'vitest';
import { createMemoryJournalStorage, type JournalEntry } from './journal-storage.ts';

const entry = (order: string, library = '/data'): JournalEntry => ({
  order,
  library,
  mutationId: `mutation-${order}`,
  kind: 'papers.update',
  input: { id: 'arxiv:2606.00467', patch: { starred: true } },
});

test('[MARK-4] gives a library its entries as they were made', async () => {
  const storage = createMemoryJournalStorage();
  for (const order of ['2', '1', '3']) await storage.put(entry(order));
  await storage.put(entry('0', '/other'));
  expect((await storage.all('/data')).map(({ order }) => order)).toEqual(['1', '2', '3']);
});

test('[MARK-4] forgets what was acknowledged, and nothing else', async () => {
  const storage = createMemoryJournalStorage();
  await storage.put(entry('1'));
  await storage.put(entry('2'));
  await storage.delete('1');
  await storage.delete('unknown');
  expect(await storage.all('/data')).toEqual([entry('2')]);
});
