import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { scheduleBackups } from './schedule.ts';

it('[BACK-1] looks soon after the start, then again and again, until it is stopped', async () => {
  let looks = 0;
  const told: boolean[] = [];
  const backups = {
    runWhenDue: async () => {
      looks++;
      return { ok: true, did: 'nothing', because: 'unchanged' } as const;
    },
  };
  const pause = { firstMs: 5, everyMs: 10 };
  const stop = scheduleBackups(backups, ({ ok }) => told.push(ok), pause);
  while (looks < 3) await sleep(5);
  stop();
  const before = looks;
  await sleep(60);
  expect(looks).toBe(before);
  expect(told.every((ok) => ok)).toBe(true);
});
