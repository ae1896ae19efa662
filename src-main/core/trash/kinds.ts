import type { EventKind, TrashKind } from '../../../src-shared/contract/index.ts';
import type { Mutations } from '../library/index.ts';
import { type Fields, putAs, readMany, type UserDocument } from '../store/index.ts';

/** The documents of one kind of thing that can lie in the trash. */
export type TrashableDocuments = {
  readonly event: EventKind;
  read(ids: readonly string[]): Promise<Map<string, UserDocument>>;
  /** Stores other fields for documents that were read. */
  write(changed: readonly { before: UserDocument; fields: Fields; by: string }[]): Promise<void>;
  /** Which of the collections they are. */
  readonly collection: 'states' | 'annotations' | 'notes';
  /** The paper that a document belongs to, null for a free note. */
  paperOf(document: UserDocument): string | null;
};

/** The kinds of things that can lie in the trash, each with its documents. */
export function trashableKinds({
  context,
}: Pick<Mutations, 'context'>): Record<TrashKind, TrashableDocuments> {
  const { states, annotations, notes } = context.store.collections;
  const of = <T extends UserDocument>(
    event: EventKind,
    name: TrashableDocuments['collection'],
    collection: Parameters<typeof readMany<T>>[0],
    paperOf: (document: T) => string | null,
  ): TrashableDocuments => ({
    event,
    collection: name,
    read: (ids) => readMany(collection, ids),
    write: (changed) =>
      putAs(
        collection,
        changed.map(({ before, fields, by }) => ({ ...(before as T), fields, by })),
        changed.at(-1)?.by ?? '',
      ),
    paperOf: (document) => paperOf(document as T),
  });
  return {
    paper: of('papers', 'states', states, ({ id }) => id),
    annotation: of('annotations', 'annotations', annotations, ({ paperId }) => paperId),
    note: of('notes', 'notes', notes, ({ paperId }) => paperId),
  };
}
