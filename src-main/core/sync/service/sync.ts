import type {
  SecretPlace,
  SyncDone,
  SyncRun,
  SyncStatus,
  SyncTestResult,
} from '../../../../src-shared/contract/index.ts';
import type { SecretStore } from '../../host.ts';
import type { Mutations } from '../../library/index.ts';
import type { LocalStore } from '../../local/index.ts';
import { countUnsent, hasUnsent, Serial } from '../../store/index.ts';
import { newPassphrase, plain, sealerOf } from '../keys/index.ts';
import { SyncHistory } from '../library/history.ts';
import { LibrarySyncStore } from '../library/library-sync-store.ts';
import { LocalTables } from '../library/local-tables.ts';
import { type CarrierParts, type CarryLink, PdfCarrier } from '../pdfs/index.ts';
import type { Choice, RunResult } from '../report.ts';
import { syncOnce } from '../run.ts';
import { type SyncConfig, SyncConfigs } from './config.ts';
import { entryOf } from './log-entry.ts';
import { Schedule } from './schedule.ts';
import { type Access, TargetAccess } from './target-access.ts';

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

type Failed = { readonly ok: false; readonly reason: Exclude<SyncRun, { ok: true }>['reason'] };

/** How this library is kept in step with the user's other machines. */
export class Sync {
  readonly tables: LocalTables;
  readonly history: SyncHistory;
  readonly #options: SyncOptions;
  readonly #configs: SyncConfigs;
  readonly #access: TargetAccess;
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
    const { mutations, local } = options;
    this.#options = options;
    this.#configs = new SyncConfigs(local);
    const signal = (): AbortSignal => this.#ending.signal;
    this.#access = new TargetAccess({ ...options, configs: this.#configs, signal });
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
    const target = await this.#access.watched();
    if (target !== null && !this.#isClosed) this.#schedule.start(target);
  }

  /** How it stands. */
  async status(): Promise<SyncStatus> {
    const { config, outcome } = this.#configs;
    return {
      target: config?.target ?? null,
      encrypted: config?.encrypted ?? false,
      secrets: config?.secrets ?? 'session',
      state: this.#state(config),
      ...outcome,
      unsent: config === null ? 0 : this.#unsent(),
      ...this.#waiting,
      carriesPdfs: config?.carriesPdfs ?? true,
      pdfsWaiting: this.#pdfs.waiting,
    };
  }

  /** Whether the system's key store can keep secrets. */
  hasKeyStore(): Promise<boolean> {
    return this.#access.hasKeyStore();
  }

  /** Tries whether a target can be used. */
  test(access: Access): Promise<SyncTestResult> {
    return this.#access.test(access);
  }

  /** Makes a target this machine's, and begins to synchronise with it. */
  connect(access: Access, passphrase: string | null, keep: SecretPlace): Promise<SyncDone> {
    return this.#insteadOfRun(async () => {
      const done = await this.#access.first(access, passphrase, keep, () => {
        this.#schedule.stop();
        this.tables.forget();
        this.#pdfs.forget();
      });
      if (!done.ok) return done;
      this.#configs.outcome = { lastAt: null, trouble: null };
      return this.#begin();
    });
  }

  /** Forgets the target; what is there stays. */
  disconnect(): Promise<void> {
    return this.#insteadOfRun(async () => {
      this.#schedule.stop();
      this.#configs.outcome = { lastAt: null, trouble: null };
      this.#waiting = { newer: 0, unread: 0 };
      this.tables.forget();
      this.#pdfs.forget();
      await this.#access.forget();
      this.#changed();
    });
  }

  /** Gives secrets that are not known, or not any more; tells whether they open. */
  unlock(passphrase: string | null, password: string | null, keep: SecretPlace): Promise<SyncDone> {
    return this.#exclusively(async () => {
      const done = await this.#access.unlock(passphrase, password, keep);
      return done.ok ? this.#begin() : done;
    });
  }

  /** Seals with a new key from now on, that the new passphrase opens. */
  changePassphrase(passphrase: string): Promise<SyncDone> {
    return this.#exclusively(() =>
      this.#access.changePassphrase(passphrase, this.tables.memory.targetId),
    );
  }

  /** What opens the target when the passphrase is forgotten; null where there is none, or it is not known. */
  recoveryCode(): Promise<string | null> {
    return this.#access.recoveryCode();
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
    if (result.ok && (await this.#carryPdfs(choice === 'repair')))
      await this.#exclusively(() => this.#run(undefined));
    this.#schedule.ended(result);
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
      if (choice === 'join') await this.#leave();
      const ready = await this.#access.again(this.tables.memory.targetId, choice);
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
  async #carryPdfs(compares: boolean): Promise<boolean> {
    const { config } = this.#configs;
    if (this.#link === null || config === null) return false;
    const { now } = this.#options;
    const { carriesPdfs: carries } = config;
    // What goes on already does not compare.
    if (compares) await this.#pdfs.idle();
    const carried = await this.#pdfs.carry({ ...this.#link, now, carries, compares });
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
    try {
      this.#configs.outcome = { lastAt, trouble: { reason, documents, at: this.#options.now() } };
    } catch {
      // A full disk takes no word of itself: a run ends with its reason all the same.
    }
    return failure;
  }

  /** Another target stands where the known one was: what is remembered of that is not true of this. */
  async #leave(): Promise<void> {
    this.tables.forget();
    await this.#access.forgetKeys();
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
