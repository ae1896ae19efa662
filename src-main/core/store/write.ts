import type { RxCollection } from 'rxdb/plugins/core';

type Keyed = { readonly id: string };

/** The document with this id, frozen, or undefined. */
export async function readOne<T extends Keyed>(
  collection: RxCollection<T>,
  id: string,
): Promise<T | undefined> {
  const found = await collection.findOne(id).exec();
  return found ? (found.toJSON() as T) : undefined;
}

/** The documents with these ids by id; unknown ids are left out. */
export async function readMany<T extends Keyed>(
  collection: RxCollection<T>,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const found = await collection.findByIds([...ids]).exec();
  return new Map([...found].map(([id, document]) => [id, document.toJSON() as T]));
}

/**
 * The same past RxDB's own memory of documents, which would keep all of them: for going through many
 * once.
 */
export async function readStored<T extends Keyed>(
  collection: RxCollection<T>,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const found = await collection.internalStorageInstance.findDocumentsById([...ids], false);
  return new Map(
    found.map(({ _rev, _meta, _deleted, _attachments, ...document }) => {
      const plain = document as unknown as T;
      return [plain.id, plain];
    }),
  );
}

/** All documents that match, in no particular order. */
export async function readWhere<T extends Keyed>(
  collection: RxCollection<T>,
  selector: Record<string, unknown>,
): Promise<T[]> {
  const found = await collection.find({ selector: selector as never }).exec();
  return found.map((document) => document.toJSON() as T);
}

/**
 * Puts documents in place of those with their ids; durable when it resolves. Callers change one
 * document by one path only and one after the other, so there is no conflict to resolve.
 */
export async function putMany<T extends Keyed>(
  collection: RxCollection<T>,
  documents: readonly T[],
): Promise<void> {
  const known = await collection.findByIds(documents.map(({ id }) => id)).exec();
  const added = documents.filter(({ id }) => !known.has(id));
  const changed = documents.filter(({ id }) => known.has(id));
  if (added.length > 0) await insert(collection, added);
  await Promise.all(
    changed.map((document) =>
      known.get(document.id)?.incrementalModify(() => structuredClone(document) as never),
    ),
  );
}

async function insert<T extends Keyed>(
  collection: RxCollection<T>,
  documents: readonly T[],
): Promise<void> {
  const result = await collection.bulkInsert(documents.map((one) => structuredClone(one)) as T[]);
  const failed = result.error[0];
  if (failed) throw new Error(`could not store ${failed.documentId}`, { cause: failed });
}

/**
 * Puts documents as one mutation's, or, where `by` is empty, as a part of one that is not its last.
 * They are not all one transaction: only what is written last says that the mutation was done.
 */
export async function putAs<T extends Keyed & { readonly by: string }>(
  collection: RxCollection<T>,
  documents: readonly T[],
  by: string,
): Promise<void> {
  const first = by === '' ? documents : documents.slice(0, -1);
  const last = documents.slice(first.length);
  if (first.length > 0)
    await putMany(
      collection,
      first.map((one) => ({ ...one, by: '' })),
    );
  if (last.length > 0)
    await putMany(
      collection,
      last.map((one) => ({ ...one, by })),
    );
}

/** Puts one document in place of the one with its id. */
export async function putOne<T extends Keyed>(
  collection: RxCollection<T>,
  document: T,
): Promise<void> {
  await putMany(collection, [document]);
}

/** Does one thing after the other, in the order asked, whatever becomes of each. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything asked for so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
