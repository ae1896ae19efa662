import { z } from 'zod';
import { day, paperRow, readStatus } from './paper.ts';

/**
 * Which papers a view holds. `latest` is the newest featured day that this machine knows, so that
 * "Today" is never empty only because it is Sunday or offline; `week` is the seven days up to it.
 */
export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latest') }),
  z.object({ kind: z.literal('week') }),
  z.object({ kind: z.literal('day'), day }),
  /** Hugging Face's trending list as it was last read, in its order. */
  z.object({ kind: z.literal('trending') }),
  /** Added by the user: by arXiv id, from a search, from a subscription, from a file. */
  z.object({ kind: z.literal('unlisted') }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('status'), status: readStatus }),
  z.object({ kind: z.literal('starred') }),
  z.object({ kind: z.literal('highlights') }),
  z.object({ kind: z.literal('notes') }),
]);
export type Scope = z.infer<typeof scope>;

/** Within each featured day; `newest` orders by the day the paper was published. */
export const sortOrder = z.enum(['upvotes', 'newest', 'title']);
export type SortOrder = z.infer<typeof sortOrder>;

/** Filters that a row must pass, all of them. */
export const rowFilter = z.enum(['unread', 'offline']);
export type RowFilter = z.infer<typeof rowFilter>;

export const viewRequest = z.object({
  scope,
  sort: sortOrder,
  filters: z.array(rowFilter).max(8),
});
export type ViewRequest = z.infer<typeof viewRequest>;

/** An ordered list of papers that the core keeps; rows are asked for by window. */
export const view = z.object({
  viewId: z.string(),
  revision: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  /** Stretches of rows that share a featured day, in order; null for papers never featured. */
  groups: z.array(
    z.object({
      day: day.nullable(),
      start: z.number().int().nonnegative(),
      count: z.number().int().positive(),
    }),
  ),
});
export type View = z.infer<typeof view>;

/** Most rows that one window may ask for. */
export const MAX_WINDOW_ROWS = 200;

export const windowRequest = z.object({
  viewId: z.string(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().positive().max(MAX_WINDOW_ROWS),
});

/** `view-gone`: the core restarted or let the view go; open it again. */
export const windowResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    revision: z.number().int().nonnegative(),
    rows: z.array(paperRow),
  }),
  z.object({ ok: z.literal(false), reason: z.literal('view-gone') }),
]);
export type WindowResult = z.infer<typeof windowResult>;

/** Numbers beside the sidebar's entries; maintained, never counted over the library. */
export const counts = z.object({
  revision: z.number().int().nonnegative(),
  latestDay: day.nullable(),
  latest: z.number().int().nonnegative(),
  week: z.number().int().nonnegative(),
  all: z.number().int().nonnegative(),
  starred: z.number().int().nonnegative(),
  reading: z.number().int().nonnegative(),
  unread: z.number().int().nonnegative(),
  /** Papers that carry a highlight. */
  highlights: z.number().int().nonnegative(),
  notes: z.number().int().nonnegative(),
  pdfsStored: z.number().int().nonnegative(),
  trending: z.number().int().nonnegative(),
  unlisted: z.number().int().nonnegative(),
  /** Things in the trash, of any kind. */
  trash: z.number().int().nonnegative(),
});
export type Counts = z.infer<typeof counts>;

/** The command line's `list`. */
export const listRequest = z.object({
  limit: z.number().int().positive().max(100_000).default(50),
  offset: z.number().int().nonnegative().default(0),
  sort: sortOrder.default('upvotes'),
  date: day.optional(),
  status: readStatus.optional(),
});
export type ListRequest = z.infer<typeof listRequest>;
