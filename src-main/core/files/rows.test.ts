import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ManualClock } from '../listings/index.ts';
import { afterFailure } from './retry.ts';
import { Rows } from './rows.ts';
import { failed } from './transfer.ts';

function order(rows: Rows): string[] {
  return [...rows.all()].toSorted((a, b) => a.rank - b.rank).map(({ paperId }) => paperId);
}

test('[FILE-1] the queue is the same after a restart', () => {
  const db = new DatabaseSync(':memory:');
  const rows = new Rows(db);
  rows.add(['a', 'b', 'c'], false);
  rows.add(['d', 'b'], true);
  rows.add(['a', 'e'], false);
  rows.change('c', { url: 'http://x/', part: { validator: '"1"', expected: 7 }, attempts: 2 });
  rows.note('a', { state: 'failed', reason: 'not-pdf' });
  rows.remove(['e']);
  expect(order(rows)).toEqual(['d', 'b', 'a', 'c']);
  const again = new Rows(db);
  expect(order(again)).toEqual(order(rows));
  for (const row of rows.all()) expect(again.get(row.paperId)).toEqual(row);
  expect(again.get('c')?.part).toEqual({ validator: '"1"', expected: 7 });
});

test('[FILE-2] what cannot be written is remembered for this run', () => {
  const db = new DatabaseSync(':memory:');
  const rows = new Rows(db);
  rows.add(['a'], false);
  db.exec('PRAGMA query_only = ON');
  expect(() => rows.change('a', { attempts: 1 })).toThrow();
  expect(rows.get('a')?.attempts).toBe(0);
  rows.note('a', { state: 'failed', reason: 'disk-full' });
  expect(rows.get('a')).toMatchObject({ state: 'failed', reason: 'disk-full' });
});

test('[FILE-2] tries again later and later, and gives up in the end', () => {
  const clock = new ManualClock();
  const rows = new Rows(new DatabaseSync(':memory:'));
  rows.add(['a'], false);
  const waits: (number | null)[] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    const changes = afterFailure(rows.get('a')!, failed('offline', 'later'), clock);
    rows.change('a', changes);
    waits.push(changes.retryAt ? changes.retryAt - clock.now() : null);
  }
  expect(waits).toEqual([1_000, 4_000, 60_000, 300_000, 1_800_000, null]);
  expect(rows.get('a')).toMatchObject({ state: 'failed', reason: 'offline' });
});

test('[FILE-2] a try that got somewhere starts the count again', () => {
  const clock = new ManualClock();
  const rows = new Rows(new DatabaseSync(':memory:'));
  rows.add(['a'], false);
  rows.change('a', { attempts: 5 });
  const failure = { ...failed('truncated', 'later'), gained: 100_000 };
  expect(afterFailure(rows.get('a')!, failure, clock)).toMatchObject({
    attempts: 1,
    retryAt: clock.now() + 1_000,
  });
});
