import { type ShownDate, toIsoDay } from './dates.ts';

/** The listings exist since May 2023: no page was captured before. */
const FIRST_YEAR = 2023;
/** So many papers of one year tell that the next year, which shows none as such, is the present. */
const MIN_WITNESSES = 3;

/** When a page was captured, as far as it can be known. */
export type Capture = { readonly year: number | null; readonly day: string | null };

/** What a page says about its time. */
type Evidence = {
  /** The date in the page's head. */
  readonly head: ShownDate | undefined;
  /** The dates of its papers. */
  readonly dates: readonly ShownDate[];
  /** The file's name, which may hold a day. */
  readonly name: string;
  /** A day on which the file was there already, `YYYY-MM-DD`, where known. */
  readonly savedOn: string | null;
};

/**
 * The day and year of capture. A year is left out of a date exactly when it is the year of capture:
 * so a year that is shown is not that year, and papers are never later than the page.
 */
export function findCapture(evidence: Evidence): Capture {
  const { head, name } = evidence;
  const named = dayIn(name);
  if (!head) {
    const year = named ? Number(named.slice(0, 4)) : inferYear(evidence);
    return { year, day: named };
  }
  const year = head.year ?? yearOfNamed(named, head) ?? inferYear(evidence);
  return { year, day: year === null ? null : toIsoDay(year, head.month, head.day) };
}

/** The day of a paper; null where its year cannot be known, or it would be later than the page. */
export function resolveDay(date: ShownDate, capture: Capture): string | null {
  const year = date.year ?? capture.year;
  if (year === null) return null;
  const day = toIsoDay(year, date.month, date.day);
  if (day === null || capture.day === null) return day;
  return day > dayAfter(capture.day) ? null : day;
}

/** Of the years that are possible, the only one, or the earliest where there are witnesses. */
function inferYear(evidence: Evidence): number | null {
  const years = evidence.dates.map((date) => date.year).filter((year) => year !== null);
  const newest = years.reduce((a, b) => Math.max(a, b), 0);
  const earliest = Math.max(newest + 1, FIRST_YEAR);
  const latest = latestYear(evidence);
  if (latest !== null && latest < earliest) return null;
  if (latest === earliest) return latest;
  const witnesses = years.filter((year) => year === earliest - 1).length;
  return witnesses >= MIN_WITNESSES ? earliest : null;
}

function latestYear({ head, savedOn }: Evidence): number | null {
  if (savedOn === null) return null;
  const year = Number(savedOn.slice(0, 4));
  const shown = head ? toIsoDay(year, head.month, head.day) : savedOn;
  return shown !== null && shown <= dayAfter(savedOn) ? year : year - 1;
}

function yearOfNamed(named: string | null, head: ShownDate): number | null {
  if (!named) return null;
  const year = Number(named.slice(0, 4));
  return toIsoDay(year, head.month, head.day) === named ? year : null;
}

function dayIn(name: string): string | null {
  const found = /(?<![\da-z])(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?![\da-z])/i.exec(name.slice(-255));
  return found && toIsoDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** Time zones: what is tomorrow here may be today there. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
