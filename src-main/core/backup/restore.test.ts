import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBackups, newestGoodBackup, type RestoreStep, restoreBackup } from './index.ts';
import { addPapers, contentsIn, contentsOf, openLibrary } from './test-library.ts';

const KILLS = Number(process.env.OFFPRINT_CRASH_KILLS ?? 4);
const CHILD = join(import.meta.dirname, 'restore-killed.ts');
const STEPS: readonly RestoreStep[] = [
  'copied',
  'renewed',
  'kept',
  'decided',
  'log-removed',
  'replaced',
  'index-removed',
];
const UNDECIDED: readonly string[] = ['copied', 'renewed', 'kept'];
const AROUND_DECISION: readonly string[] = ['kept', 'decided', 'log-removed'];
const NUMBERS = Array.from({ length: 60 }, (_, i) => i);

type Contents = Record<string, unknown>;

let root = '';
/** A library as a killed program leaves it, with its log. */
let killed = '';
/** The same with noise in its pages. */
let damaged = '';
/** A backup of an older state. */
let source = '';
let present: Contents;
let older: Contents;
let dataDir = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'offprint-restore-'));
  const first = join(root, 'first');
  const store = await openLibrary(first);
  const backups = createBackups({ dataDir: first, database: store.connection.db, clock: Date });
  await addPapers(store, NUMBERS, 2_000);
  older = await contentsOf(store);
  const made = await backups.make('manual');
  if (!made.ok) throw new Error(made.detail);
  source = join(root, 'a #b %41 ä.sqlite');
  copyFileSync(made.backup.path, source);
  store.connection.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await addPapers(store, [1, 2, 'new'], 3_000);
  present = await contentsOf(store);
  killed = join(root, 'killed');
  mkdirSync(killed);
  for (const suffix of ['', '-wal'])
    copyFileSync(join(first, `library.sqlite${suffix}`), join(killed, `library.sqlite${suffix}`));
  await store.close();
  damaged = join(root, 'damaged');
  cpSync(killed, damaged, { recursive: true });
  const file = openSync(join(damaged, 'library.sqlite'), 'r+');
  writeSync(file, Buffer.alloc(4096 * 8, 0xa5), 0, 4096 * 8, 4096 * 12);
  closeSync(file);
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-restoring-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function begin(state: string): void {
  rmSync(dataDir, { recursive: true });
  cpSync(state, dataDir, { recursive: true });
  for (const suffix of ['', '-wal']) writeFileSync(join(dataDir, `index.sqlite${suffix}`), 'old');
}

function bytesOf(folder: string, name: string): Buffer[] {
  return ['', '-wal'].map((suffix) => readFileSync(join(folder, name + suffix)));
}

async function backedUp(): Promise<Contents[]> {
  const found: Contents[] = [];
  for (const name of readdirSync(join(dataDir, 'backups'))) {
    const folder = mkdtempSync(join(root, 'look-'));
    copyFileSync(join(dataDir, 'backups', name), join(folder, 'library.sqlite'));
    found.push(await contentsIn(folder));
  }
  return found;
}

/** The one thing that a restore may end in, and nothing of it left over. */
async function expectRestored(): Promise<void> {
  expect(await contentsIn(dataDir)).toEqual(older);
  const names = readdirSync(dataDir);
  expect(
    names.filter((name) => /arriving|restored|part|index|library\.sqlite-/.test(name)),
  ).toEqual([]);
}

test('[BACK-1] a restore brings the backup back and keeps the present state as a backup', async () => {
  begin(killed);
  const result = await restoreBackup({ dataDir, source });
  if (!result.ok) throw new Error(result.detail);
  await expectRestored();
  expect(await backedUp()).toEqual([present]);
  expect(await newestGoodBackup(dataDir)).toMatchObject({
    path: result.keptAs,
    reason: 'before-restore',
  });
  expect(await restoreBackup({ dataDir, source: result.keptAs! })).toMatchObject({ ok: true });
  expect(await contentsIn(dataDir)).toEqual(present);
});

test('[BACK-1] a restored library has a history of its own, and no note of a backup', async () => {
  begin(killed);
  const generationOf = (path: string) => {
    const db = new DatabaseSync(path, { readOnly: true });
    const sql = `SELECT value FROM rx_meta WHERE key = 'generation'`;
    const notes = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'backup_note'`).all().length;
    const generation = db.prepare(sql).get()?.value;
    db.close();
    return { generation, notes };
  };
  await restoreBackup({ dataDir, source });
  await contentsIn(dataDir);
  const before = generationOf(source);
  const after = generationOf(join(dataDir, 'library.sqlite'));
  expect(after.generation).not.toBe(before.generation);
  expect([before.notes, after.notes]).toEqual([1, 0]);
});

test('[BACK-1] a damaged library is kept byte for byte, with its log', async () => {
  begin(damaged);
  const result = await restoreBackup({ dataDir, source });
  if (!result.ok) throw new Error(result.detail);
  const name = readdirSync(dataDir).find((one) => /damaged-[\dTZ-]+$/.test(one))!;
  expect(result.keptAs).toBe(join(dataDir, name));
  expect(bytesOf(dataDir, name)).toEqual(bytesOf(damaged, 'library.sqlite'));
  await expectRestored();
  expect(readdirSync(join(dataDir, 'backups'))).toEqual([]);
});

test('[BACK-1] what is no database at all is kept too, and an empty folder has nothing to keep', async () => {
  writeFileSync(join(dataDir, 'library.sqlite'), 'not a database');
  const result = await restoreBackup({ dataDir, source });
  if (!result.ok) throw new Error(result.detail);
  expect(readFileSync(result.keptAs!, 'utf8')).toBe('not a database');
  await expectRestored();
  rmSync(join(dataDir, 'library.sqlite'));
  expect(await restoreBackup({ dataDir, source })).toEqual({ ok: true, keptAs: null });
  await expectRestored();
});

test('[BACK-1] restores a library with its log from elsewhere, and leaves it as it was', async () => {
  const elsewhere = mkdtempSync(join(root, 'elsewhere-'));
  cpSync(killed, elsewhere, { recursive: true });
  const result = await restoreBackup({ dataDir, source: join(elsewhere, 'library.sqlite') });
  expect(result).toMatchObject({ ok: true });
  expect(await contentsIn(dataDir)).toEqual(present);
  expect(bytesOf(elsewhere, 'library.sqlite')).toEqual(bytesOf(killed, 'library.sqlite'));
  // SQLite may leave its index of the log, which anybody makes anew.
  const names = readdirSync(elsewhere).filter((name) => !name.endsWith('-shm'));
  expect(names).toEqual(readdirSync(killed));
});

test('[BACK-1] restores from a library that is open, and from the library itself', async () => {
  const other = mkdtempSync(join(root, 'open-'));
  cpSync(killed, other, { recursive: true });
  const db = new DatabaseSync(join(other, 'library.sqlite'));
  db.exec('SELECT count(*) FROM rx_tables');
  expect(await restoreBackup({ dataDir, source: join(other, 'library.sqlite') })).toMatchObject({
    ok: true,
  });
  db.close();
  expect(await contentsIn(dataDir)).toEqual(present);
  const itself = join(dataDir, 'library.sqlite');
  expect(await restoreBackup({ dataDir, source: itself })).toMatchObject({ ok: true });
  expect(await contentsIn(dataDir)).toEqual(present);
});

function changedCopy(sql: string): string {
  const path = join(mkdtempSync(join(root, 'changed-')), 'changed.sqlite');
  copyFileSync(source, path);
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
  return path;
}

function written(content: string | Buffer): string {
  const path = join(mkdtempSync(join(root, 'written-')), 'written');
  writeFileSync(path, content);
  return path;
}

const REFUSED: readonly [string, string, () => string][] = [
  ['a text', 'not-a-library', () => written('a text')],
  ['an empty file', 'not-a-library', () => written('')],
  ['a beginning', 'damaged', () => written(readFileSync(source).subarray(0, 5_000))],
  ['another database', 'not-a-library', () => changedCopy('DROP TABLE rx_meta')],
  ['a database of others', 'not-a-library', () => changedCopy('DELETE FROM rx_tables')],
  ['a missing collection', 'damaged', () => changedCopy('DROP TABLE "rx.library.notes.v0"')],
  [
    'a changed document',
    'damaged',
    () => changedCopy(`UPDATE "rx.library.papers.v0" SET rev = '1-y'`),
  ],
  [
    'a lost document',
    'damaged',
    () => changedCopy(`DELETE FROM "rx.library.papers.v0" WHERE id = 'paper-7'`),
  ],
  [
    'no JSON',
    'damaged',
    () => changedCopy(`DROP TABLE backup_note; UPDATE "rx.library.papers.v0" SET data = '{'`),
  ],
  [
    'a newer storage',
    'newer-version',
    () => changedCopy(`UPDATE rx_meta SET value = '2' WHERE key = 'format'`),
  ],
  [
    'a newer schema',
    'newer-version',
    () => changedCopy(`UPDATE rx_tables SET version = 7 WHERE collection = 'notes'`),
  ],
  ['nothing', 'disk-error', () => join(root, 'nothing')],
  ['a folder', 'disk-error', () => root],
];

test.each(REFUSED)('[BACK-1] refuses %s as %s, and changes nothing', async (_, reason, make) => {
  begin(killed);
  const names = readdirSync(dataDir);
  expect(await restoreBackup({ dataDir, source: make() })).toMatchObject({ ok: false, reason });
  expect(readdirSync(dataDir)).toEqual(names);
  expect(await contentsIn(dataDir)).toEqual(present);
});

test('[BACK-1] a disk that is full leaves the library as it was', async ({ skip }) => {
  const small = join(root, 'small');
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    return skip('skipped: a small tmpfs cannot be mounted here');
  }
  try {
    for (const filler of [0, 250_000]) {
      cpSync(killed, small, { recursive: true });
      writeFileSync(join(small, 'filler'), Buffer.alloc(filler));
      const result = await restoreBackup({ dataDir: small, source });
      expect(result).toMatchObject({ ok: false, reason: 'disk-full' });
      rmSync(join(small, 'filler'));
      expect(readdirSync(small).filter((name) => /arriving|restored|part/.test(name))).toEqual([]);
      expect(await contentsIn(small)).toEqual(present);
    }
  } finally {
    execFileSync('umount', [small]);
  }
});

describe.each(STEPS)('after the step "%s"', (step) => {
  test('[BACK-2] a failure leaves the old or the new library, and a second restore completes', async () => {
    const fail = (done: RestoreStep) => {
      if (done === step) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    begin(killed);
    const result = await restoreBackup({ dataDir, source, afterStep: fail });
    expect(result).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(await contentsIn(dataDir)).toEqual(UNDECIDED.includes(step) ? present : older);
    expect(await restoreBackup({ dataDir, source })).toMatchObject({ ok: true });
    await expectRestored();
    expect(await backedUp()).toContainEqual(present);
  });

  test('[BACK-2] a kill leaves the old or the new library, and a second restore completes', async () => {
    begin(killed);
    expect(await child(step)).toBe('begins\n');
    const found = await contentsIn(dataDir);
    expect(found).toEqual(UNDECIDED.includes(step) ? present : older);
    expect(await restoreBackup({ dataDir, source })).toMatchObject({ ok: true });
    await expectRestored();
    expect(await backedUp()).toContainEqual(present);
  });

  test.runIf(AROUND_DECISION.includes(step))(
    '[BACK-2] a kill loses no byte of a damaged library',
    async () => {
      begin(damaged);
      await child(step);
      if (UNDECIDED.includes(step))
        expect(bytesOf(dataDir, 'library.sqlite')).toEqual(bytesOf(damaged, 'library.sqlite'));
      expect(await restoreBackup({ dataDir, source })).toMatchObject({ ok: true });
      await expectRestored();
      const kept = readdirSync(dataDir).find((one) => /damaged-[\dTZ-]+$/.test(one))!;
      expect(bytesOf(dataDir, kept)).toEqual(bytesOf(damaged, 'library.sqlite'));
    },
  );
});

test('[BACK-2] kills at random instants leave the old or the new library', async () => {
  const ended = { old: 0, new: 0 };
  begin(killed);
  const started = performance.now();
  await restoreBackup({ dataDir, source });
  const duration = performance.now() - started;
  for (let kill = 0; kill < KILLS; kill += 1) {
    begin(killed);
    await child('', Math.random() * duration * 1.2);
    const found = await contentsIn(dataDir);
    const isNew = !('papers/paper-new' in found);
    expect(found).toEqual(isNew ? older : present);
    ended[isNew ? 'new' : 'old'] += 1;
    expect(await restoreBackup({ dataDir, source })).toMatchObject({ ok: true });
    await expectRestored();
    expect(await backedUp()).toContainEqual(present);
  }
  if (process.env.OFFPRINT_CRASH_KILLS) process.stdout.write(`${JSON.stringify(ended)}\n`);
}, 600_000);

/** Restores in a process that is killed after a step, or `ms` after it began; what it said. */
async function child(step: string, ms?: number): Promise<string> {
  const process_ = spawn(process.execPath, [CHILD, dataDir, source, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise((resolve) => process_.on('close', resolve));
  const begun = new Promise<void>((resolve) => {
    process_.stdout.on('data', (data) => {
      output += data;
      resolve();
    });
  });
  if (ms !== undefined) {
    await begun;
    await wait(ms);
    process_.kill('SIGKILL');
  }
  await ended;
  expect(existsSync(dataDir)).toBe(true);
  return output;
}
