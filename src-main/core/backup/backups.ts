import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Serial } from '../store/index.ts';
import { type StopFlag, stopFlag } from '../threads/index.ts';
import { historyOf } from './contents.ts';
import { type Failure, failureOf } from './failure.ts';
import { backupFolder, LIBRARY_FILE, listBackups, syncFolder } from './folder.ts';
import { type JobResult, runJob } from './job.ts';
import { backupsToRemove, newestFirst } from './keep.ts';
import { makeBackup } from './make.ts';
import { stageRestore } from './restore.ts';
import type {
  BackupFailure,
  BackupInfo,
  BackupReason,
  BackupResult,
  DueResult,
  RestoreResult,
  ThinResult,
} from './types.ts';

/** What backups are made of. */
export type BackupsOptions = {
  readonly dataDir: string;
  /** The open connection of `library.sqlite`. */
  readonly database: DatabaseSync;
  readonly clock: { now(): number };
  /** Whether that time may be believed when backups go for their age; it always is when left out. */
  readonly isTimeSettled?: () => boolean;
  /** Milliseconds after the newest backup when another is due; 55 minutes when left out. */
  readonly dueAfterMs?: number;
  /** Told when there is another list of backups. */
  readonly onChange?: () => void;
};

/** Backups of an open library. Everything asked for is done one after the other; nothing rejects. */
export type Backups = {
  /** Makes a verified backup in a thread of its own, while the library is in use. */
  make(reason: BackupReason): Promise<BackupResult>;
  /** All backups, the newest first. */
  list(): BackupInfo[];
  /**
   * Makes a copy of the backup with this name ready to take the library's place at the next start; see
   * `stageRestore`. Reads all of it first.
   */
  stage(name: string): Promise<StageResult>;
  /**
   * Makes a backup and thins, unless the library is what it was in the newest good backup, or that one
   * is younger than `dueAfterMs`. To be called on start and each hour.
   */
  runWhenDue(): Promise<DueResult>;
  /** Removes what need not be kept; see `backupsToRemove`. Nothing, unless the newest is good. */
  thin(): Promise<ThinResult>;
  /** The backups that are not what was made, found by reading each to its end. */
  verify(): Promise<BackupInfo[]>;
  /** Ends what is under way; to be called before the library is closed. */
  close(): Promise<void>;
};

/** `not-found`: there is no backup of that name. */
export type StageResult =
  | RestoreResult
  | { readonly ok: false; readonly reason: 'not-found'; readonly detail: string };

/** A little less than the hour between two looks, so that none is missed by a hair. */
const DUE_AFTER_MS = 55 * 60 * 1000;

/** Backups of the library that `database` has open. */
export function createBackups(options: BackupsOptions): Backups {
  const backups = new OpenBackups(options);
  const serial = new Serial();
  return {
    make: (reason) => serial.run(() => backups.make(reason)),
    list: () => backups.list(),
    stage: (name) => serial.run(() => backups.stage(name)),
    runWhenDue: () => serial.run(() => backups.runWhenDue()),
    thin: () => serial.run(() => backups.thin()),
    verify: () => serial.run(() => backups.verify()),
    close: async () => {
      backups.stop();
      await serial.idle();
    },
  };
}

const STOPPED = { ok: false, reason: 'stopped', detail: 'backups are closed' } as const;

class OpenBackups {
  readonly #options: BackupsOptions;
  readonly #stop: StopFlag = stopFlag();
  /** What was found by reading a whole file, until the file changes. */
  readonly #verdicts = new Map<string, JobResult>();

  constructor(options: BackupsOptions) {
    this.#options = options;
  }

  stop(): void {
    Atomics.store(this.#stop, 0, 1);
  }

  list(): BackupInfo[] {
    return listBackups(this.#options.dataDir).map((backup) => {
      const verdict = this.#verdicts.get(keyOf(backup));
      return { ...backup, ok: backup.ok && verdict?.ok !== false };
    });
  }

  async make(reason: BackupReason): Promise<BackupResult> {
    if (this.#isStopped()) return STOPPED;
    const { dataDir, clock } = this.#options;
    const source = { path: join(dataDir, LIBRARY_FILE), isOpen: true };
    const stop = this.#stop;
    const made = await makeBackup({ dataDir, source, at: clock.now(), reason, stop });
    if (!made.ok) return backupFailure(made);
    const { backup, history } = made;
    this.#verdicts.set(keyOf(backup), { ok: true, history });
    this.#options.onChange?.();
    return { ok: true, backup };
  }

  async stage(name: string): Promise<StageResult> {
    const { dataDir } = this.#options;
    const found = listBackups(dataDir).find((backup) => backup.name === name);
    if (!found) return { ok: false, reason: 'not-found', detail: name };
    return stageRestore({ dataDir, source: found.path });
  }

  async runWhenDue(): Promise<DueResult> {
    if (this.#isStopped()) return STOPPED;
    try {
      const because = await this.#notDue();
      if (because) return { ok: true, did: 'nothing', because };
    } catch (error) {
      return backupFailure(failureOf(error));
    }
    const made = await this.make('automatic');
    if (!made.ok) return made;
    return { ok: true, did: 'backed-up', backup: made.backup, thinned: await this.thin() };
  }

  async #notDue(): Promise<'unchanged' | 'not-due' | undefined> {
    const newest = await this.#newestGood();
    if (!newest) return undefined;
    if (newest.history === historyOf(this.#options.database)) return 'unchanged';
    const { clock, dueAfterMs = DUE_AFTER_MS } = this.#options;
    const age = clock.now() - newest.backup.at;
    return age >= 0 && age < dueAfterMs ? 'not-due' : undefined;
  }

  async thin(): Promise<ThinResult> {
    try {
      return await this.#thin();
    } catch (error) {
      return { ok: false, reason: 'disk-error', detail: String(error) };
    }
  }

  async #thin(): Promise<ThinResult> {
    const { clock, dataDir, isTimeSettled } = this.#options;
    if (isTimeSettled?.() === false) return { ok: true, removed: [] };
    const [newest] = newestFirst(this.list(), clock.now());
    if (!newest) return { ok: true, removed: [] };
    const verdict = await this.#check(newest);
    if (this.#isStopped()) return STOPPED;
    if (!verdict.ok) return { ok: false, reason: 'newest-not-good', detail: verdict.detail };
    const removed = backupsToRemove(this.list(), clock.now());
    for (const { path } of removed) rmSync(path, { force: true });
    if (removed.length > 0) {
      syncFolder(backupFolder(dataDir));
      this.#options.onChange?.();
    }
    return { ok: true, removed: removed.map(({ name }) => name) };
  }

  async verify(): Promise<BackupInfo[]> {
    const damaged: BackupInfo[] = [];
    for (const backup of this.list()) {
      if (this.#isStopped()) break;
      const verdict = await this.#check(backup);
      if (!verdict.ok && verdict.reason !== 'stopped') damaged.push({ ...backup, ok: false });
    }
    return damaged;
  }

  async #newestGood(): Promise<{ backup: BackupInfo; history: string } | undefined> {
    for (const backup of newestFirst(this.list(), this.#options.clock.now())) {
      const verdict = await this.#check(backup);
      if (verdict.ok) return { backup, history: verdict.history };
    }
    return undefined;
  }

  async #check(backup: BackupInfo): Promise<JobResult> {
    const key = keyOf(backup);
    const known = this.#verdicts.get(key);
    if (known) return known;
    const source = { path: backup.path, isOpen: false };
    const found = await runJob({ kind: 'check', source, versions: null }, this.#stop);
    // What could not be read now may be read later.
    const isLasting = found.ok || found.reason === 'damaged' || found.reason === 'not-a-library';
    if (isLasting) this.#verdicts.set(key, found);
    return found;
  }

  #isStopped(): boolean {
    return Atomics.load(this.#stop, 0) !== 0;
  }
}

/** A file that was written again is another file. */
function keyOf({ name, path, bytes }: BackupInfo): string {
  return `${name} ${bytes} ${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
}

function backupFailure({ reason, detail }: Failure): BackupFailure {
  const isContent = reason === 'not-a-library' || reason === 'newer-version';
  return { ok: false, reason: isContent ? 'damaged' : reason, detail };
}
