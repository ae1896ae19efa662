import type { Statistics } from '../../src-shared/contract/index.ts';

/** What is shown of a day: papers that were read, or seconds. */
export type Measure = 'read' | 'seconds';

/** A stretch of days with what was read in it. */
export type Stretch = { readonly from: string; readonly read: number; readonly seconds: number };

/** Weeks that the calendar shows, this one included. */
export const WEEKS = 53;
const DAYS_OF_WEEK = 7;
const DAY_MS = 86_400_000;

const numberOf = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The Monday of a day's week; the first day of 1970 was a Thursday. */
const mondayOf = (number: number): number => number - ((number + 3) % DAYS_OF_WEEK);

/** The first day that the calendar shows: a Monday, a year ago. */
export const firstDayOf = (today: string): string =>
  dayOf(mondayOf(numberOf(today)) - (WEEKS - 1) * DAYS_OF_WEEK);

type Days = Statistics['days'];

function byDay(days: Days): (number: number) => Stretch {
  const known = new Map(days.map((one) => [one.day, one]));
  return (number) => {
    const from = dayOf(number);
    const { read, seconds } = known.get(from) ?? { read: 0, seconds: 0 };
    return { from, read, seconds };
  };
}

/** The calendar by weekdays, Monday first, each with its days from week to week; null: to come. */
export function calendarOf(days: Days, today: string): (Stretch | null)[][] {
  const first = numberOf(firstDayOf(today));
  const last = numberOf(today);
  const at = byDay(days);
  return Array.from({ length: DAYS_OF_WEEK }, (_weekday, row) =>
    Array.from({ length: WEEKS }, (_week, column) => {
      const number = first + column * DAYS_OF_WEEK + row;
      return number > last ? null : at(number);
    }),
  );
}

/** The last days, or weeks by their Mondays, up to now. */
export function courseOf(
  days: Days,
  today: string,
  period: 'day' | 'week',
  count: number,
): Stretch[] {
  const at = byDay(days);
  const last = numberOf(today);
  if (period === 'day') return Array.from({ length: count }, (_, i) => at(last - count + 1 + i));
  const monday = mondayOf(last);
  return Array.from({ length: count }, (_, i) => {
    const from = monday - (count - 1 - i) * DAYS_OF_WEEK;
    const week = Array.from({ length: DAYS_OF_WEEK }, (_day, step) => at(from + step));
    const sum = (measure: Measure) => week.reduce((all, one) => all + one[measure], 0);
    return { from: dayOf(from), read: sum('read'), seconds: sum('seconds') };
  });
}

/** The most of a measure, for the scale; at least 1. */
export const mostOf = (stretches: readonly (Stretch | null)[], measure: Measure): number =>
  stretches.reduce((most, one) => Math.max(most, one?.[measure] ?? 0), 1);

/** How much something is of the most, in five steps; 0 only where there is nothing. */
export const levelOf = (value: number, most: number): number =>
  value <= 0 ? 0 : Math.min(4, Math.ceil((4 * value) / most));

/** The months over the calendar: in which column each begins. */
export function monthsOf(today: string): { readonly column: number; readonly day: string }[] {
  const first = numberOf(firstDayOf(today));
  const mondays = Array.from({ length: WEEKS }, (_, week) => dayOf(first + week * DAYS_OF_WEEK));
  return mondays
    .map((day, column) => ({ column, day }))
    .filter(
      ({ column, day }) => column > 0 && day.slice(0, 7) !== mondays[column - 1]?.slice(0, 7),
    );
}
