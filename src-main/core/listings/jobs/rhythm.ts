import type { SyncReport } from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import type { DaySync } from './day-sync.ts';
import type { ListingsLibrary, Pictures } from './library.ts';
import { BEAT_MS, Since } from './timing.ts';
import type { Turns } from './turns.ts';

/** What goes on by the clock works with. */
export type RhythmOptions = {
  readonly days: DaySync;
  readonly library: ListingsLibrary;
  readonly pictures: Pictures;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
};

const HOUR_MS = 60 * 60 * 1000;
/** How soon the background tries again after a failure that named no time. */
const RETRY_MS = 5 * 60 * 1000;
/** Upvotes and comments go on moving for up to two weeks. */
const RECENT_DAYS = 14;

/** Does `work` again and again, a minute after it was done, until `signal` is aborted. Never rejects. */
export async function everyBeat(
  clock: Clock,
  signal: AbortSignal,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await clock.sleep(BEAT_MS, signal).catch(() => {});
  }
}

/**
 * The recent days and what trends: at the start, and every hour where the user wants it (LIST-1).
 * After a failure it is tried again as soon as the upstream allows.
 */
export class RecentDays {
  readonly #options: RhythmOptions;
  #last: Since | undefined;
  #restMs = 0;
  /** The sync at the start is tried until it succeeds, also where the hourly one is turned off. */
  #isOwed = true;

  constructor(options: RhythmOptions) {
    this.#options = options;
  }

  /** Syncs if it is time to. Throws where what came cannot be stored. */
  async sync(signal: AbortSignal): Promise<void> {
    if (this.#last && this.#last.passed() < this.#restMs) return;
    const { hourlySync } = await this.#options.library.settings();
    if (!hourlySync && !this.#isOwed) return;
    const { days, clock } = this.#options;
    this.#restMs = RETRY_MS;
    try {
      const report = await days.runRecent(RECENT_DAYS, signal);
      this.#isOwed = report.failures.length > 0;
      this.#restMs = this.#restAfter(report);
      if (this.#isOwed) days.wait();
    } finally {
      this.#last = new Since(clock);
    }
    await this.#bringPictures(signal);
  }

  /** Spread by a minute, so that many readers do not ask at the same second. */
  #restAfter({ failures }: SyncReport): number {
    const { clock } = this.#options;
    const spread = clock.random() * 60_000;
    const [first] = failures;
    if (!first) return HOUR_MS + spread;
    const { retryAt } = first.failure;
    return Math.max(0, retryAt === null ? RETRY_MS : retryAt - clock.now()) + spread;
  }

  async #bringPictures(signal: AbortSignal): Promise<void> {
    const { library, pictures, turns } = this.#options;
    for (const [paperId, url] of await library.latestPictures()) {
      const isNew = await turns.background(() => pictures.fetch(url, signal), signal);
      if (isNew) library.pictured([paperId]);
    }
  }
}
