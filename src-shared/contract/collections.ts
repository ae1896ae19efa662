import { z } from 'zod';

/** Random, made by the client so that a repeated send is the same collection. */
export const collectionId = z.uuid();

export const collectionName = z.string().trim().min(1).max(200);

/** Most levels of collections in collections. */
export const MAX_COLLECTION_DEPTH = 32;

/** A collection; the list has parents before children, siblings in the order of the user's hand. */
export const collection = z.object({
  id: collectionId,
  name: collectionName,
  /** The collection that it is in; null at the top. */
  parent: collectionId.nullable(),
  /** Papers in it, and with those of the collections in it, each counted once. */
  papers: z.number().int().nonnegative(),
  nested: z.number().int().nonnegative(),
});
export type Collection = z.infer<typeof collection>;

/** A place among siblings: in front of one, or null for the end. */
export const placeBefore = z.string().max(160).nullable();

/** `circle`: it would be in itself; `too-deep`: beyond `MAX_COLLECTION_DEPTH`. */
export const collectionResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), revision: z.number().int().nonnegative() }),
  z.object({ ok: z.literal(false), reason: z.enum(['not-found', 'circle', 'too-deep']) }),
]);
export type CollectionResult = z.infer<typeof collectionResult>;
