import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SecretStore } from '../../host.ts';
import { SecretKeeper, type Secrets } from './secrets.ts';

const NONE: Secrets = { password: null, keys: null };
const SOME: Secrets = {
  password: 'of the server',
  keys: { ring: ['AGE-SECRET-KEY-1A'], newest: 'k/0001-00000000.key' },
};

let folder: string;
let kept: Map<string, string>;
let isOpen: boolean;

const store: SecretStore = {
  available: async () => isOpen,
  get: async (name) => (isOpen ? (kept.get(name) ?? null) : null),
  set: async (name, value) => {
    if (!isOpen) throw new Error('no key store');
    kept.set(name, value);
  },
  delete: async (name) => void kept.delete(name),
};
/** As after a restart: nothing is remembered. */
const again = (): SecretKeeper => new SecretKeeper(store, folder);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-secrets-'));
  [kept, isOpen] = [new Map(), true];
});

afterEach(() => rmSync(folder, { recursive: true }));

it('[SAFE-4] secrets lie where the user wants them, and nowhere else', async () => {
  await again().set('file', SOME);
  expect(await again().get('file')).toEqual(SOME);
  const [name] = readdirSync(folder);
  if (process.platform !== 'win32') expect(statSync(join(folder, name!)).mode & 0o777).toBe(0o600);
  expect(kept.size).toBe(0);
  await again().set('key-store', SOME);
  expect(await again().get('key-store')).toEqual(SOME);
  expect(readdirSync(folder)).toEqual([]);
  const keeper = again();
  await keeper.set('session', SOME);
  expect([kept.size, readdirSync(folder)]).toEqual([0, []]);
  expect(await keeper.get('session')).toEqual(SOME);
  expect(await again().get('session')).toEqual(NONE);
});

it('[SAFE-4] nothing is kept in the clear where the key store refuses', async () => {
  isOpen = false;
  await expect(again().set('key-store', SOME)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

it('[SAFE-4] a key store that is closed is asked again', async () => {
  await again().set('key-store', SOME);
  const keeper = again();
  isOpen = false;
  expect(await keeper.get('key-store')).toEqual(NONE);
  isOpen = true;
  expect(await keeper.get('key-store')).toEqual(SOME);
});

it('[SYNC-5] a damaged file of secrets counts as none, and forgetting leaves nothing', async () => {
  await again().set('file', SOME);
  const path = join(folder, readdirSync(folder)[0]!);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
  expect(await again().get('file')).toEqual(NONE);
  await again().set('file', SOME);
  await again().forget();
  expect([readdirSync(folder), kept.size]).toEqual([[], 0]);
});
