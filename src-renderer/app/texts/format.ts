import { timeTexts } from './en/time.ts';
import type { Language } from './language.ts';

/** Days and times as they are written where the language is spoken; numbers follow the language. */
const LOCALES = {
  en: { dates: 'en-GB', numbers: 'en' },
  de: { dates: 'de-DE', numbers: 'de-DE' },
} as const satisfies Readonly<Record<Language, { dates: string; numbers: string }>>;

function makeFormats(language: Language, words: typeof timeTexts) {
  const { dates, numbers } = LOCALES[language];
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(dates, options);
  const ofDays = { timeZone: 'UTC' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return {
    words,
    weekday: date({ weekday: 'long', ...ofDays }),
    shortWeekday: date({ weekday: 'short', ...ofDays }),
    longDate: date({ day: 'numeric', month: 'long', year: 'numeric', ...ofDays }),
    shortDate: date({ day: 'numeric', month: 'short', year: 'numeric', ...ofDays }),
    dayMonth: date({ day: 'numeric', month: 'long', ...ofDays }),
    shortMonth: date({ month: 'short', ...ofDays }),
    clock: date(time),
    clockDate: date({ day: 'numeric', month: 'long', ...time }),
    number: new Intl.NumberFormat(numbers),
    oneDecimal: new Intl.NumberFormat(numbers, { maximumFractionDigits: 1 }),
    list: new Intl.ListFormat(numbers, { type: 'conjunction' }),
    plural: new Intl.PluralRules(numbers),
    collator: new Intl.Collator(numbers, { sensitivity: 'base', numeric: true }),
  };
}

let formats = makeFormats('en', timeTexts);

/** Makes every format that of a language; `words` are its own for times near now. */
export function formatIn(language: Language, words: typeof timeTexts): void {
  formats = makeFormats(language, words);
}

const ofDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** `12,408` */
export const formatNumber = (value: number): string => formats.number.format(value);

/** `Anna, Ben and Carla` */
export const formatList = (items: readonly string[]): string => formats.list.format(items);

/** The order of names in an alphabetical list; numbers in them count as numbers. */
export const compareNames = (a: string, b: string): number => formats.collator.compare(a, b);

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** `0 kB`, `840 kB`, `4.1 MB`, `12 GB`: a file's size, in thousands as people and disks count. */
export function formatBytes(bytes: number): string {
  let value = bytes / 1000;
  let unit = 0;
  // What would be rounded up to a thousand is told in the next unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${toldOf(value, unit)} ${UNITS[unit]}`;
}

function toldOf(value: number, unit: number): string {
  if (unit === 0) return formatNumber(value === 0 ? 0 : Math.max(1, Math.round(value)));
  return value < 9.95 ? formats.oneDecimal.format(value) : formatNumber(Math.round(value));
}

/** `Friday, 20 November 2026`; `day` is `YYYY-MM-DD`. */
export const formatLongDay = (day: string): string =>
  `${formats.weekday.format(ofDay(day))}, ${formats.longDate.format(ofDay(day))}`;

/** `20 Nov 2026` */
export const formatShortDay = (day: string): string => formats.shortDate.format(ofDay(day));

/** `12 June` */
export const formatDayMonth = (day: string): string => formats.dayMonth.format(ofDay(day));

/** `Jun`, the month of a day. */
export const formatShortMonth = (day: string): string => formats.shortMonth.format(ofDay(day));

/** `Fri`, the weekday of a day. */
export const formatShortWeekday = (day: string): string => formats.shortWeekday.format(ofDay(day));

/** `14:05`, with the date where it is another day; `at` and `now` in milliseconds. */
export function formatClock(at: number, now: number): string {
  const same = new Date(at).toDateString() === new Date(now).toDateString();
  return (same ? formats.clock : formats.clockDate).format(at);
}

/** `today, 14:05`, `yesterday, 09:30`, `12 Nov 2026, 14:05`; milliseconds. */
export function formatMoment(at: number, now: number): string {
  const { words, clock, shortDate } = formats;
  const days = calendarDays(at, now);
  const day =
    days <= 0 ? words.today : days === 1 ? words.yesterday : shortDate.format(localDay(at));
  return `${day}, ${clock.format(at)}`;
}

/** The local calendar day as the midnight of UTC that `shortDate` tells. */
function localDay(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `2 min ago`, `3 h ago`, `yesterday`, `5 days ago`; milliseconds. */
export function formatAge(at: number, now: number): string {
  const { words } = formats;
  const age = Math.max(0, now - at);
  if (age < MINUTE) return words.justNow;
  if (age < HOUR) return words.minutesAgo(formatNumber(Math.floor(age / MINUTE)));
  if (age < DAY) return words.hoursAgo(formatNumber(Math.floor(age / HOUR)));
  const days = Math.floor(age / DAY);
  return days === 1 ? words.yesterday : words.daysAgo(formatNumber(days));
}

/** The age as it stands after "from": `today, 14:05`, `yesterday`, `20 Nov 2026`. */
export function formatSince(at: number, now: number): string {
  const { words, clock, shortDate } = formats;
  const days = calendarDays(at, now);
  if (days <= 0) return `${words.today}, ${clock.format(at)}`;
  return days === 1 ? words.yesterday : shortDate.format(localDay(at));
}

function calendarDays(at: number, now: number): number {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

/** `45 min`, `2 h`, `2 h 5 min`: time spent, from seconds; what is shorter than a minute is told as one. */
export function formatSpent(seconds: number): string {
  const minutes = seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${formatNumber(hours)} h` : `${formatNumber(hours)} h ${rest} min`;
}

/** `1 author`, `5 authors` */
export const plural = (count: number, one: string, many: string): string =>
  `${formatNumber(count)} ${formats.plural.select(count) === 'one' ? one : many}`;

/** `under a minute` is told as `1 min`; `45 min`, `1 h 12 min`: seconds spent. */
export function formatDuration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0
    ? `${formatNumber(hours)} h`
    : `${formatNumber(hours)} h ${minutes % 60} min`;
}
