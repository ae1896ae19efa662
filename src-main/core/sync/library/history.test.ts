import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteConnection, type SqliteConnection } from '../../store/index.ts';
import type { Loss } from '../record.ts';
import { SyncHistory } from './history.ts';

let folder: string;
let connection: SqliteConnection;
let history: SyncHistory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-history-'));
  connection = openSqliteConnection({ directory: folder, fileName: 'library.sqlite' });
  history = new SyncHistory(connection);
});

afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

const loss = (field: string, value: unknown, clock: string): Loss => ({
  ...{ collection: 'annotations', id: 'a', field, value, clock },
});

it('[SYNC-3] single values that lost are bounded; what somebody wrote is never pruned', () => {
  for (let n = 100; n < 160; n++) {
    history.keep([loss('colour', 'blue', `${n}`), loss('comment', `no ${n}`, `${n}`)]);
    history.keep([loss('later', `what a later version calls a remark, ${n}`, `${n}`)]);
  }
  const kept = (field: string): number =>
    Array.from({ length: 60 }, (_, n) => history.find(loss(field, null, `${n + 100}`))).filter(
      Boolean,
    ).length;
  expect(kept('colour')).toBe(20);
  expect(history.find(loss('colour', null, '159'))).toMatchObject({ value: 'blue' });
  expect(kept('comment')).toBe(60);
  expect(kept('later')).toBe(60);
});

it('[SYNC-7] a value is kept once, and told to others once', () => {
  history.keep([loss('comment', 'first', '1'), loss('comment', 'first', '1')]);
  expect(history.unsent()).toEqual([loss('comment', 'first', '1')]);
  history.noteSent(history.unsent());
  expect(history.unsent()).toEqual([]);
  expect(history.learn([loss('comment', 'first', '1'), loss('comment', 'second', '2')])).toEqual([
    loss('comment', 'second', '2'),
  ]);
  expect(history.unsent()).toEqual([]);
});

it('[SYNC-7] the log is read newest first, page by page, and the oldest runs are forgotten', () => {
  connection.transaction(() => {
    for (let n = 0; n < 2_100; n++) history.log(n, { sent: n });
  });
  const page = history.runs<{ sent: number }>(undefined, 3);
  expect(page.map(({ sent }) => sent)).toEqual([2_099, 2_098, 2_097]);
  expect(history.runs<{ sent: number }>(page.at(-1)!.id, 1)[0]?.sent).toBe(2_096);
  expect(history.runs(undefined, 5_000)).toHaveLength(2_000);
});
