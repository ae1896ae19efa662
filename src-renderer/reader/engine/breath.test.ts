import { expect, it } from 'vitest';
import { withBreaths } from './breath.ts';

/** Blocks for some milliseconds, as long work does. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('[PERF-7] lets others in between the steps of long work, and answers its result', async () => {
  let others = 0;
  const timer = setInterval(() => others++, 0);
  function* steps(): Generator<void, string> {
    for (let step = 0; step < 10; step++) {
      work(15);
      yield;
    }
    return 'done';
  }
  expect(await withBreaths(steps())).toBe('done');
  clearInterval(timer);
  expect(others).toBeGreaterThan(3);
});
