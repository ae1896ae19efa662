import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SyncReason, SyncRun } from '../../../../src-shared/contract/index.ts';
import { EventHub } from '../../events/index.ts';
import { MemoryTarget } from '../targets/index.ts';
import { Schedule } from './schedule.ts';

const DONE: SyncRun = { ok: true, sent: 0, changed: 0, merged: 0, newer: 0, unread: 0 };

let events: EventHub;
let runs: number;
let unsent: boolean;
let trouble: SyncReason | null;
let tell: () => void;
let schedule: Schedule;

/** Lets so many seconds pass, and what is due in them take place. */
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

async function run(): Promise<SyncRun> {
  runs++;
  const result: SyncRun = trouble === null ? DONE : { ok: false, reason: trouble, documents: null };
  schedule.ended(result);
  return result;
}

beforeEach(() => {
  vi.useFakeTimers();
  events = new EventHub();
  [runs, unsent, trouble] = [0, false, null];
  tell = (): void => undefined;
  schedule = new Schedule({
    run,
    hasUnsent: () => unsent,
    trouble: () => trouble,
    events,
  });
});

afterEach(() => {
  schedule.stop();
  events.close();
  vi.useRealTimers();
});

function start(): void {
  const watch = (news: () => void) => {
    tell = news;
    return () => {
      tell = (): void => undefined;
    };
  };
  schedule.start(Object.assign(new MemoryTarget(), { watch }));
}

it('[SYNC-1] runs soon after the start, and then by the clock', async () => {
  start();
  await pass(2);
  expect(runs).toBe(0);
  await pass(2);
  expect(runs).toBe(1);
  await pass(290);
  expect(runs).toBe(1);
  await pass(311);
  expect(runs).toBe(3);
});

it('[SYNC-1] runs once after changes that come together, and for the user’s own only', async () => {
  start();
  await pass(4);
  events.changed('files', []);
  await pass(20);
  expect(runs).toBe(1);
  unsent = true;
  events.changed('notes', ['arxiv:1']);
  await pass(3);
  events.changed('annotations', ['arxiv:1']);
  await pass(3);
  expect(runs).toBe(2);
});

it('[SYNC-2] runs when the target tells of news', async () => {
  start();
  await pass(4);
  tell();
  tell();
  await pass(1);
  expect(runs).toBe(2);
  schedule.stop();
  tell();
  await pass(1_000);
  expect(runs).toBe(2);
});

it('[SYNC-8] tries again, more and more seldom, what passes by itself', async () => {
  trouble = 'unreachable';
  start();
  await pass(4);
  expect(runs).toBe(1);
  unsent = true;
  events.changed('notes', []);
  tell();
  await pass(20);
  expect(runs).toBe(1);
  await pass(12);
  expect(runs).toBe(2);
  await pass(62);
  expect(runs).toBe(3);
  await pass(12 * 3_600);
  // Half an hour is the longest rest.
  expect(runs).toBeGreaterThan(24);
  expect(runs).toBeLessThan(34);
  const before = runs;
  trouble = null;
  await pass(1_800);
  expect(runs).toBeGreaterThan(before);
});

it('[SYNC-4] waits for the user where somebody has to choose', async () => {
  trouble = 'would-delete';
  start();
  await pass(4);
  unsent = true;
  events.changed('notes', []);
  tell();
  await pass(12 * 3_600);
  expect(runs).toBe(1);
  trouble = null;
  schedule.soon();
  await pass(1);
  expect(runs).toBe(2);
});

it('[SYNC-1] goes on by the clock after the user has chosen', async () => {
  trouble = 'would-delete';
  start();
  await pass(4);
  trouble = null;
  await run();
  expect(runs).toBe(2);
  // A target that tells of nothing is asked again all the same.
  await pass(301);
  expect(runs).toBe(3);
  await pass(301);
  expect(runs).toBe(4);
});
