import { openTestPdfs } from './test-pdfs.ts';

/**
 * For the crash test: stores PDFs and evicts them, by hand and for room, until it kills itself at the
 * given moment, when so many documents have passed it.
 */
const [, , folder = '', origin = '', papers = '', moment = '', count = '1'] = process.argv;
const ids = papers.split(',');
const names = ids.map((id) => `arxiv:${id}`);
const it = await openTestPdfs(origin, folder);
const { files } = it.library.mutations.context.store.collections;

let left = Number(count);
function pass(at: string): void {
  if (at === moment && --left <= 0) process.kill(process.pid, 'SIGKILL');
}
files.preInsert(() => pass('before the document'), false);
files.preRemove(() => pass('before the removal'), false);
files.$.subscribe(({ operation }) =>
  pass(operation === 'DELETE' ? 'after the removal' : 'after the document'),
);

await it.add(ids);
it.machine.update({ pdfQuota: 10_000_000 });
for (;;) {
  for (const id of names) {
    await it.files.fetch([id], { first: true });
    await it.files.wait([id]);
  }
  await it.shelf.evict(names);
}
