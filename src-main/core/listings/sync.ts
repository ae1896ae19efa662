import type {
  AddResult,
  ListingsStatus,
  SyncReport,
  SyncRequest,
  UpstreamFailure,
} from '../../../src-shared/contract/index.ts';
import { parseArxivId } from './arxiv-id.ts';
import type { Clock } from './clock.ts';
import type { Arxiv, HuggingFace, ListingsJournal, MergeCounts, PaperSink } from './types.ts';

/** The listings of a core: brings them, says how that goes, goes on by the clock. */
export interface Listings {
  /** Answers when every day was tried; a second sync waits for the first. Throws what the sink throws. */
  sync(request: SyncRequest): Promise<SyncReport>;
  status(): ListingsStatus;
  /** Calls the listener when the status changed; returns what ends that. */
  onChange(listener: () => void): () => void;
  /** Ends the syncs under way; their days are reported as `cancelled`. */
  cancel(): void;
  /** Adds a paper by arXiv id or URL, through arXiv. */
  add(source: string): Promise<AddResult>;
  /** Syncs the recent days now and then every hour. */
  start(): void;
  /** Ends what is under way; returns when nothing more will be merged. */
  close(): Promise<void>;
}

/** What listings work with. */
export type ListingsOptions = {
  readonly huggingFace: HuggingFace;
  readonly arxiv: Arxiv;
  readonly sink: PaperSink;
  readonly clock: Clock;
  readonly store: ListingsJournal;
  /** Told of what broke in the background, such as a store that cannot write. */
  readonly onError?: (error: unknown) => void;
};

type Day = SyncReport['days'][number];
type Outcome =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly failure: UpstreamFailure };

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** How soon the background tries again after a failure that named no time. */
const RETRY_MS = 5 * 60 * 1000;
/** Upvotes and comments go on moving for up to two weeks. */
const RECENT_DAYS = 14;
/** Failures that the next day would meet too: asking on would only be rude, or slow. */
const STOPS_RUN = ['offline', 'rate-limited', 'timeout', 'refused', 'cancelled'];
const QUIET: ListingsStatus = {
  ...{ state: 'idle', day: null, done: 0, total: 0, syncedAt: null, failure: null },
};

/** Makes the listings; nothing is asked of an upstream before `sync`, `add` or `start`. */
export function createListings(options: ListingsOptions): Listings {
  return new SyncedListings(options);
}

class SyncedListings implements Listings {
  readonly #options: ListingsOptions;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #cancelling = new AbortController();
  #status: ListingsStatus;
  #running: Promise<unknown> = Promise.resolve();
  #background: Promise<void> | undefined;

  constructor(options: ListingsOptions) {
    this.#options = options;
    this.#status = { ...QUIET, syncedAt: options.store.get()?.syncedAt ?? null };
  }

  status(): ListingsStatus {
    return this.#status;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sync(request: SyncRequest): Promise<SyncReport> {
    const signal = AbortSignal.any([this.#cancelling.signal, this.#closing.signal]);
    return this.#inTurn(() => this.#run(this.#daysOf(request), signal));
  }

  cancel(): void {
    this.#cancelling.abort();
    this.#cancelling = new AbortController();
  }

  async add(source: string): Promise<AddResult> {
    const id = parseArxivId(source)?.id;
    if (!id) return { ok: false, reason: 'bad-id' };
    const answer = await this.#options.arxiv.fetchByIds([id], this.#closing.signal);
    if (!answer.ok) return { ok: false, reason: 'upstream', failure: answer.failure };
    const paper = answer.value.papers.find(({ arxivId }) => arxivId === id);
    if (!paper) return { ok: false, reason: 'upstream', failure: NOT_AT_ARXIV };
    const { new: added } = await this.#merge({ papers: [paper] });
    return { ok: true, id: `arxiv:${id}`, isNew: added > 0 };
  }

  start(): void {
    this.#background ??= this.#byTheClock(this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled([this.#background, this.#running]);
    this.#listeners.clear();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(work);
    this.#running = turn.catch(() => {});
    return turn;
  }

  /** Days in the order to ask for them: those of `recentDays` newest first. */
  #daysOf(request: SyncRequest): string[] {
    if ('dates' in request) return [...new Set(request.dates)];
    const now = this.#options.clock.now();
    const ago = (days: number): string => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
    return Array.from({ length: request.recentDays }, (_, days) => ago(days));
  }

  async #run(dates: readonly string[], signal: AbortSignal): Promise<SyncReport> {
    const report: SyncReport = { days: [], failures: [] };
    let stopped: UpstreamFailure | undefined;
    try {
      for (const [done, date] of dates.entries()) {
        if (!stopped) this.#tell({ state: 'syncing', day: date, done, total: dates.length });
        const outcome = stopped
          ? { ok: false as const, failure: stopped }
          : await this.#bring(date, signal);
        if (outcome.ok) report.days.push(outcome.day);
        else {
          report.failures.push({ date, failure: outcome.failure });
          if (STOPS_RUN.includes(outcome.failure.reason)) stopped = outcome.failure;
        }
      }
      return report;
    } finally {
      this.#finish(report, dates.length);
    }
  }

  async #bring(date: string, signal: AbortSignal): Promise<Outcome> {
    const answer = await this.#options.huggingFace.fetchDay(date, signal);
    if (!answer.ok) return answer;
    const { papers, listing } = answer.value;
    const counts = await this.#merge({ papers, listing });
    return {
      ok: true,
      day: { date, papers: papers.length, new: counts.new, changed: counts.changed },
    };
  }

  #merge(input: Omit<Parameters<PaperSink['merge']>[0], 'at'>): Promise<MergeCounts> {
    return this.#options.sink.merge({ ...input, at: this.#options.clock.now() });
  }

  /** A cancelled run says nothing of the upstream, so the last failure stays what it was. */
  #finish({ days, failures }: SyncReport, total: number): void {
    const failure = failures.find(({ failure }) => failure.reason !== 'cancelled')?.failure;
    const over = { state: 'idle', day: null, done: 0, total: 0 } as const;
    if (days.length === total) {
      const syncedAt = this.#options.clock.now();
      this.#tell({ ...over, syncedAt, failure: null });
      this.#remember(syncedAt);
    } else {
      this.#tell({ ...over, ...(failure && { failure }) });
    }
  }

  /** What cannot be kept (a full disk) is known until the program ends, and no failure of the sync. */
  #remember(syncedAt: number): void {
    try {
      this.#options.store.set({ syncedAt });
    } catch (error) {
      this.#options.onError?.(error);
    }
  }

  async #byTheClock(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isBroken = await this.sync({ recentDays: RECENT_DAYS }).then(
        () => false,
        (error) => {
          this.#options.onError?.(error);
          return true;
        },
      );
      try {
        await this.#rest(isBroken, signal);
      } catch {
        return;
      }
    }
  }

  /** Until the next hour, or until it is worth trying again; `isBroken`: what came was not stored. */
  async #rest(isBroken: boolean, signal: AbortSignal): Promise<void> {
    const { failure } = this.#status;
    const untilRetry = failure?.retryAt ? failure.retryAt - this.#options.clock.now() : RETRY_MS;
    if (failure && this.#status.state === 'idle') this.#tell({ state: 'waiting' });
    // Spread by a minute, so that many readers do not ask at the same second.
    const spread = this.#options.clock.random() * 60_000;
    const soon = isBroken ? RETRY_MS : HOUR_MS;
    await this.#options.clock.sleep((failure ? Math.max(untilRetry, 0) : soon) + spread, signal);
  }

  #tell(change: Partial<ListingsStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const NOT_AT_ARXIV: UpstreamFailure = {
  reason: 'not-found',
  host: 'arxiv.org',
  status: null,
  retryAt: null,
};
