import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../../library/test-library.ts';
import { LocalStore } from '../../local/index.ts';
import { Sync, type SyncOptions } from './sync.ts';

let target: string;
let library: TestLibrary;
let local: LocalStore;
let sync: Sync;

beforeEach(async () => {
  target = mkdtempSync(join(tmpdir(), 'offprint-meeting-'));
  library = await openTestLibrary();
  local = new LocalStore(library.folder);
  const secrets = {
    ...{ available: async () => false, get: async () => null },
    ...{ set: async () => undefined, delete: async () => undefined },
  };
  const { mutations, folder: dataDir } = library;
  // No PDF is carried where no run comes to its end.
  const shelf = {} as SyncOptions['shelf'];
  sync = new Sync({ dataDir, mutations, local, secrets, shelf, now: Date.now });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await sync.close();
  local.close();
  await library.close();
  rmSync(target, { recursive: true });
});

it('[SYNC-8] a run says that the disk is full where not even that can be written', async () => {
  const access = { target: { kind: 'folder', path: target }, password: null } as const;
  expect(await sync.connect(access, null, 'session')).toEqual({ ok: true });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(local, 'set').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  expect(await sync.run()).toMatchObject({ ok: false, reason: 'disk' });
  expect(await sync.status()).toMatchObject({ trouble: { reason: 'disk' } });
});
