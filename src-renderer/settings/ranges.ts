/** The day of the first listing at Hugging Face. */
export const FIRST_LISTING = '2023-05-04';

/** Days from the first to the last, `YYYY-MM-DD`; both are in it. */
export type DayRange = { readonly from: string; readonly to: string };

export type QuickRange = 'lastMonth' | 'thisYear' | 'everything';

/** Why a range cannot be asked for. */
export type RangeProblem = 'missing' | 'order' | 'early' | 'future';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Today as the upstreams count days, which is in UTC; `now` in milliseconds. */
export const todayOf = (now: number): string => dayOf(now);

/** How many days a range has. */
export const daysIn = ({ from, to }: DayRange): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** A range that people ask for. */
export function quickRange(kind: QuickRange, today: string): DayRange {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (kind === 'everything') return { from: FIRST_LISTING, to: today };
  if (kind === 'thisYear') return bounded({ from: `${year}-01-01`, to: today });
  return bounded({
    from: dayOf(Date.UTC(year, month - 2, 1)),
    to: dayOf(Date.UTC(year, month - 1, 0)),
  });
}

function bounded({ from, to }: DayRange): DayRange {
  return { from: from < FIRST_LISTING ? FIRST_LISTING : from, to };
}

/** Why a range cannot be asked for, or null where it can. */
export function problemOf({ from, to }: DayRange, today: string): RangeProblem | null {
  if (!DAY.test(from) || !DAY.test(to)) return 'missing';
  if (from > to) return 'order';
  if (from < FIRST_LISTING) return 'early';
  return to > today ? 'future' : null;
}
