import type { SyncRequest } from '../../../../src-shared/contract/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of Hugging Face's first listing. */
export const FIRST_LISTING = '2023-05-04';

/** Milliseconds since the epoch as the day it is in UTC, `YYYY-MM-DD`, as the upstreams count. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier where negative. */
export function addDays(day: string, count: number): string {
  return dayOf(Date.parse(day) + count * DAY_MS);
}

/** How many days a range has, both ends in it; not positive where it ends before it begins. */
export function countDays(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/**
 * The days that a sync asks for, in the order to ask. Those that a user named are asked for as
 * they are; of weeks, months and recent days the newest comes first, and none lies ahead of `now`.
 * Undefined for what trends, which has no day.
 */
export function daysOf(request: SyncRequest, now: number): string[] | undefined {
  if ('trending' in request) return undefined;
  if ('dates' in request) return [...new Set(request.dates)];
  const today = dayOf(now);
  if ('recentDays' in request) return backFrom(today, request.recentDays);
  const days = 'week' in request ? daysOfWeek(request.week) : daysOfMonth(request.month);
  return days.filter((day) => day <= today);
}

function backFrom(day: string, count: number): string[] {
  return Array.from({ length: Math.max(0, count) }, (_, ago) => addDays(day, -ago));
}

/** Sunday first; none where the year has no such week. */
function daysOfWeek(week: string): string[] {
  const [year = 0, number = 0] = week.split('-W').map(Number);
  const monday = addDays(firstMonday(year), (number - 1) * 7);
  return monday < firstMonday(year + 1) ? backFrom(addDays(monday, 6), 7) : [];
}

/** Week 1 is the one that holds 4 January. */
function firstMonday(year: number): string {
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  return addDays(fourth, -((new Date(fourth).getUTCDay() + 6) % 7));
}

/** The last day first. */
function daysOfMonth(month: string): string[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(2000, number, 0));
  last.setUTCFullYear(year, number, 0);
  return backFrom(dayOf(last.getTime()), last.getUTCDate());
}
