import { expect, test } from 'vitest';
import { chooseDays, isDay } from './days.ts';

const NOW = Date.UTC(2026, 5, 15, 12);

test('[CLI-1] sync without a day asks for the days that may still move', () => {
  expect(chooseDays({}, NOW)).toEqual({ ok: true, request: { recentDays: 14 } });
  expect(chooseDays({ days: 3 }, NOW)).toEqual({ ok: true, request: { recentDays: 3 } });
});

test('[CLI-1] a range names each of its days, over the end of February', () => {
  const chosen = chooseDays({ from: '2024-02-28', to: '2024-03-01' }, NOW);
  const dates = ['2024-02-28', '2024-02-29', '2024-03-01'];
  expect(chosen).toEqual({ ok: true, request: { dates } });
});

test('[CLI-1] a range without its end reaches to today', () => {
  const chosen = chooseDays({ from: '2026-06-14' }, NOW);
  expect(chosen).toEqual({ ok: true, request: { dates: ['2026-06-14', '2026-06-15'] } });
});

test.each([
  [{ date: '2026-06-12', days: 3 }, 'several-choices'],
  [{ date: '2026-06-12', to: '2026-06-13' }, 'several-choices'],
  [{ to: '2026-06-13' }, 'to-without-from'],
  [{ from: '2026-06-13', to: '2026-06-12' }, 'backwards'],
  [{ from: '2025-01-01', to: '2026-06-12' }, 'too-long'],
])('[CLI-2] %j is wrong usage: %s', (choice, reason) => {
  expect(chooseDays(choice, NOW)).toEqual({ ok: false, reason });
});

test('[CLI-2] only days of the calendar are days', () => {
  expect(['2026-06-12', '2024-02-29'].every(isDay)).toBe(true);
  expect(['2026-02-29', '2026-6-12', 'today', '', '2026-06-12T00:00'].some(isDay)).toBe(false);
});
