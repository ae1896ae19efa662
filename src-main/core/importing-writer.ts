import { importArchive } from './exchange/index.ts';
import { openTestPdfs } from './test-pdfs.ts';

/**
 * For the crash test: takes an archive in until so many documents were stored, and kills itself then;
 * ends well where there are not so many.
 */
const [, , folder = '', path = '', count = '1'] = process.argv;
const it = await openTestPdfs('http://127.0.0.1:9', folder);
const { mutations } = it.library;
const { papers, states, files } = mutations.context.store.collections;

let left = Number(count);
function pass(): void {
  if (--left <= 0) process.kill(process.pid, 'SIGKILL');
}
for (const collection of [papers, states]) collection.preInsert(pass, false);
files.preInsert(pass, false);
files.$.subscribe(pass);

const context = { dataDir: folder, mutations, shelf: it.shelf };
const taken = await importArchive(context, path, new AbortController().signal);
await it.shut();
await it.library.shut();
process.exitCode = taken.ok ? 0 : 1;
