import type {
  SecretPlace,
  SyncDone,
  SyncRun,
  SyncStatus,
  SyncTargetSetting,
  SyncTestResult,
} from '../../../../src-shared/contract/index.ts';
import type { SecretStore } from '../../host.ts';
import type { Mutations } from '../../library/index.ts';
import type { LocalStore } from '../../local/index.ts';
import { countUnsent, hasUnsent, Serial } from '../../store/index.ts';
import {
  changePassphrase,
  isGoodPassphrase,
  type Keys,
  newPassphrase,
  plain,
  readKeyFiles,
  recoverySheet,
  sealerOf,
} from '../keys/index.ts';
import { SyncHistory } from '../library/history.ts';
import { LibrarySyncStore } from '../library/library-sync-store.ts';
import { LocalTables } from '../library/local-tables.ts';
import { type CarrierParts, type CarryLink, PdfCarrier } from '../pdfs/index.ts';
import type { Choice, RunResult } from '../report.ts';
import { syncOnce } from '../run.ts';
import type { SyncTarget } from '../targets/index.ts';
import { abortable } from './abortable.ts';
import { type SyncConfig, SyncConfigs } from './config.ts';
import { entryOf } from './log-entry.ts';
import { lookAt, type MetKeys, meetAgain, meetFirst, openWith } from './meeting.ts';
import { isReadableOnItsWay, type OpenTarget, openTarget } from './open-target.ts';
import { Schedule } from './schedule.ts';
import { SecretKeeper } from './secrets.ts';

/** What synchronisation is joined to. */
export type SyncOptions = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  readonly local: LocalStore;
  readonly secrets: SecretStore;
  /** Where PDFs of the user's own go that come from other machines. */
  readonly shelf: CarrierParts['shelf'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** A target that somebody names, with what its server asks for. */
export type Access = { readonly target: SyncTargetSetting; readonly password: string | null };

type Failed = { readonly ok: false; readonly reason: Exclude<SyncRun, { ok: true }>['reason'] };

/** How this library is kept in step with the user's other machines. */
export class Sync {
  readonly tables: LocalTables;
  readonly history: SyncHistory;
  readonly #options: SyncOptions;
  readonly #configs: SyncConfigs;
  readonly #secrets: SecretKeeper;
  readonly #store: LibrarySyncStore;
  readonly #schedule: Schedule;
  readonly #serial = new Serial();
  readonly #pdfs: PdfCarrier;
  /** What the last run that came to its end went through. */
  #link: Pick<CarryLink, 'target' | 'sealer' | 'signal'> | null = null;
  /** Ends the run that is under way. */
  #ending = new AbortController();
  #isClosed = false;
  #isRunning = false;
  #waiting = { newer: 0, unread: 0 };

  constructor(options: SyncOptions) {
    const { mutations, local, secrets, dataDir } = options;
    this.#options = options;
    this.#configs = new SyncConfigs(local);
    this.#secrets = new SecretKeeper(secrets, dataDir);
    this.tables = new LocalTables(local);
    this.history = new SyncHistory(mutations.context.store.connection);
    this.#store = new LibrarySyncStore({ mutations, local: this.tables, history: this.history });
    const onWaiting = (): void => this.#changed();
    this.#pdfs = new PdfCarrier({ ...options, tables: this.tables, onWaiting });
    this.#schedule = new Schedule({
      run: () => this.run(),
      hasUnsent: () => hasUnsent(mutations.context.store.connection),
      trouble: () => this.#configs.outcome.trouble?.reason ?? null,
      events: mutations.context.events,
    });
  }

  /** Begins to run by itself: by the clock, after changes, and when the target has news. */
  async start(): Promise<void> {
    const { config } = this.#configs;
    if (config === null || config.isPaused) return;
    const { password } = await this.#secrets.get(config.secrets);
    if (!this.#isClosed) this.#schedule.start(this.#open(config.target, password).target);
  }

  /** How it stands. */
  async status(): Promise<SyncStatus> {
    const { config, outcome } = this.#configs;
    return {
      target: config?.target ?? null,
      encrypted: config?.encrypted ?? false,
      secrets: config?.secrets ?? 'session',
      hasKeyStore: await this.#secrets.hasKeyStore(),
      state: this.#state(config),
      ...outcome,
      unsent: config === null ? 0 : this.#unsent(),
      ...this.#waiting,
      carriesPdfs: config?.carriesPdfs ?? true,
      pdfsWaiting: this.#pdfs.waiting,
    };
  }

  /** Tries whether a target can be used. */
  async test({ target, password }: Access): Promise<SyncTestResult> {
    const opened = this.#open(target, password);
    const ready = await opened.prepare();
    if (!ready.ok) return ready;
    const look = await lookAt(opened.target);
    return look.ok ? { ...look, isOpenlyReadable: isReadableOnItsWay(target) } : look;
  }

  /** Makes a target this machine's, and begins to synchronise with it. */
  connect(access: Access, passphrase: string | null, keep: SecretPlace): Promise<SyncDone> {
    return this.#insteadOfRun(async () => {
      const { target, password } = access;
      const opened = this.#open(target, password);
      const ready = await opened.prepare();
      if (!ready.ok) return ready;
      const met = await meetFirst(opened.target, passphrase);
      if (!met.ok) return met;
      this.#schedule.stop();
      this.tables.forget();
      this.#pdfs.forget();
      const config = { target, encrypted: met.keys !== null, secrets: keep };
      this.#configs.config = { ...config, isPaused: false, carriesPdfs: true, keyFile: null };
      this.#configs.outcome = { lastAt: null, trouble: null };
      await this.#secrets.set(keep, { password, keys: met.keys });
      await this.#keepKeyFile(opened.target, met.keys);
      return this.#begin();
    });
  }

  /** Forgets the target; what is there stays. */
  disconnect(): Promise<void> {
    return this.#insteadOfRun(async () => {
      this.#schedule.stop();
      this.#configs.config = null;
      this.#configs.outcome = { lastAt: null, trouble: null };
      this.#waiting = { newer: 0, unread: 0 };
      this.tables.forget();
      this.#pdfs.forget();
      await this.#secrets.forget();
      this.#changed();
    });
  }

  /** Gives secrets that are not known, or not any more; tells whether they open. */
  unlock(passphrase: string | null, password: string | null, keep: SecretPlace): Promise<SyncDone> {
    return this.#exclusively(async () => {
      const { config } = this.#configs;
      if (config === null) return OFF;
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
      this.#configs.config = {
        ...{ ...this.#configs.config!, secrets: keep },
        encrypted: next.keys !== null,
      };
      return this.#begin();
    });
  }

  /** Seals with a new key from now on, that the new passphrase opens. */
  changePassphrase(passphrase: string): Promise<SyncDone> {
    return this.#exclusively(async () => {
      const ready = await this.#meet(undefined);
      if (!ready.ok) return ready;
      if (ready.keys === null) return { ok: false, reason: 'plain' };
      if (!isGoodPassphrase(passphrase)) return { ok: false, reason: 'weak-passphrase' };
      const changed = await changePassphrase(ready.target, passphrase, ready.keys);
      if (!changed.ok) return changed;
      await this.#keepKeys(ready.config, changed.keys);
      await this.#keepKeyFile(ready.target, changed.keys);
      return DONE;
    });
  }

  /** What opens the target when the passphrase is forgotten; null where there is none, or it is not known. */
  async recoveryCode(): Promise<string | null> {
    const { config } = this.#configs;
    if (config === null) return null;
    const { keys } = await this.#secrets.get(config.secrets);
    return keys && recoverySheet(keys).code;
  }

  /** A passphrase that nobody guesses. */
  proposePassphrase(): string {
    return newPassphrase();
  }

  /** Stops running by itself, or begins again. */
  setPaused(isPaused: boolean): Promise<void> {
    return this.#insteadOfRun(async () => {
      const { config } = this.#configs;
      if (config === null) return;
      this.#configs.config = { ...config, isPaused };
      this.#schedule.stop();
      if (!isPaused) await this.start();
      this.#changed();
    });
  }

  /** Says whether PDFs of the user's own travel to and from this machine. */
  async setCarriesPdfs(carriesPdfs: boolean): Promise<void> {
    const { config } = this.#configs;
    if (config === null) return;
    this.#configs.config = { ...config, carriesPdfs };
    this.#schedule.soon();
    this.#changed();
  }

  /** Synchronises now; never rejects. PDFs follow the documents, which do not wait for them. */
  async run(choice?: Choice): Promise<SyncRun> {
    const result = await this.#exclusively(() => this.#run(choice));
    // The others should hear at once of what went up.
    if (result.ok && (await this.#carryPdfs())) await this.#exclusively(() => this.#run(undefined));
    return result;
  }

  /** Ends what is under way, and lets nothing begin any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#schedule.stop();
    this.#ending.abort();
    await this.#serial.idle();
    await this.#pdfs.idle();
  }

  async #run(choice: Choice | undefined): Promise<SyncRun> {
    if (this.#configs.config === null) return { ...OFF, documents: null };
    const begun = this.#options.now();
    this.#isRunning = true;
    this.#changed();
    try {
      if (choice !== undefined) this.#pdfs.forget();
      if (choice === 'join') this.tables.forget();
      const ready = await this.#meet(choice);
      if (!ready.ok) return this.#failed({ ...ready, documents: null });
      const sealer = ready.keys === null ? plain : sealerOf(ready.keys.ring);
      const { store, target } = { store: this.#store, target: ready.target };
      const { signal } = this.#ending;
      const device = this.#options.local.deviceId;
      const result = await syncOnce({ store, target, sealer, device, signal }, choice);
      this.#link = { target, sealer, signal };
      return this.#ended(result, begun);
    } catch (error) {
      if (!this.#ending.signal.aborted)
        console.error(
          `offprint: synchronising failed: ${error instanceof Error ? error.stack : error}`,
        );
      return this.#failed({ ok: false, reason: 'disk', documents: null });
    } finally {
      this.#isRunning = false;
      this.#changed();
    }
  }

  /** Whether anything went up that others do not know of. */
  async #carryPdfs(): Promise<boolean> {
    const { config } = this.#configs;
    if (this.#link === null || config === null) return false;
    const { now } = this.#options;
    const carried = await this.#pdfs.carry({ ...this.#link, now, carries: config.carriesPdfs });
    if (carried.ok && carried.isMore) this.#schedule.soon();
    return carried.up > 0 && !this.#isClosed;
  }

  #ended(result: RunResult, begun: number): SyncRun {
    const report = result.ok ? result : result.report;
    const trouble = result.ok ? null : { reason: result.reason, documents: documentsOf(result) };
    this.tables.noteSeen(report.writers);
    const milliseconds = this.#options.now() - begun;
    const entry = entryOf(report, trouble, milliseconds, this.#configs.outcome.trouble);
    if (entry !== null) this.history.log(begun, entry);
    this.#waiting = { newer: report.newer, unread: report.unread };
    if (trouble !== null) return this.#failed({ ok: false, ...trouble });
    this.#configs.outcome = { lastAt: this.#options.now(), trouble: null };
    const { sent, changed, merges, newer, unread } = report;
    return { ok: true, sent, changed, merged: merges.length, newer, unread };
  }

  #failed<F extends Failed & { readonly documents: number | null }>(failure: F): F {
    const { reason, documents } = failure;
    if (reason === 'stopped' || this.#ending.signal.aborted) return failure;
    const { lastAt } = this.#configs.outcome;
    this.#configs.outcome = { lastAt, trouble: { reason, documents, at: this.#options.now() } };
    return failure;
  }

  /** Opens the known target and its keys. */
  async #meet(choice: Choice | undefined) {
    const { config } = this.#configs;
    if (config === null) return OFF;
    const secrets = await this.#secrets.get(config.secrets);
    const { target } = this.#open(config.target, secrets.password);
    const { targetId } = this.tables.memory;
    const keys = choice === 'join' ? null : secrets.keys;
    const met: MetKeys = await meetAgain(target, { config, targetId, keys }, choice);
    if (!met.ok) return met;
    if (met.keys !== null && met.keys !== secrets.keys) await this.#keepKeys(config, met.keys);
    if (met.keys !== null && met.keys.newest !== config.keyFile?.name)
      await this.#keepKeyFile(target, met.keys);
    return { ok: true, config, target, keys: met.keys } as const;
  }

  async #keepKeys(config: SyncConfig, keys: Keys): Promise<void> {
    const known = await this.#secrets.get(config.secrets);
    await this.#secrets.set(config.secrets, { ...known, keys });
  }

  /** Remembers the newest key file, for a target that is emptied. */
  async #keepKeyFile(target: SyncTarget, keys: Keys | null): Promise<void> {
    const { config } = this.#configs;
    if (keys === null || config === null) return;
    const files = await readKeyFiles(target);
    const file = files.ok ? files.value.find(({ name }) => name === keys.newest) : undefined;
    if (file === undefined) return;
    const data = Buffer.from(file.bytes).toString('base64');
    this.#configs.config = { ...config, keyFile: { name: file.name, data } };
  }

  #open(setting: SyncTargetSetting, password: string | null): OpenTarget {
    const { target, prepare } = openTarget(setting, password, this.#options.dataDir);
    return { target: abortable(target, this.#ending.signal), prepare };
  }

  async #begin(): Promise<SyncDone> {
    await this.start();
    this.#schedule.soon();
    this.#changed();
    return DONE;
  }

  #state(config: SyncConfig | null): SyncStatus['state'] {
    if (config === null) return 'off';
    if (this.#isRunning) return 'running';
    if (config.isPaused) return 'paused';
    return this.#configs.outcome.trouble === null ? 'waiting' : 'stopped';
  }

  #unsent(): number {
    return countUnsent(this.#options.mutations.context.store.connection);
  }

  #changed(): void {
    if (!this.#isClosed) this.#options.mutations.context.events.changed('sync', []);
  }

  /** Ends the run that is under way, and does something else in its place. */
  #insteadOfRun<T>(work: () => Promise<T>): Promise<T> {
    this.#ending.abort();
    return this.#exclusively(async () => {
      await this.#pdfs.idle();
      if (!this.#isClosed) this.#ending = new AbortController();
      return work();
    });
  }

  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(work);
  }
}

const OFF = { ok: false, reason: 'off' } as const;
const DONE = { ok: true } as const;

function documentsOf(result: RunResult & { ok: false }): number | null {
  return 'documents' in result ? result.documents : null;
}
