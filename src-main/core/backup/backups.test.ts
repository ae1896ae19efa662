import { execFileSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LibraryStore } from '../store/index.ts';
import { type Backups, createBackups, newestGoodBackup, restoreBackup } from './index.ts';
import { addPapers, contentsIn, contentsOf, openLibrary } from './test-library.ts';

const HOUR = 60 * 60 * 1000;

let dataDir = '';
let store: LibraryStore;
let backups: Backups;
let now = 0;
const clock = { now: () => now };

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-backups-'));
  now = Date.UTC(2026, 10, 21, 1, 30);
  await open();
});
afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

async function open(): Promise<void> {
  store = await openLibrary(dataDir);
  backups = createBackups({ dataDir, database: store.connection.db, clock });
}

async function close(): Promise<void> {
  await backups.close();
  await store.close();
}

async function made(reason: Parameters<Backups['make']>[0] = 'automatic') {
  const result = await backups.make(reason);
  if (!result.ok) throw new Error(result.detail);
  return result.backup;
}

function folder(): string[] {
  return readdirSync(join(dataDir, 'backups')).sort();
}

function overwrite(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

test('[BACK-1] a backup is one plain file with everything that was acknowledged', async () => {
  await addPapers(store, [1, 2, 3]);
  const before = await contentsOf(store);
  const backup = await made('manual');
  expect(folder()).toEqual(['2026-11-21T01-30-00Z-manual.sqlite']);
  expect(backup).toMatchObject({
    at: now,
    reason: 'manual',
    ok: true,
    bytes: statSync(backup.path).size,
  });
  expect(backups.list()).toEqual([backup]);
  const elsewhere = join(dataDir, 'elsewhere');
  mkdirSync(elsewhere);
  await close();
  copyFileSync(backup.path, join(elsewhere, 'library.sqlite'));
  expect(await contentsIn(elsewhere)).toEqual(before);
  await open();
});

test('[BACK-1] a backup made while writing goes on holds whole transactions, none after a gap', async () => {
  await addPapers(store, ['filler'], 5_000_000);
  let batch = 0;
  let isDone = false;
  const writing = (async () => {
    while (!isDone) {
      await addPapers(
        store,
        Array.from({ length: 7 }, (_, i) => `${batch}-${i}`),
      );
      batch += 1;
      await wait(0);
    }
  })();
  while (batch < 5) await wait(1);
  const least = batch;
  const backup = await made();
  const most = batch;
  isDone = true;
  await writing;
  await close();
  expect(await restoreBackup({ dataDir, source: backup.path })).toMatchObject({ ok: true });
  await open();
  const found = Object.keys(await contentsOf(store)).filter((id) => id.includes('-'));
  const batches = new Set(found.map((id) => Number(id.split('-')[1])).filter(Number.isInteger));
  expect(batches.size).toBeGreaterThanOrEqual(least);
  expect(batches.size).toBeLessThanOrEqual(most + 1);
  expect(Math.max(...batches)).toBe(batches.size - 1);
  const whole = [...batches].flatMap((b) =>
    Array.from({ length: 7 }, (_, i) => `papers/paper-${b}-${i}`),
  );
  expect(found.filter((id) => /^papers\/paper-\d/.test(id)).toSorted()).toEqual(whole.toSorted());
  expect(most).toBeGreaterThan(least);
});

test('[BACK-1] an unchanged library makes no new backup, whatever the clock says', async () => {
  await addPapers(store, [1]);
  expect(await backups.runWhenDue()).toMatchObject({ did: 'backed-up' });
  for (const passed of [HOUR, 100 * 24 * HOUR, -400 * 24 * HOUR]) {
    now += passed;
    expect(await backups.runWhenDue()).toMatchObject({ did: 'nothing', because: 'unchanged' });
  }
  await close();
  await open();
  expect(await backups.runWhenDue()).toMatchObject({ did: 'nothing', because: 'unchanged' });
  expect(folder()).toHaveLength(1);
});

test('[BACK-1] a changed library makes one, but not more often than it is due', async () => {
  await addPapers(store, [1]);
  await backups.runWhenDue();
  await addPapers(store, [1]);
  now += HOUR / 2;
  expect(await backups.runWhenDue()).toMatchObject({ did: 'nothing', because: 'not-due' });
  now += HOUR / 2;
  expect(await backups.runWhenDue()).toMatchObject({ did: 'backed-up' });
  await addPapers(store, [1]);
  now -= 300 * 24 * HOUR;
  expect(await backups.runWhenDue()).toMatchObject({ did: 'backed-up' });
  expect(folder()).toHaveLength(3);
});

test('[BACK-1] a restored library that grew as far as the backup is not taken for it', async () => {
  await addPapers(store, [1]);
  const old = await made();
  await addPapers(store, [2]);
  now += 2 * HOUR;
  await made();
  await close();
  expect(await restoreBackup({ dataDir, source: old.path })).toMatchObject({ ok: true });
  rmSync(backups.list().find(({ reason }) => reason === 'before-restore')!.path);
  await open();
  await addPapers(store, [3]);
  now += 2 * HOUR;
  expect(await backups.runWhenDue()).toMatchObject({ did: 'backed-up' });
});

test('[BACK-1] two backups of one second have two names', async () => {
  await addPapers(store, [1]);
  const both = await Promise.all([backups.make('manual'), backups.make('manual')]);
  expect(both.every(({ ok }) => ok)).toBe(true);
  expect(new Set(backups.list().map(({ name }) => name)).size).toBe(2);
});

test('[BACK-1] thinning leaves one for each hour, and what the user made', async () => {
  await addPapers(store, [1]);
  for (const reason of ['automatic', 'automatic', 'manual'] as const) {
    now += 60_000;
    await made(reason);
  }
  now += 24 * HOUR;
  await addPapers(store, [2]);
  expect(await backups.runWhenDue()).toMatchObject({
    did: 'backed-up',
    thinned: { ok: true, removed: ['2026-11-21T01-31-00Z-automatic.sqlite'] },
  });
  expect(folder()).toHaveLength(3);
});

test('[BACK-1] a clock that leapt ahead takes no backup away', async () => {
  await addPapers(store, [1]);
  await made('automatic');
  now += 10 * 365 * 24 * HOUR;
  let settled = false;
  const leapt = createBackups({
    ...{ dataDir, database: store.connection.db, clock: { now: () => now } },
    isTimeSettled: () => settled,
  });
  await addPapers(store, [2]);
  expect(await leapt.runWhenDue()).toMatchObject({ thinned: { ok: true, removed: [] } });
  expect(folder()).toHaveLength(2);
  settled = true;
  expect(await leapt.thin()).toMatchObject({ removed: ['2026-11-21T01-30-00Z-automatic.sqlite'] });
  await leapt.close();
});

type Damage = (path: string, bytes: number) => void;
const damages: Record<string, Damage> = {
  'cut short': (path, bytes) => truncateSync(path, bytes - 4096),
  'cut within a page': (path, bytes) => truncateSync(path, bytes - 100),
  emptied: (path) => truncateSync(path, 0),
  'noise in a page': (path) => overwrite(path, 4096 * 3, Buffer.alloc(4096, 0xa5)),
  'another header': (path) => overwrite(path, 0, Buffer.from('This is no SQLite file')),
  'one letter of one abstract': (path) =>
    overwrite(path, readFileSync(path).indexOf('x'.repeat(3_000)) + 9, Buffer.from('y')),
  'a text file': (path) => writeFileSync(path, 'hello'),
};

for (const [what, damage] of Object.entries(damages)) {
  test(`[BACK-1] a damaged backup is found and never chosen: ${what}`, async () => {
    await addPapers(
      store,
      Array.from({ length: 50 }, (_, i) => i),
      2_000,
    );
    const good = await made();
    now += 2 * HOUR;
    await addPapers(store, [60], 50_000);
    const bad = await made();
    await close();
    damage(bad.path, bad.bytes);
    await open();
    expect(await newestGoodBackup(dataDir)).toMatchObject({ name: good.name });
    expect(await backups.thin()).toMatchObject({ ok: false, reason: 'newest-not-good' });
    expect(backups.list().map(({ ok }) => ok)).toEqual([false, true]);
    const elsewhere = join(dataDir, 'elsewhere');
    mkdirSync(elsewhere);
    const refused = await restoreBackup({ dataDir: elsewhere, source: bad.path });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(refused).toMatchObject({
      ok: false,
      reason: expect.stringMatching('damaged|not-a-library'),
    });
    expect(await backups.runWhenDue()).toMatchObject({ did: 'backed-up' });
  });
}

test('[BACK-1] a damaged library gives no backup, and the older ones stay', async () => {
  await addPapers(
    store,
    Array.from({ length: 50 }, (_, i) => i),
    2_000,
  );
  const good = await made();
  await close();
  overwrite(join(dataDir, 'library.sqlite'), good.bytes - 4096 * 4, Buffer.alloc(4096 * 3, 0xa5));
  await open();
  now += 24 * HOUR;
  expect(await backups.make('automatic')).toMatchObject({ ok: false, reason: 'damaged' });
  expect(folder()).toEqual([good.name]);
  expect(await newestGoodBackup(dataDir)).toMatchObject({ name: good.name });
});

test('[BACK-1] what a killed process left unfinished goes with the next backup', async () => {
  await addPapers(store, [1]);
  mkdirSync(join(dataDir, 'backups'));
  for (const suffix of ['', '-wal', '-journal'])
    writeFileSync(
      join(dataDir, 'backups', `2026-11-20T01-30-00Z-manual.sqlite.part${suffix}`),
      'x',
    );
  expect(backups.list()).toEqual([]);
  const { name } = await made();
  expect(folder()).toEqual([name]);
});

test('[BACK-1] closing ends a backup under way and leaves nothing of it', async () => {
  await addPapers(
    store,
    Array.from({ length: 100 }, (_, i) => i),
    200_000,
  );
  const result = backups.make('automatic');
  while (!existsSync(join(dataDir, 'backups')) || folder().length === 0) await wait(1);
  await backups.close();
  expect(await result).toMatchObject({ ok: false, reason: 'stopped' });
  expect(folder()).toEqual([]);
  expect(await backups.make('manual')).toMatchObject({ ok: false, reason: 'stopped' });
});

test('[BACK-1] a full disk is told, and leaves the older backups', async ({ skip }) => {
  await addPapers(store, [1]);
  const old = await made();
  await addPapers(
    store,
    Array.from({ length: 30 }, (_, i) => i),
    100_000,
  );
  const small = join(dataDir, 'backups');
  copyFileSync(old.path, join(dataDir, 'old'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    return skip('skipped: a small tmpfs cannot be mounted here');
  }
  try {
    copyFileSync(join(dataDir, 'old'), old.path);
    now += 2 * HOUR;
    expect(await backups.runWhenDue()).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(folder()).toEqual([old.name]);
    expect(await newestGoodBackup(dataDir)).toMatchObject({ name: old.name });
  } finally {
    execFileSync('umount', [small]);
  }
});

test('[BACK-1] a backup of 50 MB does not hold up the program', { retry: 2 }, async () => {
  await addPapers(
    store,
    Array.from({ length: 500 }, (_, i) => i),
    100_000,
  );
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const started = performance.now();
  const { bytes } = await made();
  clearInterval(ticking);
  const text = `${bytes} bytes in ${Math.round(performance.now() - started)} ms, longest tick ${Math.round(longest)} ms`;
  expect(bytes).toBeGreaterThan(50_000_000);
  expect(longest, text).toBeLessThan(100);
  if (process.env.OFFPRINT_FIGURES) process.stdout.write(`${text}\n`);
});

test('[BACK-1] a file that is not a backup is left alone', async () => {
  await addPapers(store, [1]);
  await made();
  writeFileSync(join(dataDir, 'backups', 'notes.txt'), 'mine');
  new DatabaseSync(join(dataDir, 'backups', 'mine.sqlite')).close();
  expect(backups.list()).toHaveLength(1);
  now += 300 * 24 * HOUR;
  await backups.thin();
  expect(folder()).toContain('notes.txt');
});
