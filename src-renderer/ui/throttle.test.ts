import { afterEach, expect, test, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

afterEach(() => vi.useRealTimers());

test('[LIB-2] a storm of events asks at once, then a few times a second, and at last once more', () => {
  vi.useFakeTimers();
  const run = vi.fn();
  const throttled = createThrottle(250, run);
  throttled();
  expect(run).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 500; time += 10) {
    throttled();
    vi.advanceTimersByTime(10);
  }
  expect(run).toHaveBeenCalledTimes(3);
  throttled();
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(4);
});
