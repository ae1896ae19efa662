import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { localDayOf } from '../ui/local-day.ts';
import { IDLE_MS, ReadingClock, SEND_EVERY_MS, type Spent } from './reading-clock.ts';

const START = new Date(2026, 10, 20, 13, 0);
beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(START);
});
afterEach(() => vi.useRealTimers());

function clock() {
  const sent: Spent[] = [];
  const counting = new ReadingClock((spent) => sent.push(spent));
  const total = () => sent.reduce((sum, { seconds }) => sum + seconds, 0);
  return { counting, sent, total };
}
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

test('[LIB-4] time counts while the paper is in front, and is sent every half minute and at the end', () => {
  const { counting, sent } = clock();
  pass(60);
  counting.sign();
  counting.setFront(true);
  pass(29);
  expect(sent).toEqual([]);
  pass(1);
  expect(sent).toEqual([{ day: '2026-11-20', seconds: SEND_EVERY_MS / 1_000 }]);
  pass(10);
  counting.setFront(false);
  expect(sent.at(-1)).toEqual({ day: '2026-11-20', seconds: 10 });
  pass(600);
  counting.stop();
  expect(sent).toHaveLength(2);
});

test('[LIB-4] without a sign of the reader two minutes count and no more', () => {
  const { counting, total } = clock();
  counting.setFront(true);
  pass(30);
  counting.sign();
  pass(3_600);
  expect(total()).toBe(30 + IDLE_MS / 1_000);
  counting.sign();
  pass(30);
  counting.stop();
  expect(total()).toBe(60 + IDLE_MS / 1_000);
});

test('[LIB-4] a machine that slept counts no time of its sleep', () => {
  const { counting, total } = clock();
  counting.setFront(true);
  vi.setSystemTime(START.getTime() + 8 * 3_600_000);
  counting.stop();
  expect(total()).toBe(IDLE_MS / 1_000);
});

test('[LIB-4] midnight of the user parts the days', () => {
  const { counting, sent } = clock();
  vi.setSystemTime(new Date(2026, 10, 20, 23, 59, 50));
  counting.setFront(true);
  pass(25);
  counting.stop();
  expect(sent).toEqual([
    { day: '2026-11-20', seconds: 10 },
    { day: '2026-11-21', seconds: 15 },
  ]);
});

test('[LIB-4] parts of a second are not lost between sendings', () => {
  const { counting, total } = clock();
  counting.setFront(true);
  for (let step = 0; step < 100; step++) {
    vi.advanceTimersByTime(700);
    counting.sign();
    counting.flush();
  }
  expect(total()).toBe(70);
});

test('[LIB-4] a clock that is set back sends no negative time', () => {
  const { counting, total } = clock();
  counting.setFront(true);
  pass(20);
  counting.sign();
  vi.setSystemTime(START.getTime() - 86_400_000);
  counting.sign();
  vi.setSystemTime(START.getTime() - 86_400_000 + 5_000);
  counting.stop();
  expect(total()).toBe(25);
});

test('[LIB-4] a day is the user’s own', () => {
  expect(localDayOf(new Date(2026, 0, 5, 0, 1).getTime())).toBe('2026-01-05');
});
