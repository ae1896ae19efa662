import { z } from 'zod';
import { day, paperId, paperRow, readStatus, tag } from './paper.ts';
import { MOST_TYPED, queryProblem, searchHit } from './search.ts';

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
  /** Papers that are to be read, in the order of the user's hand (COLL-2). */
  z.object({ kind: z.literal('reading-list') }),
  /** `nested`: with the papers of the collections in it. */
  z.object({ kind: z.literal('collection'), id: z.string().max(80), nested: z.boolean() }),
  z.object({ kind: z.literal('tag'), tag }),
]);
export type Scope = z.infer<typeof scope>;

/**
 * `newest` orders by the day of publication, `added` and `last-read` by those times; `relevance` by
 * how well a query is met; `manual` is the order of a collection or of the reading list.
 */
export const sortOrder = z.enum([
  'upvotes',
  'newest',
  'title',
  'added',
  'last-read',
  'relevance',
  'manual',
]);
export type SortOrder = z.infer<typeof sortOrder>;

/** Filters that a row must pass, all of them. */
export const rowFilter = z.enum(['unread', 'offline', 'starred', 'highlights', 'notes']);
export type RowFilter = z.infer<typeof rowFilter>;

export const viewRequest = z.object({
  scope,
  sort: sortOrder,
  filters: z.array(rowFilter).max(8),
  /** Whether rows stand under their featured days; `added`, `last-read`, `relevance` and `manual` never do. */
  grouped: z.boolean().default(true),
  /** Narrows the scope to what a query finds (FIND-2); empty for all of it. */
  query: z.string().max(MOST_TYPED).default(''),
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
  /** What makes no sense in the query; the list is empty then. */
  problems: z.array(queryProblem),
  /** Words that were found under another spelling, each with the one that was found. */
  corrected: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type View = z.infer<typeof view>;

/** Most rows that one window may ask for. */
export const MAX_WINDOW_ROWS = 200;

/** `hit`: where the query was met; null without a query. */
export const foundRow = paperRow.extend({ hit: searchHit.nullable() });
export type FoundRow = z.infer<typeof foundRow>;

/** `first`: how many rows of a list that was searched for are to come with it. */
export const openRequest = viewRequest.extend({
  first: z.number().int().nonnegative().max(MAX_WINDOW_ROWS).default(0),
});
export type OpenRequest = z.infer<typeof openRequest>;
export const openResult = view.extend({ rows: z.array(foundRow) });

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
    rows: z.array(foundRow),
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
  /** Papers that have a note. */
  notes: z.number().int().nonnegative(),
  /** Notes that belong to no paper. */
  freeNotes: z.number().int().nonnegative(),
  pdfsStored: z.number().int().nonnegative(),
  trending: z.number().int().nonnegative(),
  unlisted: z.number().int().nonnegative(),
  readingList: z.number().int().nonnegative(),
  /** Things in the trash, of any kind. */
  trash: z.number().int().nonnegative(),
});
export type Counts = z.infer<typeof counts>;

/** Where a paper stands in a view; `row` null where it does not. */
export const locateResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), row: z.number().int().nonnegative().nullable() }),
  z.object({ ok: z.literal(false), reason: z.literal('view-gone') }),
]);

/** Most ids of one answer. */
export const MAX_IDS = 10_000;

/** Ids of the papers in rows `offset` to `offset + limit` of a view, for acts on a selection. */
export const idsResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), ids: z.array(paperId) }),
  z.object({ ok: z.literal(false), reason: z.literal('view-gone') }),
]);

/** Every tag that a paper bears, and how many do. */
export const tagCounts = z.array(z.object({ tag, papers: z.number().int().positive() }));
export type TagCounts = z.infer<typeof tagCounts>;

/** Papers that may be the same (LIB-5), most certain first; each group has two or more. */
export const duplicateGroups = z.array(
  z.object({
    /** What they have in common. */
    reason: z.enum(['doi', 'file', 'title']),
    papers: z
      .array(
        paperRow.extend({
          arxivId: z.string().nullable(),
          addedAt: z.number().nullable(),
          collections: z.number().int().nonnegative(),
        }),
      )
      .min(2),
  }),
);
export type DuplicateGroups = z.infer<typeof duplicateGroups>;

/** What was read (LIB-6). Seconds are of all machines; a paper is read on the day it was said to be. */
export const statistics = z.object({
  days: z.array(
    z.object({
      day,
      read: z.number().int().nonnegative(),
      seconds: z.number().nonnegative(),
    }),
  ),
  /** The user's tags, their collections, arXiv's categories; the most read first. */
  topics: z.array(
    z.object({
      kind: z.enum(['tag', 'collection', 'category', 'keyword']),
      topic: z.string(),
      papers: z.number().int().nonnegative(),
      read: z.number().int().nonnegative(),
      seconds: z.number().nonnegative(),
    }),
  ),
  read: z.number().int().nonnegative(),
  seconds: z.number().nonnegative(),
  /** Days in a row, up to today or yesterday, on which something was read. */
  streak: z.number().int().nonnegative(),
});
export type Statistics = z.infer<typeof statistics>;

/** The command line's `list`. */
export const listRequest = z.object({
  limit: z.number().int().positive().max(100_000).default(50),
  offset: z.number().int().nonnegative().default(0),
  sort: sortOrder.default('upvotes'),
  date: day.optional(),
  status: readStatus.optional(),
  /** Name or id of a collection; a name may be a path, `Parent/Child`. */
  collection: z.string().max(500).optional(),
});
export type ListRequest = z.infer<typeof listRequest>;
