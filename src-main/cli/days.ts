import { day, type SyncRequest } from '../../src-shared/contract/index.ts';

const DAY_MS = 86_400_000;

/** Most days that one `sync` takes, and most days back that `--days` reaches: the contract's. */
export const MAX_RANGE_DAYS = 400;
export const MAX_RECENT_DAYS = 60;

/** What a sync asks for when the user names no day: today and the days that may still move. */
export const DEFAULT_RECENT_DAYS = 14;

/** What a user named on the command line; days are `YYYY-MM-DD`, all is checked already. */
export type DayChoice = {
  date?: string;
  from?: string;
  to?: string;
  days?: number;
  week?: string;
  month?: string;
  trending?: boolean;
  categories?: boolean;
  background?: boolean;
};

/** What to do: sync now, bring a range in the background, or read arXiv's categories. */
export type Chosen =
  | { kind: 'sync'; request: SyncRequest }
  | { kind: 'backfill'; from: string; to: string }
  | { kind: 'categories' };

export type DaysResult =
  | { ok: true; chosen: Chosen }
  | {
      ok: false;
      reason:
        | 'several-choices'
        | 'to-without-from'
        | 'backwards'
        | 'too-long'
        | 'background-without-range';
    };

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

/** Milliseconds since the epoch as the day it is in UTC, as the upstreams count. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function range(from: string, to: string, background: boolean): DaysResult {
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count < 1) return { ok: false, reason: 'backwards' };
  if (background) return { ok: true, chosen: { kind: 'backfill', from, to } };
  if (count > MAX_RANGE_DAYS) return { ok: false, reason: 'too-long' };
  const start = Date.parse(from);
  return now({ dates: Array.from({ length: count }, (_, index) => dayOf(start + index * DAY_MS)) });
}

function now(request: SyncRequest): DaysResult {
  return { ok: true, chosen: { kind: 'sync', request } };
}

/** What to ask the core for; `--from` alone reaches to today (`at` in milliseconds). */
export function chooseDays(choice: DayChoice, at: number): DaysResult {
  const { date, from, to, days, week, month, trending, categories, background = false } = choice;
  const ranged = from !== undefined || to !== undefined ? true : undefined;
  const named = [date, ranged, days, week, month, trending, categories];
  if (named.filter((each) => each !== undefined).length > 1)
    return { ok: false, reason: 'several-choices' };
  if (background && !ranged) return { ok: false, reason: 'background-without-range' };
  if (ranged && from === undefined) return { ok: false, reason: 'to-without-from' };
  if (from !== undefined) return range(from, to ?? dayOf(at), background);
  if (categories) return { ok: true, chosen: { kind: 'categories' } };
  if (date !== undefined) return now({ dates: [date] });
  if (week !== undefined) return now({ week });
  if (month !== undefined) return now({ month });
  return now(trending ? { trending } : { recentDays: days ?? DEFAULT_RECENT_DAYS });
}
