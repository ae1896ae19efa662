/** A date as a page shows it. `year` null: left out, which means the year of capture. */
export type ShownDate = {
  readonly month: number;
  readonly day: number;
  readonly year: number | null;
  /** What stands after the date of a paper; null where nothing does. */
  readonly comments: number | null;
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const SHOWN =
  /^(?:published on )?([a-z]{3})[a-z]{0,6}\.? (\d{1,2})(?:, ?(\d{4}))?(?: (\d{1,6}))?$/i;
const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Reads `Apr 7`, `Apr 7 3`, `Dec 19, 2025 7` or `2026-04-15`; undefined where it is no date. */
export function readShownDate(text: string): ShownDate | undefined {
  if (text.length > 48) return undefined;
  const iso = ISO.exec(text);
  if (iso) return checked(Number(iso[2]), Number(iso[3]), Number(iso[1]), null);
  const shown = SHOWN.exec(text);
  if (!shown) return undefined;
  const month = MONTHS.indexOf(shown[1]!.toLowerCase()) + 1;
  return checked(month, Number(shown[2]), toNumber(shown[3]), toNumber(shown[4]));
}

/** `YYYY-MM-DD`, or null where there is no such day. */
export function toIsoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function checked(
  month: number,
  day: number,
  year: number | null,
  comments: number | null,
): ShownDate | undefined {
  // 2024 was a leap year: without a year, February 29 may be meant.
  if (month === 0 || toIsoDay(year ?? 2024, month, day) === null) return undefined;
  return { month, day, year, comments };
}

function toNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}
