import { randomInt } from 'node:crypto';
import { openTestPdfs } from './test-pdfs.ts';

/**
 * For the crash test: stores PDFs and evicts them, by hand and by a small quota, until it is killed.
 * Prints the papers whose PDFs were acknowledged as kept by a pin.
 */
const [, , folder = '', origin = '', papers = ''] = process.argv;
const ids = papers.split(',');
const it = await openTestPdfs(origin, folder);
await it.add(ids);
const names = ids.map((id) => `arxiv:${id}`);
const some = (): string[] => names.filter(() => randomInt(3) === 0);
it.machine.update({ pdfQuota: 10_000_000 });
process.stdout.write('begun\n');
for (let round = 0; ; round++) {
  await it.files.fetch(some(), { first: round % 2 === 0 });
  if (round % 3 === 0) await it.files.wait(names);
  await it.shelf.evict(some());
}
