import { z } from 'zod';
import { paperId } from './paper.ts';

/** What can lie in the trash (LIB-7). */
export const trashKind = z.enum(['paper', 'annotation', 'note']);
export type TrashKind = z.infer<typeof trashKind>;

/** Days after which the trash lets a thing go. */
export const TRASH_DAYS = 90;

/** Names a thing in the trash. */
export const trashRef = z.object({ kind: trashKind, id: z.string().min(1).max(240) });
export type TrashRef = z.infer<typeof trashRef>;

/** A thing in the trash. */
export const trashItem = trashRef.extend({
  paperId: paperId.nullable(),
  /** The paper's title, or the note's first line. */
  title: z.string(),
  /** Of a mark its words, of a note its beginning; empty for a paper. */
  excerpt: z.string(),
  /** Milliseconds since the epoch. */
  deletedAt: z.number(),
});
export type TrashItem = z.infer<typeof trashItem>;

/** The trash, what was deleted last first; `total` counts what the list leaves out, too. */
export const trashList = z.object({
  revision: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  items: z.array(trashItem).max(1_000),
});
export type TrashList = z.infer<typeof trashList>;
