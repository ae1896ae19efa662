const LOCALE = 'en-GB';

const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
const longDate = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDate = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayMonth = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const clockDate = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});
const number = new Intl.NumberFormat('en');

const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const ofDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** `12,408` */
export const formatNumber = (value: number): string => number.format(value);

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
  return value < 9.95 ? oneDecimal.format(value) : formatNumber(Math.round(value));
}

/** `Friday, 20 November 2026`; `day` is `YYYY-MM-DD`. */
export const formatLongDay = (day: string): string =>
  `${weekday.format(ofDay(day))}, ${longDate.format(ofDay(day))}`;

/** `20 Nov 2026` */
export const formatShortDay = (day: string): string => shortDate.format(ofDay(day));

/** `12 June` */
export const formatDayMonth = (day: string): string => dayMonth.format(ofDay(day));

/** `14:05`, with the date where it is another day; `at` and `now` in milliseconds. */
export function formatClock(at: number, now: number): string {
  const same = new Date(at).toDateString() === new Date(now).toDateString();
  return (same ? clock : clockDate).format(at);
}

/** `today, 14:05`, `yesterday, 09:30`, `12 Nov 2026, 14:05`; milliseconds. */
export function formatMoment(at: number, now: number): string {
  const days = calendarDays(at, now);
  const day = days <= 0 ? 'today' : days === 1 ? 'yesterday' : shortDate.format(localDay(at));
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
  const age = Math.max(0, now - at);
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  const days = Math.floor(age / DAY);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** The age as it stands after "from": `today, 14:05`, `yesterday`, `20 Nov 2026`. */
export function formatSince(at: number, now: number): string {
  const days = calendarDays(at, now);
  if (days <= 0) return `today, ${clock.format(at)}`;
  if (days === 1) return 'yesterday';
  return shortDate.format(at);
}

function calendarDays(at: number, now: number): number {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

/** `1 author`, `5 authors` */
export const plural = (count: number, one: string, many: string): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
