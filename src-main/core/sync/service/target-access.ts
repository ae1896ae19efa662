import type {
  SecretPlace,
  SyncDone,
  SyncTargetSetting,
  SyncTestResult,
} from '../../../../src-shared/contract/index.ts';
import type { SecretStore } from '../../host.ts';
import {
  changePassphrase,
  isGoodPassphrase,
  type Keys,
  readKeyFiles,
  recoverySheet,
} from '../keys/index.ts';
import type { Choice } from '../report.ts';
import type { SyncTarget } from '../targets/index.ts';
import { abortable } from './abortable.ts';
import type { SyncConfig, SyncConfigs } from './config.ts';
import { lookAt, meetAgain, meetFirst, openWith } from './meeting.ts';
import { isReadableOnItsWay, type OpenTarget, openTarget } from './open-target.ts';
import { SecretKeeper } from './secrets.ts';

/** What access to targets is made of. */
export type AccessParts = {
  readonly dataDir: string;
  readonly configs: SyncConfigs;
  readonly secrets: SecretStore;
  /** Ends what is asked of a target now. */
  readonly signal: () => AbortSignal;
};

/** A target that somebody names, with what its server asks for. */
export type Access = { readonly target: SyncTargetSetting; readonly password: string | null };

type Failed = Extract<SyncDone, { ok: false }>;

/** The known target, open; `keys` null where it is not encrypted. */
export type Entered =
  | { readonly ok: true; readonly target: SyncTarget; readonly keys: Keys | null }
  | Failed;

/** The way to the target of this machine: its address, its secrets, its keys. */
export class TargetAccess {
  readonly #parts: AccessParts;
  readonly #configs: SyncConfigs;
  readonly #secrets: SecretKeeper;

  constructor(parts: AccessParts) {
    this.#parts = parts;
    this.#configs = parts.configs;
    this.#secrets = new SecretKeeper(parts.secrets, parts.dataDir);
  }

  /** Whether the system's key store can keep secrets. */
  hasKeyStore(): Promise<boolean> {
    return this.#secrets.hasKeyStore();
  }

  /** Tries whether a target can be used. */
  async test({ target, password }: Access): Promise<SyncTestResult> {
    const opened = this.#open(target, password);
    const ready = await opened.prepare();
    if (!ready.ok) return ready;
    const look = await lookAt(opened.target);
    return look.ok ? { ...look, isOpenlyReadable: isReadableOnItsWay(target) } : look;
  }

  /** Makes a target this machine's, once what is remembered of the one of before is forgotten. */
  async first(
    access: Access,
    passphrase: string | null,
    keep: SecretPlace,
    forgetFormer: () => void,
  ): Promise<SyncDone> {
    const { target, password } = access;
    if (!(await this.#canKeep(keep))) return NO_KEY_STORE;
    const opened = this.#open(target, password);
    const ready = await opened.prepare();
    if (!ready.ok) return ready;
    const met = await meetFirst(opened.target, passphrase);
    if (!met.ok) return met;
    // A setting is written last: whatever it is cut off at, it never speaks of another target's keys.
    await this.#secrets.set(keep, { password, keys: met.keys });
    forgetFormer();
    const config = { target, encrypted: met.keys !== null, secrets: keep };
    this.#configs.config = { ...config, isPaused: false, carriesPdfs: true, keyFile: null };
    await this.#keepKeyFile(opened.target, met.keys);
    return DONE;
  }

  /** Opens the known target and its keys; `targetId` is its own id, null before the first run. */
  async again(targetId: string | null, choice?: Choice): Promise<Entered> {
    const { config } = this.#configs;
    if (config === null) return OFF;
    const secrets = await this.#secrets.get(config.secrets);
    const { target } = this.#open(config.target, secrets.password);
    const met = await meetAgain(target, { config, targetId, keys: secrets.keys }, choice);
    if (!met.ok) return met;
    if (met.keys !== null && met.keys !== secrets.keys) await this.#keepKeys(config, met.keys);
    if (met.keys !== null && met.keys.newest !== config.keyFile?.name)
      await this.#keepKeyFile(target, met.keys);
    return { ok: true, target, keys: met.keys };
  }

  /** Takes secrets that are not known, or not any more; tells whether they open. */
  async unlock(
    passphrase: string | null,
    password: string | null,
    keep: SecretPlace,
  ): Promise<SyncDone> {
    const { config } = this.#configs;
    if (config === null) return OFF;
    if (!(await this.#canKeep(keep))) return NO_KEY_STORE;
    const known = await this.#secrets.get(config.secrets);
    const next = { ...known, password: password ?? known.password };
    if (passphrase !== null) {
      const { target } = this.#open(config.target, next.password);
      const opened = await openWith(target, passphrase, known.keys);
      if (!opened.ok) return opened;
      next.keys = opened.keys;
      await this.#keepKeyFile(target, opened.keys);
    }
    await this.#secrets.set(keep, next);
    // Keys that are not known now do not make it one in plain text.
    this.#change({ secrets: keep, encrypted: config.encrypted || next.keys !== null });
    return DONE;
  }

  /** Seals with a new key from now on, that the new passphrase opens. */
  async changePassphrase(passphrase: string, targetId: string | null): Promise<SyncDone> {
    const entered = await this.again(targetId);
    if (!entered.ok) return entered;
    const { target, keys } = entered;
    if (keys === null) return { ok: false, reason: 'plain' };
    if (!isGoodPassphrase(passphrase)) return { ok: false, reason: 'weak-passphrase' };
    const changed = await changePassphrase(target, passphrase, keys);
    if (!changed.ok) return changed;
    await this.#keepKeys(this.#configs.config!, changed.keys);
    await this.#keepKeyFile(target, changed.keys);
    return DONE;
  }

  /** What opens the target when the passphrase is forgotten; null where there is none, or it is not known. */
  async recoveryCode(): Promise<string | null> {
    const { config } = this.#configs;
    if (config === null) return null;
    const { keys } = await this.#secrets.get(config.secrets);
    return keys && recoverySheet(keys).code;
  }

  /** The known target, to be watched; null where there is none. */
  async watched(): Promise<SyncTarget | null> {
    const { config } = this.#configs;
    if (config === null) return null;
    const { password } = await this.#secrets.get(config.secrets);
    return this.#open(config.target, password).target;
  }

  /** Forgets the keys: another target stands where the known one was. */
  async forgetKeys(): Promise<void> {
    const { config } = this.#configs;
    if (config === null) return;
    const known = await this.#secrets.get(config.secrets);
    await this.#secrets.set(config.secrets, { ...known, keys: null });
    this.#change({ keyFile: null });
  }

  /** Forgets the target and all secrets. */
  async forget(): Promise<void> {
    this.#configs.config = null;
    await this.#secrets.forget();
  }

  async #canKeep(place: SecretPlace): Promise<boolean> {
    return place !== 'key-store' || (await this.#secrets.hasKeyStore());
  }

  async #keepKeys(config: SyncConfig, keys: Keys): Promise<void> {
    const known = await this.#secrets.get(config.secrets);
    await this.#secrets.set(config.secrets, { ...known, keys });
  }

  /** Remembers the newest key file, for a target that is emptied. */
  async #keepKeyFile(target: SyncTarget, keys: Keys | null): Promise<void> {
    if (keys === null) return;
    const files = await readKeyFiles(target);
    const file = files.ok ? files.value.find(({ name }) => name === keys.newest) : undefined;
    if (file === undefined) return;
    const data = Buffer.from(file.bytes).toString('base64');
    this.#change({ keyFile: { name: file.name, data } });
  }

  #change(change: Partial<SyncConfig>): void {
    const { config } = this.#configs;
    if (config !== null) this.#configs.config = { ...config, ...change };
  }

  #open(setting: SyncTargetSetting, password: string | null): OpenTarget {
    const { target, prepare } = openTarget(setting, password);
    return { target: abortable(target, this.#parts.signal()), prepare };
  }
}

const OFF: Failed = { ok: false, reason: 'off' };
const NO_KEY_STORE: Failed = { ok: false, reason: 'no-key-store' };
const DONE = { ok: true } as const;
