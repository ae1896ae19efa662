import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { renderBar } from './progress.ts';
import { IDLE, runTest } from './test-core.ts';

const report = { days: [{ date: '2026-06-12', papers: 30, new: 30, changed: 0 }], failures: [] };
const answers = {
  sync: async () => {
    await delay(400);
    return report;
  },
  listingsStatus: () => ({
    ...{ ...IDLE, state: 'syncing' as const, day: '2026-06-12', done: 3, total: 14 },
  }),
};

test('[CLI-1] progress is a bar on stderr where that is a terminal, and leaves no trace', async () => {
  const { stdout, stderr, code } = await runTest(['sync'], { answers, stderrColumns: 80 });
  expect(code).toBe(0);
  expect(stderr).toContain('[#####-------------------] 3/14  Listing of 2026-06-12');
  expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  expect(stdout).not.toContain('#');
});

test.each([
  ['in a pipe', ['sync'], {}],
  ['with --json', ['sync', '--json'], { stderrColumns: 80 }],
  [
    'on a terminal that cannot move its cursor',
    ['sync'],
    { stderrColumns: 80, env: { TERM: 'dumb' } },
  ],
])('[CLI-1] no bar %s', async (_, argv, setting) => {
  expect((await runTest(argv, { answers, ...setting })).stderr).toBe('');
});

test('[CLI-1] the bar never outgrows its line', () => {
  const progress = { done: 1, total: 2, label: 'a label that is rather long' };
  for (const columns of [10, 26, 27, 40, 80]) {
    expect(renderBar(progress, columns).length).toBeLessThan(columns);
  }
});
