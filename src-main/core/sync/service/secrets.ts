import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretPlace } from '../../../../src-shared/contract/index.ts';
import type { SecretStore } from '../../host.ts';
import type { Keys } from '../keys/index.ts';

const secrets = z.object({
  password: z.string().nullable(),
  keys: z.object({ ring: z.tuple([z.string()], z.string()), newest: z.string() }).nullable(),
});

/** What opens a target. */
export type Secrets = { readonly password: string | null; readonly keys: Keys | null };

const NONE: Secrets = { password: null, keys: null };
const NAME = 'sync';
const FILE = 'sync-secrets.json';

/** Keeps what opens the target where the user wants it kept (SAFE-4). */
export class SecretKeeper {
  readonly #store: SecretStore;
  readonly #path: string;
  #known: Secrets | null = null;

  constructor(store: SecretStore, dataDir: string) {
    this.#store = store;
    this.#path = join(dataDir, FILE);
  }

  /** Whether the system has a key store that can keep something. */
  hasKeyStore(): Promise<boolean> {
    return this.#store.available().catch(() => false);
  }

  /** What is known; nothing where it was kept until the end of the last run only. */
  async get(place: SecretPlace): Promise<Secrets> {
    if (this.#known !== null) return this.#known;
    const read = await this.#read(place);
    // A key store that is closed now may be open later.
    if (read !== NONE) this.#known = read;
    return read;
  }

  /** Keeps it there and nowhere else; rejects where that place cannot keep it. */
  async set(place: SecretPlace, value: Secrets): Promise<void> {
    const text = JSON.stringify(value);
    if (place === 'key-store') await this.#store.set(NAME, text);
    if (place === 'file') await this.#write(text);
    this.#known = value;
    if (place !== 'key-store') await this.#store.delete(NAME).catch(() => undefined);
    if (place !== 'file') await rm(this.#path, { force: true });
  }

  /** Forgets all of it. */
  async forget(): Promise<void> {
    await this.set('session', NONE);
  }

  async #read(place: SecretPlace): Promise<Secrets> {
    if (place === 'session') return NONE;
    const kept = place === 'file' ? readFile(this.#path, 'utf8') : this.#store.get(NAME);
    const text = await kept.catch(() => null);
    try {
      return secrets.parse(JSON.parse(text ?? ''));
    } catch {
      return NONE;
    }
  }

  async #write(text: string): Promise<void> {
    const unfinished = `${this.#path}.unfinished`;
    await writeFile(unfinished, text, { mode: 0o600, flush: true });
    // One that an interrupted run left keeps the mode that it was made with.
    await chmod(unfinished, 0o600);
    await rename(unfinished, this.#path);
  }
}
