import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, countDays, dayOf, daysOf } from './calendar.ts';

const NOW = Date.UTC(2026, 5, 12, 9);
const FUTURE = Date.UTC(2100, 0, 1);
const anyDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-20'), noInvalidDate: true })
  .map((date) => dayOf(date.getTime()));

/** The ISO week of a day by its Thursday, which is how the standard defines it. */
function weekOf(day: string): string {
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = addDays(day, 3 - weekday);
  const number = Math.ceil(countDays(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`;
}

describe('[LIST-1] the days of a sync', () => {
  it('[LIST-1] are those of the week and of the month that a day lies in', () => {
    const property = fc.property(anyDay, (day) => {
      const week = daysOf({ week: weekOf(day) }, FUTURE)!;
      expect(week).toHaveLength(7);
      expect(week).toContain(day);
      expect(new Date(week[0]!).getUTCDay()).toBe(0);
      const month = daysOf({ month: day.slice(0, 7) }, FUTURE)!;
      expect(month).toContain(day);
      expect(month.every((each) => each.startsWith(day.slice(0, 7)))).toBe(true);
      expect(month.at(-1)?.slice(8)).toBe('01');
      expect(addDays(month[0]!, 1).slice(8)).toBe('01');
    });
    fc.assert(property, { seed: 11, numRuns: 500 });
  });

  it.each([
    ['2020-W53', '2021-01-03'],
    ['2026-W53', '2027-01-03'],
    ['2021-W01', '2021-01-10'],
  ])('[LIST-1] are right at the turn of the year: %s', (week, sunday) => {
    expect(daysOf({ week }, FUTURE)?.[0]).toBe(sunday);
  });

  it('[LIST-1] leave out a week that the year lacks, and what is yet to come', () => {
    expect(daysOf({ week: '2025-W53' }, FUTURE)).toEqual([]);
    expect(daysOf({ month: '2026-06' }, NOW)).toHaveLength(12);
    expect(daysOf({ recentDays: 2 }, NOW)).toEqual(['2026-06-12', '2026-06-11']);
    expect(daysOf({ dates: ['2030-01-01', '2030-01-01'] }, NOW)).toEqual(['2030-01-01']);
    expect(daysOf({ trending: true }, NOW)).toBeUndefined();
  });
});
