import { setImmediate } from 'node:timers/promises';
import {
  isDeleted,
  type LibraryStore,
  type MembershipDocument,
  readMany,
  readWhere,
} from '../store/index.ts';

const STEP = 250;

/** The papers that stand in a collection, page by page; those of deleted collections do not. */
export async function* collectedPapers(store: LibraryStore): AsyncGenerator<readonly string[]> {
  for (let sequence = 0; ; ) {
    const { documents, lastSequence } = store.readChanges('memberships', sequence, STEP);
    const present = documents.map(({ document }) => document).filter(({ _deleted }) => !_deleted);
    yield await papersOf(store, present);
    if (documents.length < STEP) return;
    sequence = lastSequence;
    await setImmediate();
  }
}

/** Those of the papers that stand in a collection. */
export async function collectedAmong(
  store: LibraryStore,
  paperIds: readonly string[],
): Promise<readonly string[]> {
  const selector = { paperId: { $in: [...paperIds] } };
  return papersOf(store, await readWhere(store.collections.memberships, selector));
}

async function papersOf(
  store: LibraryStore,
  memberships: readonly MembershipDocument[],
): Promise<readonly string[]> {
  const present = memberships.filter(({ fields }) => !isDeleted(fields));
  const ids = [...new Set(present.map(({ collectionId }) => collectionId))];
  const collections = await readMany(store.collections.collections, ids);
  const isThere = (id: string): boolean => !isDeleted(collections.get(id)?.fields ?? {});
  return present.filter(({ collectionId }) => isThere(collectionId)).map(({ paperId }) => paperId);
}
