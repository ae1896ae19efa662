import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackups, finishRestore, type RestoreStep, restoreBackup } from './index.ts';
import { addPapers, contentsIn, contentsOf, openLibrary } from './test-library.ts';

const CHILD = join(import.meta.dirname, 'restore-killed.ts');
const STEPS: readonly RestoreStep[] = [
  'kept',
  'decided',
  'log-removed',
  'replaced',
  'index-removed',
];

let root = '';
/** A library with a staged restore of an older state, written to after it was staged. */
let staged = '';
let older: Record<string, unknown>;
let present: Record<string, unknown>;
let dataDir = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'offprint-staged-'));
  staged = join(root, 'staged');
  const store = await openLibrary(staged);
  const backups = createBackups({ dataDir: staged, database: store.connection.db, clock: Date });
  await addPapers(store, [1, 2, 3], 2_000);
  older = await contentsOf(store);
  const made = await backups.make('manual');
  if (!made.ok) throw new Error(made.detail);
  await addPapers(store, [3, 4], 2_000);
  expect(await backups.stage(made.backup.name)).toEqual({ ok: true, keptAs: null });
  expect(await backups.stage('../../etc/passwd')).toMatchObject({ ok: false, reason: 'not-found' });
  await addPapers(store, ['after'], 2_000);
  present = await contentsOf(store);
  await store.close();
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-staged-'));
  cpSync(staged, dataDir, { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function backedUp(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const name of readdirSync(join(dataDir, 'backups'))) {
    const folder = mkdtempSync(join(root, 'look-'));
    copyFileSync(join(dataDir, 'backups', name), join(folder, 'library.sqlite'));
    found.push(await contentsIn(folder));
  }
  return found;
}

async function expectRestored(): Promise<void> {
  expect(await contentsIn(dataDir)).toEqual(older);
  expect(readdirSync(dataDir).filter((name) => /staged|restored|arriving/.test(name))).toEqual([]);
  // What was acknowledged after it was staged is kept as well.
  expect(await backedUp()).toContainEqual(present);
}

describe('a staged restore', () => {
  it('[BACK-1] takes place at the next start, with the present state kept', async () => {
    expect(await finishRestore(dataDir)).toMatchObject({ ok: true });
    await expectRestored();
    expect(await finishRestore(dataDir)).toBeNull();
  });

  it.each(STEPS)(
    '[BACK-2] killed after the step "%s", the next start completes it',
    async (step) => {
      const child = spawn(process.execPath, [CHILD, dataDir, '', step], { stdio: 'ignore' });
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
      await expectRestored();
    },
  );

  it('[BACK-1] is given up where the present state cannot be kept', async () => {
    const fail = (step: RestoreStep) => {
      if (step === 'kept') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    expect(await finishRestore(dataDir, fail)).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(existsSync(join(dataDir, 'library.sqlite.staged'))).toBe(false);
    expect(await contentsIn(dataDir)).toEqual(present);
  });

  it('[BACK-1] is given up where it was damaged since it was staged', async () => {
    const path = join(dataDir, 'library.sqlite.staged');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, bytes.length / 2));
    expect(await finishRestore(dataDir)).toMatchObject({ ok: false, reason: 'damaged' });
    expect(readdirSync(dataDir).filter((name) => name.includes('staged'))).toEqual([]);
    expect(await contentsIn(dataDir)).toEqual(present);
  });

  it('[BACK-1] gives way to a restore that was asked for later', async () => {
    const [name = ''] = readdirSync(join(staged, 'backups'));
    const source = join(staged, 'backups', name);
    writeFileSync(join(dataDir, 'library.sqlite.staged'), 'never to be opened');
    expect(await restoreBackup({ dataDir, source })).toMatchObject({ ok: true });
    await expectRestored();
    expect(readFileSync(join(dataDir, 'library.sqlite')).toString('latin1', 0, 6)).toBe('SQLite');
  });
});
