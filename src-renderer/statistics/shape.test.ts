import { describe, expect, test } from 'vitest';
import { calendarOf, courseOf, firstDayOf, levelOf, monthsOf, mostOf, WEEKS } from './shape.ts';

const TODAY = '2026-11-20';
const days = [
  { day: '2026-11-20', read: 2, seconds: 600 },
  { day: '2026-11-16', read: 1, seconds: 60 },
  { day: '2026-11-15', read: 4, seconds: 0 },
];

describe('[LIB-6] the calendar', () => {
  test('has a year of weeks from Monday to Sunday, and nothing of days to come', () => {
    const rows = calendarOf(days, TODAY);
    expect(rows.map((row) => row.length)).toEqual(Array(7).fill(WEEKS));
    expect(firstDayOf(TODAY)).toBe('2025-11-17');
    expect(rows[0]?.[0]?.from).toBe('2025-11-17');
    expect(rows[4]?.at(-1)).toEqual({ from: TODAY, read: 2, seconds: 600 });
    expect(rows[5]?.at(-1)).toBeNull();
    expect(rows[6]?.at(-2)).toEqual({ from: '2026-11-15', read: 4, seconds: 0 });
  });

  test('holds every day once, leap days too', () => {
    const all = calendarOf([], '2028-03-05')
      .flat()
      .flatMap((one) => (one ? [one.from] : []));
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('2028-02-29');
    expect(all).toHaveLength(53 * 7);
  });

  test('names each month once, where it begins', () => {
    const months = monthsOf(TODAY).map(({ day }) => day.slice(0, 7));
    expect(months).toHaveLength(12);
    expect(new Set(months).size).toBe(12);
  });
});

test('[LIB-6] days and weeks up to now are in order, with what was read in them', () => {
  expect(courseOf(days, TODAY, 'day', 5).map(({ read }) => read)).toEqual([1, 0, 0, 0, 2]);
  expect(courseOf(days, TODAY, 'week', 2)).toEqual([
    { from: '2026-11-09', read: 4, seconds: 0 },
    { from: '2026-11-16', read: 3, seconds: 660 },
  ]);
});

test('[LIB-6] a little is never shown as nothing', () => {
  expect([0, 1, 25, 26, 99, 100].map((value) => levelOf(value, 100))).toEqual([0, 1, 1, 2, 4, 4]);
  expect(mostOf([null, { from: '', read: 0, seconds: 0 }], 'read')).toBe(1);
});
