import { LibraryStore } from '../library-store.ts';

/** For the crash test: says when it begins to migrate and is killed from outside, or ends. */
const [, , directory = ''] = process.argv;
const store = await LibraryStore.open(directory, async () => {
  process.stdout.write('begins\n');
});
process.stdout.write('done\n');
await store.close();
