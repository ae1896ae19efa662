import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyStore, type SafeStorageApi } from './key-store.ts';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-keys-'));
  path = join(dir, 'profile', 'secrets.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Encrypts with a key that can be lost. */
function keyring(
  parts: { backend?: string; available?: boolean; key?: number; rotated?: boolean } = {},
) {
  const { backend = 'gnome_libsecret', available = true, key = 7, rotated = false } = parts;
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text: string) => turn(Buffer.from(`v${rotated ? 2 : 1}${text}`)),
    decryptStringAsync: async (bytes: Buffer) => {
      const text = turn(bytes).toString();
      if (!/^v[12]/.test(text)) throw new Error('wrong key');
      return { result: text.slice(2), shouldReEncrypt: rotated };
    },
    getSelectedStorageBackend: () => backend,
  } as SafeStorageApi;
}

test('[SAFE-4] a secret comes back, after a restart too, and never lies in the clear', async () => {
  const store = createKeyStore(keyring(), path, 'linux');
  await Promise.all([store.set('zotero', 'geheim-1'), store.set('webdav', 'geheim-2')]);
  const again = createKeyStore(keyring(), path, 'linux');
  expect(await again.get('zotero')).toBe('geheim-1');
  expect(await again.get('webdav')).toBe('geheim-2');
  expect(await again.get('none')).toBeNull();
  expect(readFileSync(path, 'utf8')).not.toContain('geheim');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  await again.delete('zotero');
  expect(await again.get('zotero')).toBeNull();
  expect(await again.get('webdav')).toBe('geheim-2');
});

test.each([
  ['Linux without a keyring', keyring({ backend: 'basic_text' }), 'linux'],
  ['Linux before it is known', keyring({ backend: 'unknown' }), 'linux'],
  ['a system without a key store', keyring({ available: false }), 'darwin'],
] as const)('[SAFE-4] %s: not available, and nothing is kept', async (_, ring, platform) => {
  const store = createKeyStore(ring, path, platform);
  expect(await store.available()).toBe(false);
  await expect(store.set('a', 'b')).rejects.toThrow('no key store');
  expect(await store.get('a')).toBeNull();
  expect(() => statSync(path)).toThrow();
});

test('[SAFE-4] a lost key or a damaged file is a secret that is not there', async () => {
  const store = createKeyStore(keyring(), path, 'linux');
  await store.set('a', 'b');
  expect(await createKeyStore(keyring({ key: 9 }), path, 'linux').get('a')).toBeNull();
  expect(await store.get('__proto__')).toBeNull();
  writeFileSync(path, '{"a":');
  expect(await store.get('a')).toBeNull();
  await store.set('a', 'c');
  expect(await store.get('a')).toBe('c');
});

test('[SAFE-4] a secret under a key that the system has changed is locked with the new one', async () => {
  await createKeyStore(keyring(), path, 'linux').set('a', 'b');
  const before = readFileSync(path, 'utf8');
  const store = createKeyStore(keyring({ rotated: true }), path, 'linux');
  expect(await store.get('a')).toBe('b');
  expect(readFileSync(path, 'utf8')).not.toBe(before);
  expect(await store.get('a')).toBe('b');
});
