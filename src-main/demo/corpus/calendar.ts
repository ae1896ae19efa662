const dayMs = 86_400_000;

/** A calendar day as `YYYY-MM-DD`, always UTC. */
export type Day = string;

/** The day as a count of days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** The day that stands at a count of days since 1970-01-01. */
export function dayOf(number: number): Day {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** The day some days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOf(dayNumber(day) + count);
}

/** The current UTC day. */
export function currentDay(): Day {
  return new Date().toISOString().slice(0, 10);
}

/** Whether the text is a day that exists: `2026-02-30` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The seven days of an ISO week `YYYY-Www`, Monday first; null when there is no such week. */
export function daysOfWeek(week: string): readonly Day[] | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  const number = Number(match[2]);
  const monday = firstMonday(Number(match[1])) + (number - 1) * 7;
  if (number < 1 || monday >= firstMonday(Number(match[1]) + 1)) return null;
  return Array.from({ length: 7 }, (_, i) => dayOf(monday + i));
}

/** Monday of ISO week 1: the week that holds 4 January. */
function firstMonday(year: number): number {
  const fourth = dayNumber(`${String(year).padStart(4, '0')}-01-04`);
  const weekday = (new Date(fourth * dayMs).getUTCDay() + 6) % 7;
  return fourth - weekday;
}

/** The days of a month `YYYY-MM`; null when there is no such month. */
export function daysOfMonth(month: string): readonly Day[] | null {
  if (!/^\d{4}-\d{2}$/.test(month) || !isDay(`${month}-01`)) return null;
  const first = dayNumber(`${month}-01`);
  return Array.from({ length: 31 }, (_, i) => dayOf(first + i)).filter((d) => d.startsWith(month));
}
