import { expect, test } from 'vitest';
import { chooseDays, type DayChoice, isDay } from './days.ts';

const NOW = Date.UTC(2026, 5, 15, 12);

function requestOf(choice: DayChoice) {
  const result = chooseDays(choice, NOW);
  return result.ok && result.chosen.kind === 'sync' ? result.chosen.request : result;
}

test('[CLI-1] sync without a day asks for the days that may still move', () => {
  expect(requestOf({})).toEqual({ recentDays: 14 });
  expect(requestOf({ days: 3 })).toEqual({ recentDays: 3 });
});

test('[CLI-1] a range names each of its days, over the end of February', () => {
  const dates = ['2024-02-28', '2024-02-29', '2024-03-01'];
  expect(requestOf({ from: '2024-02-28', to: '2024-03-01' })).toEqual({ dates });
});

test('[CLI-1] a range without its end reaches to today', () => {
  expect(requestOf({ from: '2026-06-14' })).toEqual({ dates: ['2026-06-14', '2026-06-15'] });
});

test('[CLI-1] weeks, months and what trends are asked for as such', () => {
  expect(requestOf({ week: '2026-W23' })).toEqual({ week: '2026-W23' });
  expect(requestOf({ month: '2026-06' })).toEqual({ month: '2026-06' });
  expect(requestOf({ trending: true })).toEqual({ trending: true });
  expect(chooseDays({ categories: true }, NOW)).toEqual({
    ok: true,
    chosen: { kind: 'categories' },
  });
});

test('[CLI-1] a range for the background may be of any length', () => {
  const chosen = { kind: 'backfill', from: '2023-05-04', to: '2026-06-15' };
  expect(chooseDays({ from: '2023-05-04', background: true }, NOW)).toEqual({ ok: true, chosen });
});

test.each([
  [{ week: '2026-W23', month: '2026-06' }, 'several-choices'],
  [{ trending: true, days: 3 }, 'several-choices'],
  [{ background: true }, 'background-without-range'],
  [{ background: true, week: '2026-W23' }, 'background-without-range'],
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
