import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupsToRemove, newestFirst } from './keep.ts';
import { backupName, parseBackupName } from './names.ts';
import type { BackupInfo, BackupReason } from './types.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 1, 30);
const REASONS = ['automatic', 'manual', 'before-migration', 'before-restore'] as const;

function info(at: number, reason: BackupReason = 'automatic', ok = true): BackupInfo {
  const name = `${at}-${reason}`;
  return { name, path: name, at, bytes: 1, reason, ok };
}

const anyBackup = fc
  .record({
    age: fc.oneof(
      fc.integer({ min: -2 * HOUR, max: 2 * DAY }),
      fc.integer({ min: 0, max: 20 * DAY }),
      fc.integer({ min: -400 * DAY, max: 400 * DAY }),
    ),
    reason: fc.constantFrom(...REASONS),
    ok: fc.boolean(),
  })
  .map(({ age, reason, ok }) => info(NOW - age, reason, ok));
const anyBackups = fc.uniqueArray(anyBackup, {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 150,
  size: 'max',
});

function tierOf(at: number, now: number): string | undefined {
  const age = now - at;
  const monday = (Math.floor(at / DAY) + 3) % 7;
  if (age < DAY) return `h${Math.floor(at / HOUR)}`;
  if (age < 14 * DAY) return `d${Math.floor(at / DAY)}`;
  return age < 92 * DAY ? `w${Math.floor(at / DAY) - monday}` : undefined;
}

test('[BACK-1] never removes what the user made, what came before a restore lately, or the newest good one', () => {
  fc.assert(
    fc.property(anyBackups, (backups) => {
      const removed = new Set(backupsToRemove(backups, NOW));
      const kept = backups.filter((one) => !removed.has(one));
      expect(kept).not.toHaveLength(0);
      const newestGood = newestFirst(backups, NOW).find(({ ok }) => ok);
      if (newestGood) expect(kept).toContain(newestGood);
      else expect(kept).toEqual(backups);
      for (const one of removed) {
        expect(one.reason).not.toBe('manual');
        if (one.reason !== 'automatic') expect(NOW - one.at).toBeGreaterThanOrEqual(31 * DAY);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('[BACK-1] keeps one backup for each hour of a day, day of two weeks, week of three months', () => {
  let thinned = 0;
  fc.assert(
    fc.property(anyBackups, (backups) => {
      const removed = backupsToRemove(backups, NOW);
      const kept = backups.filter((one) => !removed.includes(one));
      thinned += removed.length;
      for (const one of removed) {
        const tier = tierOf(one.at, NOW);
        const standIn = kept.find(({ at, ok }) => tierOf(at, NOW) === tier && (ok || !one.ok));
        if (tier !== undefined) expect(standIn).toBeDefined();
      }
      expect(backupsToRemove(kept, NOW)).toEqual([]);
    }),
    { seed: 2, numRuns: 500 },
  );
  expect(thinned).toBeGreaterThan(1000);
});

test('[BACK-1] a damaged backup never stands for its hour where there is a good one', () => {
  const good = info(NOW - 10 * DAY);
  const damaged = info(NOW - 10 * DAY + HOUR / 2, 'automatic', false);
  expect(backupsToRemove([info(NOW), good, damaged], NOW)).toEqual([damaged]);
});

test('[BACK-1] half a year of hourly backups leaves a few dozen, without a gap', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 30 })), (gaps) => {
      let backups: BackupInfo[] = [];
      const made: number[] = [];
      let now = NOW;
      for (const gap of gaps) {
        now += gap * HOUR;
        if (now > NOW + 180 * DAY) break;
        made.push(now);
        backups.push(info(now));
        const removed = new Set(backupsToRemove(backups, now));
        backups = backups.filter((one) => !removed.has(one));
        expect(backups.length).toBeLessThanOrEqual(25 + 15 + 13);
        expect(backups.at(-1)?.at).toBe(now);
      }
      const last = made.at(-1)!;
      const kept = new Set(backups.map(({ at }) => tierOf(at, last)));
      expect(new Set(made.map((at) => tierOf(at, last)).filter(Boolean))).toEqual(kept);
    }),
    { seed: 3, numRuns: 15 },
  );
});

test('[BACK-1] a backup from a wrong clock is not taken for the newest, and stays', () => {
  const future = info(NOW + 400 * DAY);
  const present = info(NOW - 100 * DAY);
  expect(newestFirst([future, present], NOW)).toEqual([present, future]);
  expect(backupsToRemove([future, present], NOW)).toEqual([]);
});

test('[BACK-1] a name tells when and why, and is good on every system', () => {
  const name = backupName(Date.UTC(2026, 10, 21, 1, 30, 0, 999), 'automatic', new Set());
  expect(name).toBe('2026-11-21T01-30-00Z-automatic.sqlite');
  const second = backupName(Date.UTC(2026, 10, 21, 1, 30), 'automatic', new Set([name]));
  expect(second).toBe('2026-11-21T01-30-00Z-automatic-2.sqlite');
  for (const one of [name, second])
    expect(parseBackupName(one)).toEqual({
      at: Date.UTC(2026, 10, 21, 1, 30),
      reason: 'automatic',
    });
  for (const other of ['library.sqlite', `${name}.part`, '2026-99-21T01-30-00Z-manual.sqlite'])
    expect(parseBackupName(other)).toBeUndefined();
});
