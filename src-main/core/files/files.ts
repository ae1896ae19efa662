import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FetchResult, FilesStatus } from '../../../src-shared/contract/index.ts';
import { Batch } from './batch.ts';
import { Changes } from './changes.ts';
import { diskReason, lengthOf, realDisk, remove } from './disk.ts';
import { Inspector } from './inspect.ts';
import { Job, type JobResult } from './job.ts';
import { PART_FOLDER, PDF_FOLDER, partName, pdfPath } from './paths.ts';
import { afterFailure } from './retry.ts';
import { type Row, Rows } from './rows.ts';
import { failed } from './transfer.ts';
import type { Files, FilesOptions, PdfSource, PendingPdf, StoredPdf } from './types.ts';

/** Hosts that are downloaded from at a time, each with one download. */
const MOST_JOBS = 4;
/** Papers known to wait for a busy host, beyond which no other is looked at. */
const LOOK_AHEAD = 32;
/** Papers looked up before others get their turn. */
const LOOKUPS = 50;
const LONGEST_WAIT_MS = 25 * 3_600_000;
/** Timers of Node do not take more than 24 days; looking once an hour costs nothing. */
const LONGEST_SLEEP_MS = 3_600_000;

/** Makes the queue of PDFs of a data folder. Nothing is fetched before `start` or `fetch`. */
export function createFiles(options: FilesOptions): Files {
  return new PdfQueue(options);
}

class PdfQueue implements Files {
  readonly #options: FilesOptions;
  readonly #rows: Rows;
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
  #alarm = new AbortController();

  constructor(options: FilesOptions) {
    this.#options = options;
    this.#rows = new Rows(options.queueDb);
    this.#inspector = options.inspector ?? new Inspector();
  }

  async fetch(paperIds: readonly string[], { first }: { readonly first: boolean }): Promise<void> {
    const missing: string[] = [];
    for (const [index, id] of [...new Set(paperIds)].entries()) {
      // The store answers without letting go of the event loop.
      if (index % LOOKUPS === LOOKUPS - 1) await setImmediate();
      if (!this.#isUnderWay(id) && !(await this.#stored(id))) missing.push(id);
    }
    if (missing.length === 0 || this.#isClosed) return;
    this.#rows.add(missing, first);
    this.#batch.ask(missing, (id) => this.#rows.get(id)?.state !== 'queued');
    for (const id of missing) this.#wanted.add(id);
    this.#announce(missing);
    this.#pump();
  }

  wait(paperIds: readonly string[]): Promise<FetchResult[]> {
    return Promise.all(paperIds.map((id) => this.#waitFor(id)));
  }

  async cancel(paperIds: readonly string[]): Promise<void> {
    const jobs = paperIds.flatMap((id) => this.#jobs.get(id) ?? []);
    const parts = paperIds.flatMap((id) => this.#partOf(this.#rows.get(id)) ?? []);
    this.#rows.remove(paperIds);
    this.#batch.drop(paperIds);
    for (const job of jobs) {
      job.isUnwanted = true;
      job.abort();
    }
    this.#announce(paperIds);
    await Promise.all(jobs.map(({ ended }) => ended));
    for (const part of parts) await remove(join(this.#options.dataDir, part));
  }

  status(): FilesStatus {
    const failures = this.#batch.open().filter((id) => this.stateOf(id)?.state === 'failed');
    const active = [...this.#jobs.values()].filter(({ host }) => host !== null);
    return {
      ...this.#batch.counts(),
      failed: failures.length,
      active: active.map(({ paperId, received, expected }) => ({ paperId, received, expected })),
      waitingUntil: this.#waitingUntil(),
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

  /** Starts what can be started, and sleeps until the next one is due. */
  #pump(): void {
    if (this.#isClosed) return;
    for (let row = this.#next(); row && this.#jobs.size < MOST_JOBS; row = this.#next()) {
      this.#begin(row);
    }
    this.#alarm.abort();
    this.#alarm = new AbortController();
    const due = this.#nextDue();
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

  /**
   * The most urgent row that can begin. Where a paper comes from is only found out by beginning it;
   * once enough are known to wait for a busy host, the rest of a long queue is left alone.
   */
  #next(): Row | undefined {
    const now = this.#options.clock.now();
    const busy = new Set([...this.#jobs.values()].map(({ host }) => host));
    let known: Row | undefined;
    let unknown: Row | undefined;
    let waiting = 0;
    for (const row of this.#rows.all()) {
      if (!this.#isOpen(row) || isResting(row, now)) continue;
      const host = this.#hosts.get(row.paperId);
      if (host === undefined) unknown = moreUrgent(row, unknown);
      else if (busy.has(host)) waiting++;
      else known = moreUrgent(row, known);
    }
    // One whose source is being looked for may turn out to be of any host.
    if (waiting >= LOOK_AHEAD || busy.has(null)) return known;
    return known && unknown ? moreUrgent(known, unknown) : (known ?? unknown);
  }

  #nextDue(): number | null {
    const now = this.#options.clock.now();
    let due: number | null = null;
    for (const row of this.#rows.all()) {
      if (this.#isOpen(row) && isResting(row, now))
        due = Math.min(due ?? row.retryAt!, row.retryAt!);
    }
    return due;
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
    if (result === 'postponed' || job.isUnwanted || (job.isAborted && !result.ok)) return;
    if (result.ok) this.#finish(job.paperId);
    else this.#record(job.paperId, result);
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
      if (this.#isClosed || !isComing) return pendingResult(row);
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

  #isUnderWay(paperId: string): boolean {
    const job = this.#jobs.get(paperId);
    return job !== undefined && !job.isUnwanted;
  }

  #partOf(row: Row | undefined): string | undefined {
    return row?.url ? `${PART_FOLDER}/${partName(row.paperId, row.url)}` : undefined;
  }

  #waitingUntil(): number | null {
    const now = this.#options.clock.now();
    const times = [...this.#rows.all()]
      .filter(({ reason, state }) => reason === 'rate-limited' && state !== 'failed')
      .flatMap((row) => (isResting(row, now) ? [row.retryAt!] : []));
    return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null;
  }
}

function moreUrgent(row: Row, other: Row | undefined): Row {
  return other && other.rank <= row.rank ? other : row;
}

/** No wait is longer than an upstream's day: a longer one is of a clock that was set back since. */
function isResting({ retryAt }: Row, now: number): boolean {
  return retryAt !== null && retryAt > now && retryAt <= now + LONGEST_WAIT_MS;
}

/** An upstream that asked us to wait has not failed; one that cannot be reached has. */
function shownState({ state, reason }: Row): 'queued' | 'failed' {
  if (state === 'waiting') return reason === 'rate-limited' ? 'queued' : 'failed';
  return state;
}

function pendingResult({ paperId, state, reason, retryAt }: Row): FetchResult {
  const shown = state === 'queued' ? 'queued' : 'failed';
  return { id: paperId, state: shown, bytes: null, sha256: null, reason, retryAt };
}
