import { idsOf, type Mutations } from '../../library/index.ts';
import {
  type CollectionName,
  deviceOf,
  type Fields,
  fieldOf,
  isDeleted,
  noteIdOf,
  readMany,
  readWhere,
  type StateDocument,
  withDeletion,
  ZERO_HLC,
} from '../../store/index.ts';
import { isPresent, keyOf, type Merged } from '../merge-record.ts';
import type { SyncRecord } from '../record.ts';
import { paperOf } from './paper-of.ts';

/** What the user does with a paper in documents of their own, of which its deletion does not speak. */
const WORK: readonly CollectionName[] = ['annotations', 'notes', 'memberships'];

/**
 * Takes those papers out of the trash again that were worked on without whoever deleted them knowing
 * (SYNC-3): deleted here, and now work on them comes from elsewhere; or deleted elsewhere, and work on
 * them was not sent from here. To be called before anything of `merged` is written.
 */
export async function withoutRaced(
  mutations: Mutations,
  merged: Merged,
  known: (record: SyncRecord) => SyncRecord['document'] | undefined,
): Promise<Merged> {
  const worked = merged.documents.filter(isWork).flatMap((record) => paperOf(record) ?? []);
  const gone = merged.documents.filter(
    (record) =>
      record.collection === 'states' && isPresent(known(record)) && !isPresent(record.document),
  );
  if (worked.length + gone.length === 0) return merged;
  const unsent: string[] = [];
  for (const { document } of gone)
    if (await hasUnsentWork(mutations, document.id)) unsent.push(document.id);
  const back = await broughtBack(mutations, merged, { worked, unsent });
  if (back.length === 0) return merged;
  const keys = new Set(back.map(keyOf));
  // They come first: work that is written already would not be news any more after a crash.
  const documents = [...back, ...merged.documents.filter((one) => !keys.has(keyOf(one)))];
  return { ...merged, changed: documents.length, documents, kept: [...merged.kept, ...back] };
}

function isWork({ collection, document }: SyncRecord): boolean {
  return WORK.includes(collection) && isPresent(document);
}

type Raced = { readonly worked: readonly string[]; readonly unsent: readonly string[] };

async function broughtBack(
  mutations: Mutations,
  merged: Merged,
  { worked, unsent }: Raced,
): Promise<SyncRecord[]> {
  const { store, clock } = mutations.context;
  const groupOf = (ids: readonly string[]): Set<string> =>
    new Set(ids.flatMap((id) => [id, ...idsOf(mutations, id)]));
  const certain = groupOf(unsent);
  const ids = [...new Set([...certain, ...groupOf(worked)])];
  const states: Map<string, unknown> = await readMany(store.collections.states, ids);
  for (const { collection, document } of merged.documents)
    if (collection === 'states' && ids.includes(document.id)) states.set(document.id, document);
  return [...(states.values() as Iterable<StateDocument>)]
    .filter(({ id, fields }) => {
      const isOwn = deviceOf(fieldOf(fields, 'deleted')?.clock ?? ZERO_HLC) === clock.device;
      return isDeleted(fields) && (certain.has(id) || isOwn);
    })
    .map((state) => ({
      collection: 'states',
      document: { ...state, fields: withDeletion(state.fields, false, clock.next()) },
    }));
}

/** Whether something was done with a paper here that no target has. */
async function hasUnsentWork(mutations: Mutations, paperId: string): Promise<boolean> {
  const { connection, collections } = mutations.context.store;
  const ids = [...new Set([paperId, ...idsOf(mutations, paperId)])];
  const isUnsent = (collection: CollectionName, id: string): boolean =>
    connection.get('SELECT 1 FROM unsent WHERE collection = ? AND id = ?', collection, id) !==
    undefined;
  const notes = await readMany(collections.notes, ids.map(noteIdOf));
  const marks = await readWhere(collections.annotations, { paperId: { $in: ids } });
  const isNews = (collection: CollectionName, one: { id: string; fields: Fields }): boolean =>
    !isDeleted(one.fields) && isUnsent(collection, one.id);
  return (
    [...notes.values()].some((note) => isNews('notes', note)) ||
    marks.some((mark) => isNews('annotations', mark))
  );
}
