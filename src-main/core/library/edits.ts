import type { RxCollection } from 'rxdb/plugins/core';
import type { EventKind } from '../../../src-shared/contract/index.ts';
import { type Documents, putMany, readMany, type UserDocument } from '../store/index.ts';
import type { Change, Mutations } from './mutations.ts';
import type { Edit, EditedCollection, Reversal } from './undo-log.ts';

/**
 * Stores what an act makes of documents and notes how to take it back. `by` is empty for all but
 * the last part of an act that is done in parts: only the last says that all was done.
 */
export async function storeEdits<Name extends EditedCollection>(
  mutations: Mutations,
  collection: Name,
  edits: readonly Edit<Documents[Name]>[],
  { mutationId, by = mutationId }: { readonly mutationId: string; readonly by?: string },
): Promise<void> {
  if (edits.length === 0) return;
  const stored = edits.map(({ after }) => ({ ...after, by }));
  await putMany(collectionOf(mutations, collection), stored);
  mutations.undoLog.note(mutationId, collection, edits);
}

function collectionOf<Name extends EditedCollection>(
  { context }: Mutations,
  name: Name,
): RxCollection<Documents[Name]> {
  return context.store.collections[name] as unknown as RxCollection<Documents[Name]>;
}

/** Documents of one transaction: small enough that a user's own write never waits long. */
export const CHUNK = 50;

/** Each part with what it is stored by: only the last part of an act says that all was done. */
export function partsOf<T>(
  items: readonly T[],
  mutationId: string,
): { readonly part: readonly T[]; readonly by: string }[] {
  const starts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, n) => n * CHUNK);
  return starts.map((start, index) => ({
    part: items.slice(start, start + CHUNK),
    by: index === starts.length - 1 ? mutationId : '',
  }));
}

const EVENTS: Readonly<Record<EditedCollection, EventKind>> = {
  states: 'papers',
  memberships: 'collections',
  collections: 'collections',
  searches: 'searches',
  annotations: 'annotations',
  notes: 'notes',
};

/** Takes back what mutations did; `unknown`: of some of them it is not remembered any more. */
export async function undo(
  mutations: Mutations,
  mutationId: string,
  of: readonly string[],
): Promise<{ readonly revision: number; readonly unknown: boolean }> {
  const { undoLog } = mutations;
  const unknown = of.some((id) => !undoLog.knows(id));
  const revision = await mutations.run(mutationId, async () => {
    const byCollection = Map.groupBy(undoLog.reversals(of), ({ collection }) => collection);
    const changes: Change[] = [];
    const all = [...byCollection].flatMap(([collection, reversals]) =>
      partsOf(reversals, '').map(({ part }) => ({ collection, part })),
    );
    for (const [index, { collection, part }] of all.entries()) {
      const by = index === all.length - 1 ? mutationId : '';
      changes.push(...(await reversePart(mutations, collection, part, { mutationId, by })));
    }
    return changes;
  });
  return { revision, unknown };
}

async function reversePart(
  mutations: Mutations,
  collection: EditedCollection,
  reversals: readonly Reversal[],
  said: { readonly mutationId: string; readonly by: string },
): Promise<Change[]> {
  const { clock } = mutations.context;
  const ids = reversals.map(({ id }) => id);
  const known = await readMany(collectionOf(mutations, collection), ids);
  const edits = reversals.flatMap(({ id, reverse }) => {
    const before = known.get(id) as UserDocument | undefined;
    const fields = before && reverse(before.fields, () => clock.next());
    return before && fields ? [{ before, after: { ...before, fields } }] : [];
  });
  await storeEdits(mutations, collection, edits as never, said);
  const papers = edits.flatMap(({ after }) => papersOf(collection, after));
  const change = { kind: EVENTS[collection], ids: papers };
  if (collection === 'memberships') return [change, { kind: 'papers', ids: papers }];
  return collection === 'searches' || collection === 'collections'
    ? [change]
    : [change, { kind: 'trash', ids: [] }];
}

function papersOf(collection: EditedCollection, document: UserDocument): string[] {
  if (collection === 'states') return [document.id];
  const { paperId } = document as UserDocument & { readonly paperId?: string | null };
  return paperId ? [paperId] : [];
}
