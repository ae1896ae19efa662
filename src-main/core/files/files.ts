import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FetchResult, FilesStatus } from '../../../src-shared/contract/index.ts';
import { Batch } from './batch.ts';
import { Changes } from './changes.ts';
import { type Field, nextDue, nextRow } from './choice.ts';
import { diskReason, lengthOf, realDisk, remove } from './disk.ts';
import { Inspector } from './inspect.ts';
import { Job, type JobResult } from './job.ts';
import { PaperWords } from './paper-words.ts';
import { PART_FOLDER, PDF_FOLDER, partName, pdfPath } from './paths.ts';
import { windowOf } from './queue-window.ts';
import { afterFailure, mayPass } from './retry.ts';
import { type Row, Rows } from './rows.ts';
import { pendingResult, shownState, waitingUntil } from './shown.ts';
import { failed } from './transfer.ts';
import { piecesOfList, thoseInTurns } from './turns.ts';
import type {
  Declined,
  Files,
  FilesOptions,
  Offer,
  PdfSource,
  PendingPdf,
  QueuedRow,
  StoredPdf,
} from './types.ts';

/** Hosts that are downloaded from at a time, each with one download. */
const MOST_JOBS = 4;
/** Papers that are written at a time, some milliseconds. */
const CHUNK = 500;
/** Timers of Node do not take more than 24 days; looking once an hour costs nothing. */
const LONGEST_SLEEP_MS = 3_600_000;

/** Makes the queue of PDFs of a data folder. Nothing is fetched before `start` or `fetch`. */
export function createFiles(options: FilesOptions): Files {
  return new PdfQueue(options);
}

class PdfQueue implements Files {
  readonly #options: FilesOptions;
  readonly #rows: Rows;
  /** Papers that policies leave alone, and since when: by the user's word, or as room was needed. */
  readonly #declined: PaperWords<Declined>;
  readonly #inspector: Inspector;
  readonly #changes = new Changes();
  readonly #batch = new Batch();
  readonly #jobs = new Map<string, Job>();
  /** Where queued papers are downloaded from, as far as that has been found out. */
  readonly #hosts = new Map<string, string>();
  readonly #waiters = new Map<string, PromiseWithResolvers<void>>();
  /** Papers that this run was asked for; all of the queue after `start`. */
  readonly #wanted = new Set<string>();
  #isStarted = false;
  #isClosed = false;
  #cancelling = 0;
  #alarm = new AbortController();

  constructor(options: FilesOptions) {
    this.#options = options;
    this.#rows = new Rows(options.queueDb);
    this.#declined = new PaperWords(options.queueDb, 'pdf_declined');
    this.#inspector = options.inspector ?? new Inspector();
  }

  async fetch(paperIds: readonly string[], { first }: { readonly first: boolean }): Promise<void> {
    this.#declined.remove(paperIds);
    const isMissing = async (id: string): Promise<boolean> =>
      !this.#isUnderWay(id) && !(await this.#isHere(id));
    await this.#enqueue(await thoseInTurns(paperIds, isMissing), first, 'user');
  }

  async offer(paperIds: readonly string[], { first, by, most, again }: Offer): Promise<number> {
    let left = most;
    const isWelcome = async (id: string): Promise<boolean> => {
      const row = this.#rows.get(id);
      if (left <= 0 || this.#isDeclined(id, by)) return false;
      if (row && !(again && mayPass(row))) return false;
      if ((await this.#stored(id)) || !(await this.#options.knownSourceOf(id))) return false;
      left--;
      return true;
    };
    const welcome = await thoseInTurns(paperIds, isWelcome);
    await this.#enqueue(welcome, first, by);
    return welcome.length;
  }

  async retry(paperIds: readonly string[]): Promise<void> {
    const asked = paperIds.length > 0 ? paperIds : [...this.#rows.all()].map((row) => row.paperId);
    const failures = asked.filter((id) => this.stateOf(id)?.state === 'failed');
    await this.#enqueue(failures, false, 'user');
  }

  async retryRefused(): Promise<void> {
    const refused = [...this.#rows.all()].filter(({ reason }) => reason === 'quota');
    await this.#enqueue(
      refused.map(({ paperId }) => paperId),
      false,
    );
    this.#declined.removeAll('for-room');
  }

  decline(paperIds: readonly string[], why: Declined): void {
    this.#declined.set(paperIds, why);
  }

  pause(): void {
    if (this.#rows.isPaused) return;
    this.#rows.setPaused(true);
    for (const job of this.#jobs.values()) job.abort();
    this.#announce([...this.#jobs.keys(), ...this.#waiters.keys()]);
  }

  resume(): void {
    if (!this.#rows.isPaused) return;
    this.#rows.setPaused(false);
    this.#announce([...this.#jobs.keys()]);
    this.#pump();
  }

  queue(window: { readonly offset: number; readonly limit: number }) {
    const show = (row: Row): QueuedRow => {
      const { paperId, retryAt } = row;
      return { paperId, retryAt, ...this.stateOf(paperId)! };
    };
    return windowOf(this.#rows.all(), window, (id) => this.stateOf(id)!.state, show);
  }

  wait(paperIds: readonly string[]): Promise<FetchResult[]> {
    return Promise.all(paperIds.map((id) => this.#waitFor(id)));
  }

  /** In pieces; nothing else is begun before the last one. */
  async cancel(paperIds: readonly string[]): Promise<void> {
    this.#cancelling++;
    try {
      for (const ids of piecesOfList(paperIds, CHUNK)) {
        await this.#cancelSome(ids);
        await setImmediate();
      }
    } finally {
      this.#cancelling--;
      this.#pump();
    }
  }

  status(): FilesStatus {
    const failures = this.#batch.open().filter((id) => this.stateOf(id)?.state === 'failed');
    const active = [...this.#jobs.values()].filter(({ host }) => host !== null);
    return {
      paused: this.#rows.isPaused,
      ...this.#batch.counts(),
      failed: failures.length,
      active: active.map(({ paperId, received, expected }) => ({ paperId, received, expected })),
      waitingUntil: waitingUntil(this.#rows.all(), this.#options.clock.now()),
      text: this.#options.textStatus?.() ?? { done: 0, total: 0, failed: 0 },
    };
  }

  stateOf(paperId: string): PendingPdf | undefined {
    const row = this.#rows.get(paperId);
    if (!row) return undefined;
    const job = this.#jobs.get(paperId);
    const { received, expected } = job ?? { received: 0, expected: row.part?.expected ?? null };
    const state = job && job.host !== null ? 'downloading' : shownState(row);
    return { state, reason: row.reason, received, expected };
  }

  partials(): string[] {
    return [...this.#rows.all()].flatMap((row) => this.#partOf(row) ?? []);
  }

  onChange(listener: (paperIds: readonly string[]) => void): () => void {
    return this.#changes.listen(listener);
  }

  start(): void {
    this.#isStarted = true;
    const open = [...this.#rows.all()].filter(({ state }) => state !== 'failed');
    this.#batch.ask(
      open.map(({ paperId }) => paperId),
      () => false,
    );
    this.#pump();
  }

  get waiting(): number {
    return [...this.#rows.all()].filter(({ state }) => state !== 'failed').length;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#alarm.abort();
    const jobs = [...this.#jobs.values()];
    for (const job of jobs) job.abort();
    await Promise.all(jobs.map(({ ended }) => ended));
    if (!this.#options.inspector) await this.#inspector.close();
    this.#changes.close();
    this.#announce([...this.#waiters.keys()]);
  }

  async #cancelSome(paperIds: readonly string[]): Promise<void> {
    const jobs = paperIds.flatMap((id) => this.#jobs.get(id) ?? []);
    const parts = paperIds.flatMap((id) => this.#partOf(this.#rows.get(id)) ?? []);
    const known = paperIds.filter((id) => this.#rows.get(id));
    this.#declined.set(known, 'by-user');
    this.#rows.remove(known);
    this.#batch.drop(paperIds);
    for (const job of jobs) {
      job.isUnwanted = true;
      job.abort();
    }
    this.#announce(paperIds);
    await Promise.all(jobs.map(({ ended }) => ended));
    for (const part of parts) await remove(join(this.#options.dataDir, part));
  }

  /** What goes to the front is written from its end, so that each piece stands before the last one. */
  async #enqueue(paperIds: readonly string[], first: boolean, by?: Row['by']): Promise<void> {
    const chunks = piecesOfList(paperIds, CHUNK);
    for (const chunk of first ? chunks.reverse() : chunks) {
      if (this.#isClosed) return;
      this.#rows.add(chunk, first, by);
      this.#batch.ask(chunk, (id) => this.#rows.get(id)?.state !== 'queued');
      for (const id of chunk) this.#wanted.add(id);
      this.#announce(chunk);
      await setImmediate();
    }
    if (paperIds.length > 0) this.#pump();
  }

  /** Starts what can be started, and sleeps until the next one is due. */
  #pump(): void {
    this.#alarm.abort();
    if (this.#isClosed || this.#rows.isPaused || this.#cancelling > 0) return;
    for (let row = this.#next(); row && this.#jobs.size < MOST_JOBS; row = this.#next()) {
      this.#begin(row);
    }
    this.#alarm = new AbortController();
    const due = nextDue(this.#field());
    if (due !== null) void this.#pumpAt(due, this.#alarm.signal);
  }

  async #pumpAt(due: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    try {
      await clock.sleep(Math.min(Math.max(due - clock.now(), 0), LONGEST_SLEEP_MS), signal);
    } catch {
      return;
    }
    if (!signal.aborted) this.#pump();
  }

  #next(): Row | undefined {
    return nextRow(this.#field());
  }

  #field(): Field {
    return {
      rows: this.#rows.all(),
      isOpen: (row) => this.#isOpen(row),
      hostOf: (paperId) => this.#hosts.get(paperId),
      busy: new Set([...this.#jobs.values()].map(({ host }) => host)),
      now: this.#options.clock.now(),
    };
  }

  /** Whether a row is to be tried by this run and is not being tried. */
  #isOpen({ paperId, state }: Row): boolean {
    if (state === 'failed' || this.#jobs.has(paperId)) return false;
    return this.#isStarted || this.#wanted.has(paperId);
  }

  #begin({ paperId }: Row): void {
    const options = this.#options;
    const { http, disk = realDisk } = options;
    const tools = { options, http, disk, rows: this.#rows, inspector: this.#inspector };
    const job = new Job(tools, paperId);
    this.#jobs.set(paperId, job);
    // A turn of the event loop between two jobs: some end without ever waiting for anything.
    job.ended = this.#run(job).finally(() => setImmediate().then(() => this.#pump()));
  }

  async #run(job: Job): Promise<void> {
    const result = await this.#work(job);
    this.#jobs.delete(job.paperId);
    if (result === 'postponed' || job.isUnwanted) return;
    if (result.ok) this.#finish(job.paperId);
    else if (!job.isAborted) this.#record(job.paperId, result);
    this.#announce([job.paperId]);
  }

  /** `postponed`: its host turned out to be busy. */
  async #work(job: Job): Promise<JobResult | 'postponed'> {
    const source = await this.#sourceOf(job.paperId);
    if ('reason' in source) return source;
    const { host } = new URL(source.url);
    this.#hosts.set(job.paperId, host);
    if (job.isAborted) return failed('cancelled', 'later');
    if ([...this.#jobs.values()].some((other) => other.host === host)) return 'postponed';
    job.host = host;
    this.#announce([job.paperId]);
    // Others, whose host is not known yet, may begin now.
    this.#pump();
    return job.run(source, () => this.#changes.progress(job.paperId));
  }

  async #sourceOf(paperId: string): Promise<PdfSource | ReturnType<typeof failed>> {
    try {
      const source = await this.#options.sourceOf(paperId);
      return source && URL.canParse(source.url) ? source : failed('no-source', 'never');
    } catch (error) {
      return failed(diskReason(error), 'never');
    }
  }

  #finish(paperId: string): void {
    this.#batch.done(paperId);
    try {
      this.#rows.remove([paperId]);
    } catch (error) {
      this.#record(paperId, failed(diskReason(error), 'never'));
    }
  }

  #record(paperId: string, result: ReturnType<typeof failed>): void {
    const row = this.#rows.get(paperId);
    if (row) this.#rows.note(paperId, afterFailure(row, result, this.#options.clock));
  }

  /** Tells listeners, and wakes those who wait. */
  #announce(paperIds: readonly string[]): void {
    this.#changes.states(paperIds);
    for (const id of paperIds) {
      this.#waiters.get(id)?.resolve();
      this.#waiters.delete(id);
    }
  }

  async #waitFor(paperId: string): Promise<FetchResult> {
    for (let wasThere = false; ; wasThere = true) {
      const row = this.#rows.get(paperId);
      if (!row) return this.#absent(paperId, wasThere);
      const isComing = row.state === 'queued' && (this.#isStarted || this.#wanted.has(paperId));
      if (this.#isClosed || this.#rows.isPaused || !isComing) return pendingResult(row);
      const waiter = this.#waiters.get(paperId) ?? Promise.withResolvers<void>();
      this.#waiters.set(paperId, waiter);
      await waiter.promise;
    }
  }

  async #absent(id: string, wasThere: boolean): Promise<FetchResult> {
    const stored = await this.#stored(id);
    if (stored) {
      const { bytes, sha256 } = stored;
      return { id, state: 'stored', bytes, sha256, reason: null, retryAt: null };
    }
    const reason = wasThere ? 'cancelled' : null;
    return { id, state: 'none', bytes: null, sha256: null, reason, retryAt: null };
  }

  /** What is stored of a paper, if its file is there. */
  async #stored(paperId: string): Promise<StoredPdf | undefined> {
    const known = await this.#options.storedOf(paperId);
    if (!known) return undefined;
    const path = pdfPath(join(this.#options.dataDir, PDF_FOLDER), known.sha256);
    return (await lengthOf(path)) === known.bytes ? known : undefined;
  }

  /** What was evicted for room comes back when the user opens it, and not before. */
  #isDeclined(paperId: string, by: Row['by']): boolean {
    const declined = this.#declined.get(paperId);
    return by === 'user' ? declined === 'by-user' : declined !== undefined;
  }

  /** Whether what is stored is what a fetch would bring: a newer version is another file. */
  async #isHere(paperId: string): Promise<boolean> {
    const stored = await this.#stored(paperId);
    if (!stored || stored.version === null) return stored !== undefined;
    const known = await this.#options.knownSourceOf(paperId);
    return (known?.version ?? 0) <= stored.version;
  }

  #isUnderWay(paperId: string): boolean {
    const job = this.#jobs.get(paperId);
    return job !== undefined && !job.isUnwanted;
  }

  #partOf(row: Row | undefined): string | undefined {
    return row?.url ? `${PART_FOLDER}/${partName(row.paperId, row.url)}` : undefined;
  }
}
