import type {
  ListingsStatus,
  SyncReport,
  SyncRequest,
  UpstreamFailure,
} from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { HuggingFace, ListingEntry, PaperSink, UpstreamListing } from '../types.ts';
import { dayOf, daysOf } from './calendar.ts';
import type { ListingsJournal } from './journal.ts';
import type { ListingsLibrary } from './library.ts';
import type { Turns } from './turns.ts';

/** What syncing days works with. */
export type DaySyncOptions = {
  readonly huggingFace: HuggingFace;
  readonly sink: PaperSink;
  readonly library: ListingsLibrary;
  readonly clock: Clock;
  readonly journal: ListingsJournal;
  readonly turns: Turns;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
};

/** How syncing goes. */
export type SyncStatus = Pick<
  ListingsStatus,
  'state' | 'day' | 'done' | 'total' | 'syncedAt' | 'failure'
>;

type Day = SyncReport['days'][number];

/** What a day came to. */
export type DayOutcome =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly failure: UpstreamFailure };

/** A day, or null for what trends now. */
type Step = string | null;

/** Failures that the next day would meet too: asking on would only be rude, or slow. */
const STOPS_RUN = ['offline', 'rate-limited', 'timeout', 'refused', 'cancelled'];

const OVER = { state: 'idle', day: null, done: 0, total: 0 } as const;

/** Brings days, one run after the other. */
export class DaySync {
  readonly #options: DaySyncOptions;
  #status: SyncStatus;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: DaySyncOptions) {
    this.#options = options;
    this.#status = { ...OVER, syncedAt: options.journal.syncedAt, failure: null };
  }

  status(): SyncStatus {
    return this.#status;
  }

  /** Answers when every day was tried; waits for a run before it. Throws what the sink throws. */
  run(request: SyncRequest, signal: AbortSignal): Promise<SyncReport> {
    return this.#inTurn(() => this.#run(this.#stepsOf(request), signal));
  }

  /** The recent days and what trends, in one run. */
  runRecent(recentDays: number, signal: AbortSignal): Promise<SyncReport> {
    return this.#inTurn(() => this.#run([...this.#stepsOf({ recentDays }), null], signal));
  }

  /** Says that what failed is tried again by itself. */
  wait(): void {
    if (this.#status.state === 'idle' && this.#status.failure) this.#tell({ state: 'waiting' });
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Brings one day, whoever asks. Throws what the sink throws. */
  async bring(date: string, signal: AbortSignal): Promise<DayOutcome> {
    const answer = await this.#options.huggingFace.fetchDay(date, signal);
    if (!answer.ok) return answer;
    const { papers, listing } = answer.value;
    return { ok: true, day: await this.#merge(date, papers, listing) };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#running.then(() => this.#options.turns.user(work));
    this.#running = turn.catch(() => {});
    return turn;
  }

  #stepsOf(request: SyncRequest): Step[] {
    return daysOf(request, this.#options.clock.now()) ?? [null];
  }

  async #run(steps: readonly Step[], signal: AbortSignal): Promise<SyncReport> {
    const report: SyncReport = { days: [], failures: [] };
    let stopped: UpstreamFailure | undefined;
    try {
      for (const [done, step] of steps.entries()) {
        if (!stopped) this.#tell({ state: 'syncing', day: step, done, total: steps.length });
        const outcome = stopped ? failed(stopped) : await this.#take(step, signal);
        if (outcome.ok) report.days.push(outcome.day);
        else {
          const { failure } = outcome;
          report.failures.push({ date: step ?? this.#today(), failure });
          if (STOPS_RUN.includes(failure.reason)) stopped = failure;
        }
      }
      return report;
    } finally {
      this.#finish(report, steps);
    }
  }

  #take(step: Step, signal: AbortSignal): Promise<DayOutcome> {
    return step === null ? this.#bringTrending(signal) : this.bring(step, signal);
  }

  async #bringTrending(signal: AbortSignal): Promise<DayOutcome> {
    const { huggingFace, library } = this.#options;
    const answer = await huggingFace.fetchTrending(signal);
    if (!answer.ok) return answer;
    const { papers, featuredOn } = answer.value;
    const day = await this.#merge(this.#today(), papers);
    const entries = papers.map(({ arxivId, upvotes, comments, submittedBy }, position) => ({
      ...{ arxivId, position, upvotes, comments, submittedBy },
    }));
    await this.#fillDays(entries, featuredOn);
    // Something always trends: an empty answer is no reason to forget what did.
    if (entries.length > 0) await library.replaceTrending(entries);
    return { ok: true, day };
  }

  /** What trends may be of days that were never brought: it was featured all the same. */
  async #fillDays(
    entries: readonly ListingEntry[],
    featuredOn: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { sink, clock } = this.#options;
    const days = Map.groupBy(entries, ({ arxivId }) => featuredOn.get(arxivId));
    for (const [day, listed] of days) {
      const listing = day && ({ day, source: 'import', entries: listed } as const);
      if (listing) await sink.merge({ papers: [], listing, at: clock.now() });
    }
  }

  async #merge(
    date: string,
    papers: Parameters<PaperSink['merge']>[0]['papers'],
    listing?: UpstreamListing,
  ): Promise<Day> {
    const { sink, clock } = this.#options;
    const counts = await sink.merge({ papers, ...(listing && { listing }), at: clock.now() });
    return { date, papers: papers.length, new: counts.new, changed: counts.changed };
  }

  #today(): string {
    return dayOf(this.#options.clock.now());
  }

  /** A cancelled run says nothing of the upstream, so the last failure stays what it was. */
  #finish({ days, failures }: SyncReport, steps: readonly Step[]): void {
    const failure = failures.find(({ failure }) => failure.reason !== 'cancelled')?.failure;
    const isWhole = days.length === steps.length;
    if (!isWhole) this.#tell({ ...OVER, ...(failure && { failure }) });
    else if (steps.every((step) => step === null)) this.#tell({ ...OVER, failure: null });
    else {
      const syncedAt = this.#options.clock.now();
      this.#tell({ ...OVER, syncedAt, failure: null });
      this.#remember(syncedAt);
    }
  }

  /** What cannot be kept (a full disk) is known until the program ends, and no failure of the sync. */
  #remember(syncedAt: number): void {
    try {
      this.#options.journal.syncedAt = syncedAt;
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #tell(change: Partial<SyncStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#options.onChange();
  }
}

function failed(failure: UpstreamFailure): DayOutcome {
  return { ok: false, failure };
}
