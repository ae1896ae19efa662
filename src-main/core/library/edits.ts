import { setImmediate } from 'node:timers/promises';
import type { RxCollection } from 'rxdb/plugins/core';
import type { EventKind } from '../../../src-shared/contract/index.ts';
import { type Documents, putAs, readMany, type UserDocument } from '../store/index.ts';
import type { Change, Mutations } from './mutations.ts';
import type { Edit, EditedCollection, Reversal } from './undo-log.ts';

/** What a part of an act makes of documents. */
export type EditStep = { readonly collection: EditedCollection; readonly edits: readonly Edit[] };

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
  const stored = edits.map(({ after }) => after);
  await putAs(collectionOf(mutations, collection), stored, by);
  mutations.undoLog.note(mutationId, collection, edits);
}

/**
 * Stores an act part by part, with turns of the event loop between; returns what was done. One that
 * is stopped in the middle is not told done, and is done whole when it is sent again.
 */
export async function storeSteps(
  mutations: Mutations,
  mutationId: string,
  steps: AsyncIterable<EditStep>,
): Promise<EditStep[]> {
  const done: EditStep[] = [];
  const store = async ({ collection, edits }: EditStep, by: string): Promise<void> => {
    await storeEdits(mutations, collection, edits as never, { mutationId, by });
    await setImmediate();
  };
  for await (const step of steps) {
    if (step.edits.length === 0) continue;
    // Held back until it is known whether another follows: the last part bears the act's id.
    const former = done.at(-1);
    if (former) await store(former, '');
    done.push(step);
  }
  await store(done.at(-1) ?? { collection: 'states', edits: [] }, mutationId);
  return done;
}

function collectionOf<Name extends EditedCollection>(
  { context }: Mutations,
  name: Name,
): RxCollection<Documents[Name]> {
  return context.store.collections[name] as unknown as RxCollection<Documents[Name]>;
}

/** Documents of one transaction: small enough that a user's own write never waits long. */
const CHUNK = 50;

/** What is done in one transaction each. */
export function partsOf<T>(items: readonly T[]): T[][] {
  const starts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, n) => n * CHUNK);
  return starts.map((start) => items.slice(start, start + CHUNK));
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
  let unknown = false;
  const revision = await mutations.run(mutationId, async () => {
    unknown = of.some((id) => !undoLog.knows(id));
    const done = await storeSteps(
      mutations,
      mutationId,
      reversed(mutations, undoLog.reversals(of)),
    );
    return done.flatMap(changesOf);
  });
  return { revision, unknown };
}

async function* reversed(
  mutations: Mutations,
  reversals: readonly Reversal[],
): AsyncGenerator<EditStep> {
  const { clock } = mutations.context;
  for (const [collection, ofOne] of Map.groupBy(reversals, (one) => one.collection))
    for (const part of partsOf(ofOne)) {
      const ids = part.map(({ id }) => id);
      const known = await readMany(collectionOf(mutations, collection), ids);
      const edits = part.flatMap(({ id, reverse }) => {
        const before = known.get(id) as UserDocument | undefined;
        const fields = before && reverse(before.fields, () => clock.next());
        return before && fields ? [{ before, after: { ...before, fields } }] : [];
      });
      yield { collection, edits };
    }
}

/** Everything that shows a paper by another of its ids after a merge or its end. */
const SHOWN_BY_ID = ['annotations', 'notes', 'files', 'collections'] as const;

function changesOf({ collection, edits }: EditStep): Change[] {
  const ids = edits.flatMap(({ after }) => papersOf(collection, after));
  const kinds = new Set<EventKind>([EVENTS[collection]]);
  if (collection === 'memberships') kinds.add('papers');
  if (collection !== 'memberships' && ids.length > 0) kinds.add('trash');
  const isMerge = edits.some(({ before, after }) => {
    return before?.fields.mergedInto?.clock !== after.fields.mergedInto?.clock;
  });
  if (isMerge) for (const kind of SHOWN_BY_ID) kinds.add(kind);
  return [...kinds].map((kind) => ({ kind, ids: kind === 'trash' ? [] : ids }));
}

function papersOf(collection: EditedCollection, document: UserDocument): string[] {
  if (collection === 'states') return [document.id];
  const { paperId } = document as UserDocument & { readonly paperId?: string | null };
  // A free note is known by its own id.
  if (collection === 'notes') return [paperId ?? document.id];
  return paperId ? [paperId] : [];
}
