import { expect, it } from 'vitest';
import { isTimeSettled } from './settled-time.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

function watch() {
  const kept = new Map<string, unknown>();
  const local = {
    get: <T>(name: string) => kept.get(name) as T | undefined,
    set: (name: string, value: unknown) => void kept.set(name, value),
  };
  return (now: number): boolean => isTimeSettled(local, now);
}

it('[LIB-7] believes a clock that has run on for a day', () => {
  const look = watch();
  const looks = Array.from({ length: 50 }, (_, hour) => look(YEAR + hour * HOUR));
  expect(looks.indexOf(true)).toBe(24);
  expect(looks.lastIndexOf(false)).toBe(23);
});

it('[LIB-7] believes a clock that is looked at now and then, but not after a month', () => {
  const look = watch();
  expect([0, 9, 18, 47, 90, 100].map((day) => look(YEAR + day * DAY))).toEqual([
    ...[false, true, true, true],
    ...[false, true],
  ]);
});

it('[LIB-7] does not believe a clock that leapt, neither then nor when it is set right', () => {
  const look = watch();
  look(YEAR);
  expect(look(YEAR + 2 * DAY)).toBe(true);
  expect(look(5 * YEAR)).toBe(false);
  expect(look(5 * YEAR + HOUR)).toBe(false);
  expect(look(YEAR + 3 * DAY)).toBe(false);
  expect(look(YEAR + 4 * DAY)).toBe(true);
});
