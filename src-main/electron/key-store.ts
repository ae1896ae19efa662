import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SafeStorage } from 'electron';
import type { SecretStore } from '../core/index.ts';

/** The part of Electron's key store that we use: the one that does not block. */
export type SafeStorageApi = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

type Secrets = Record<string, string>;

/** Linux without a keyring: Electron would encrypt with a password that everybody knows. */
const NO_KEYRING = ['basic_text', 'unknown'];

/**
 * Secrets in a file, each encrypted by a key in the system's key store (SAFE-4). Without such a
 * store nothing is kept: `available` is false, `get` null, and `set` rejects.
 */
export function createKeyStore(
  safeStorage: SafeStorageApi,
  path: string,
  platform: NodeJS.Platform,
): SecretStore {
  const available = async () => {
    if (platform === 'linux' && NO_KEYRING.includes(safeStorage.getSelectedStorageBackend()))
      return false;
    return safeStorage.isAsyncEncryptionAvailable();
  };
  let last: Promise<unknown> = Promise.resolve();
  const change = (edit: (secrets: Secrets) => Promise<void> | void): Promise<void> => {
    const turn = last.then(async () => {
      const secrets = await readSecrets(path);
      await edit(secrets);
      await writeSecrets(path, secrets);
    });
    last = turn.catch(() => {});
    return turn;
  };
  const set = async (name: string, value: string) => {
    if (!(await available())) throw new Error('no key store');
    const encrypted = await safeStorage.encryptStringAsync(value);
    await change((secrets) => {
      secrets[name] = encrypted.toString('base64');
    });
  };
  const get = async (name: string) => {
    await last;
    const stored = (await readSecrets(path))[name];
    if (stored === undefined || !(await available())) return null;
    try {
      const encrypted = Buffer.from(stored, 'base64');
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(encrypted);
      // The system's key was changed; the old one may be gone next time.
      if (shouldReEncrypt) await set(name, result).catch(() => {});
      return result;
    } catch {
      return null;
    }
  };
  const remove = (name: string) =>
    change((secrets) => {
      delete secrets[name];
    });
  return { available, get, set, delete: remove };
}

async function readSecrets(path: string): Promise<Secrets> {
  const empty: Secrets = Object.create(null);
  try {
    return Object.assign(empty, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return empty;
  }
}

async function writeSecrets(path: string, secrets: Secrets): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${path}.tmp`, path);
}
