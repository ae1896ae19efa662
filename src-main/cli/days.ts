import { day, type SyncRequest } from '../../src-shared/contract/index.ts';

const DAY_MS = 86_400_000;

/** Most days that one `sync` takes, and most days back that `--days` reaches: the contract's. */
export const MAX_RANGE_DAYS = 400;
export const MAX_RECENT_DAYS = 60;

/** What a sync asks for when the user names no day: today and the days that may still move. */
export const DEFAULT_RECENT_DAYS = 14;

/** The days a user named on the command line; each `YYYY-MM-DD`, checked already. */
export type DayChoice = { date?: string; from?: string; to?: string; days?: number };

export type DaysResult =
  | { ok: true; request: SyncRequest }
  | { ok: false; reason: 'several-choices' | 'to-without-from' | 'backwards' | 'too-long' };

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

/** Milliseconds since the epoch as the day it is in UTC, as the upstreams count. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function range(from: string, to: string): DaysResult {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count < 1) return { ok: false, reason: 'backwards' };
  if (count > MAX_RANGE_DAYS) return { ok: false, reason: 'too-long' };
  const start = Date.parse(from);
  const dates = Array.from({ length: count }, (_, index) => dayOf(start + index * DAY_MS));
  return { ok: true, request: { dates } };
}

/** What to ask the core for; `--from` alone reaches to today (`now` in milliseconds). */
export function chooseDays(choice: DayChoice, now: number): DaysResult {
  const { date, from, to, days } = choice;
  const ranged = from !== undefined || to !== undefined;
  const choices = [date !== undefined, ranged, days !== undefined].filter(Boolean).length;
  if (choices > 1) return { ok: false, reason: 'several-choices' };
  if (date !== undefined) return { ok: true, request: { dates: [date] } };
  if (!ranged) return { ok: true, request: { recentDays: days ?? DEFAULT_RECENT_DAYS } };
  if (from === undefined) return { ok: false, reason: 'to-without-from' };
  return range(from, to ?? dayOf(now));
}
