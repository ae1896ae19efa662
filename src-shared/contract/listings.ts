import { z } from 'zod';
import { day, paperId } from './paper.ts';
import { upstreamFailure, upstreamHealth } from './upstream.ts';

/** What a sync of listings did (CLI-4). `message` is filled by whoever shows it. */
export const syncReport = z.object({
  /** Trending has the day on which it was asked for. */
  days: z.array(
    z.object({
      date: day,
      papers: z.number().int(),
      new: z.number().int(),
      changed: z.number().int(),
    }),
  ),
  failures: z.array(z.object({ date: day, failure: upstreamFailure })),
});
export type SyncReport = z.infer<typeof syncReport>;

/** An ISO week, `2026-W23`. */
export const isoWeek = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);

/** A calendar month, `2026-06`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Most days that one sync takes; a longer range is for a backfill. */
export const MAX_SYNC_DAYS = 400;

/** A range has both ends in it. */
export const syncRequest = z.union([
  z.object({ dates: z.array(day).min(1).max(MAX_SYNC_DAYS) }),
  z.object({ recentDays: z.number().int().min(1).max(60) }),
  z.object({ week: isoWeek }),
  z.object({ month }),
  z.object({ trending: z.literal(true) }),
]);
export type SyncRequest = z.infer<typeof syncRequest>;

/** Days that are brought in the background, newest first (LIST-1). */
export const backfill = z.object({
  id: z.string(),
  /** Both ends are in it. */
  from: day,
  to: day,
  /**
   * `queued`: its turn comes after another's; `waiting`: an upstream asked us to wait, or cannot be
   * reached; it goes on by itself.
   */
  state: z.enum(['queued', 'running', 'waiting', 'paused', 'done', 'cancelled']),
  done: z.number().int().nonnegative(),
  total: z.number().int().positive(),
  /** Papers that it brought so far, and how many of them the library did not have. */
  papers: z.number().int().nonnegative(),
  new: z.number().int().nonnegative(),
  /** The day that is next, or null at the end. */
  next: day.nullable(),
  /** Why it waits. */
  failure: upstreamFailure.nullable(),
  /** Days that the upstream refused by themselves, which were passed over. */
  skipped: z.array(z.object({ date: day, failure: upstreamFailure })),
});
export type Backfill = z.infer<typeof backfill>;

/** What the listings are doing now; the status bar shows it. */
export const listingsStatus = z.object({
  state: z.enum(['idle', 'syncing', 'waiting']),
  /** The day being fetched. */
  day: day.nullable(),
  done: z.number().int(),
  total: z.number().int(),
  /** Milliseconds since the epoch of the last sync that brought every day asked for. */
  syncedAt: z.number().nullable(),
  /** The last failure, until a sync succeeds. */
  failure: upstreamFailure.nullable(),
  /** Those that are not over, and the last ten that are, newest first. */
  backfills: z.array(backfill),
  /** Every connection to an upstream. */
  upstreams: z.array(upstreamHealth),
  /** Subscribed arXiv categories and how far each was read. */
  categories: z.array(
    z.object({
      category: z.string(),
      /** Milliseconds since the epoch of the last answer that was taken in whole. */
      readAt: z.number().nullable(),
      failure: upstreamFailure.nullable(),
    }),
  ),
});
export type ListingsStatus = z.infer<typeof listingsStatus>;

/** `bad-range`: ends before it begins, lies in the future, or before the first listing (2023-05-04). */
export const backfillResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), backfill }),
  z.object({ ok: z.literal(false), reason: z.enum(['bad-range', 'not-found']) }),
]);
export type BackfillResult = z.infer<typeof backfillResult>;

/** `bad-id`: neither an arXiv id nor a URL of one; `not-found`: arXiv does not know it. */
export const addResult = z.union([
  z.object({ ok: z.literal(true), id: paperId, isNew: z.boolean() }),
  z.object({ ok: z.literal(false), reason: z.literal('bad-id') }),
  z.object({ ok: z.literal(false), reason: z.literal('upstream'), failure: upstreamFailure }),
]);
export type AddResult = z.infer<typeof addResult>;

/** What asking upstream for a paper's details came to; `asked` false: they are of today already. */
export const refreshResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), asked: z.boolean(), changed: z.boolean() }),
  z.object({ ok: z.literal(false), failure: upstreamFailure }),
]);
export type RefreshResult = z.infer<typeof refreshResult>;
