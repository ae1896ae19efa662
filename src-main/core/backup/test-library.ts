import { randomUUID } from 'node:crypto';
import { COLLECTION_NAMES, LibraryStore, putMany } from '../store/index.ts';
import { finishRestore } from './index.ts';

/** Puts papers with these numbers, of about `bytes` each, in one transaction. */
export async function addPapers(
  store: LibraryStore,
  ids: readonly (string | number)[],
  bytes = 200,
): Promise<void> {
  const papers = ids.map((id) => ({
    id: `paper-${id}`,
    facts: { abstract: { value: `${randomUUID()} ${'x'.repeat(bytes)}`, source: 'test' } },
  }));
  await putMany(store.collections.papers, papers as never);
}

/** Every document of every collection, by collection and id. */
export async function contentsOf(store: LibraryStore): Promise<Record<string, unknown>> {
  const contents: Record<string, unknown> = {};
  for (const name of COLLECTION_NAMES) {
    const { documents } = store.readChanges(name, 0, 1_000_000);
    for (const { document } of documents) contents[`${name}/${document.id}`] = document;
  }
  return contents;
}

/** Opens the library as a program does at its start. */
export async function openLibrary(dataDir: string): Promise<LibraryStore> {
  await finishRestore(dataDir);
  return await LibraryStore.open(dataDir);
}

/** Opens, looks at, and closes the library. */
export async function contentsIn(dataDir: string): Promise<Record<string, unknown>> {
  const store = await openLibrary(dataDir);
  try {
    return await contentsOf(store);
  } finally {
    await store.close();
  }
}
