import { idsOf, type Mutations } from '../../library/index.ts';
import {
  type CollectionName,
  deviceOf,
  fieldOf,
  hasNews,
  isDeleted,
  isNewsAmong,
  noteIdOf,
  readMany,
  readWhere,
  type UserDocument,
  withDeletion,
  ZERO_HLC,
} from '../../store/index.ts';
import { isPresent, keyOf, type Merged } from '../merge-record.ts';
import type { SyncRecord } from '../record.ts';
import { paperOf } from './paper-of.ts';

/** What the user does with a paper, in documents of their own. */
const WORK: readonly CollectionName[] = ['annotations', 'notes', 'memberships'];

/** What can be deleted while others work on it: papers, by what the user says of them, and collections. */
type Whole = 'states' | 'collections';
const WHOLES: readonly Whole[] = ['states', 'collections'];

/**
 * Takes those papers and collections out of the trash again that were worked on without whoever
 * deleted them knowing (SYNC-3); what is done with them stands in documents of their own, of which
 * their deletion does not speak. Either they were deleted here, and work on them comes from elsewhere;
 * or they were deleted elsewhere, and work on them was not sent from here. To be called before
 * anything of `merged` is written.
 */
export async function withoutRaced(
  mutations: Mutations,
  merged: Merged,
  known: (record: SyncRecord) => SyncRecord['document'] | undefined,
): Promise<Merged> {
  const back: SyncRecord[] = [];
  for (const whole of WHOLES) {
    const worked = merged.documents.filter(isWork).flatMap((one) => subjectOf(whole, one) ?? []);
    const gone = merged.documents.filter(
      (one) => one.collection === whole && isPresent(known(one)) && !isPresent(one.document),
    );
    if (worked.length + gone.length === 0) continue;
    const unsent: string[] = [];
    for (const { document } of gone)
      if (await hasUnsentWork(mutations, whole, document.id)) unsent.push(document.id);
    back.push(...(await broughtBack(mutations, merged, { whole, worked, unsent })));
  }
  if (back.length === 0) return merged;
  const keys = new Set(back.map(keyOf));
  // They come first: work that is written already would not be news any more after a crash.
  const documents = [...back, ...merged.documents.filter((one) => !keys.has(keyOf(one)))];
  return { ...merged, changed: documents.length, documents, kept: [...merged.kept, ...back] };
}

function isWork({ collection, document }: SyncRecord): boolean {
  return WORK.includes(collection) && isPresent(document);
}

function subjectOf(whole: Whole, record: SyncRecord): string | null {
  if (whole === 'states') return paperOf(record);
  const { collectionId } = record.document;
  return typeof collectionId === 'string' ? collectionId : null;
}

type Raced = {
  readonly whole: Whole;
  /** Ids of those on which work came. */
  readonly worked: readonly string[];
  /** Ids of those on which work was not sent. */
  readonly unsent: readonly string[];
};

async function broughtBack(
  mutations: Mutations,
  merged: Merged,
  { whole, worked, unsent }: Raced,
): Promise<SyncRecord[]> {
  const { store, clock } = mutations.context;
  const groupOf = (ids: readonly string[]): Set<string> =>
    new Set(ids.flatMap((id) => allIdsOf(mutations, whole, id)));
  const certain = groupOf(unsent);
  const ids = new Set([...certain, ...groupOf(worked)]);
  const documents = new Map<string, UserDocument>(
    await readMany<UserDocument>(store.collections[whole], [...ids]),
  );
  for (const { collection, document } of merged.documents)
    if (collection === whole && ids.has(document.id))
      documents.set(document.id, document as unknown as UserDocument);
  return [...documents.values()]
    .filter(({ id, fields }) => {
      const isOwn = deviceOf(fieldOf(fields, 'deleted')?.clock ?? ZERO_HLC) === clock.device;
      return isDeleted(fields) && (certain.has(id) || isOwn);
    })
    .map((one) => ({
      collection: whole,
      document: { ...one, fields: withDeletion(one.fields, false, clock.next()) },
    }));
}

/** A paper goes by several ids. */
function allIdsOf(mutations: Mutations, whole: Whole, id: string): string[] {
  return whole === 'states' ? [...new Set([id, ...idsOf(mutations, id)])] : [id];
}

/** Whether something was done with a paper or a collection here that was never sent. */
async function hasUnsentWork(mutations: Mutations, whole: Whole, id: string): Promise<boolean> {
  const { connection, collections } = mutations.context.store;
  if (!hasNews(connection)) return false;
  const ids = allIdsOf(mutations, whole, id);
  const works: [CollectionName, UserDocument[]][] =
    whole === 'states'
      ? [
          ['notes', [...(await readMany(collections.notes, ids.map(noteIdOf))).values()]],
          ['annotations', await readWhere(collections.annotations, { paperId: { $in: ids } })],
          ['memberships', await readWhere(collections.memberships, { paperId: { $in: ids } })],
        ]
      : [['memberships', await readWhere(collections.memberships, { collectionId: { $in: ids } })]];
  const present = works.flatMap(([collection, some]) =>
    some.filter(({ fields }) => !isDeleted(fields)).map((one) => ({ collection, id: one.id })),
  );
  return isNewsAmong(connection, present);
}
