import { expect, it } from 'vitest';
import { SmallAhead } from './small-ahead.ts';

const at = () => Promise.resolve();
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('[PERF-3] makes small pictures one after the other, those of the last plan alone', async () => {
  const made: number[] = [];
  let busy = 0;
  const make = async (page: number) => {
    expect(++busy).toBe(1);
    await Promise.resolve();
    busy--;
    made.push(page);
  };
  const ahead = new SmallAhead(make, { quiet: at, idle: at });
  ahead.plan([1, 2]);
  ahead.plan([3, 4]);
  await settled();
  expect(made).toEqual([3, 4]);
});

it('[PERF-3] makes none once it was stopped', async () => {
  const made: number[] = [];
  const ahead: SmallAhead = new SmallAhead(
    async (page) => {
      made.push(page);
      ahead.stop();
    },
    { quiet: at, idle: at },
  );
  ahead.plan([1, 2, 3]);
  await settled();
  expect(made).toEqual([1]);
});
