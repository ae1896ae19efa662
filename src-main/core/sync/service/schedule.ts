import {
  type EventKind,
  RETRIED_REASONS,
  type SyncReason,
  type SyncRun,
} from '../../../../src-shared/contract/index.ts';
import type { EventHub } from '../../events/index.ts';
import type { SyncTarget } from '../targets/index.ts';

/** What a schedule is joined to. */
export type ScheduleOptions = {
  /** Runs; `ended` is told how that went. */
  readonly run: () => Promise<unknown>;
  /** Whether anything waits to be sent. */
  readonly hasUnsent: () => boolean;
  /** Why the last run did not come to its end; null where it did. */
  readonly trouble: () => SyncReason | null;
  readonly events: EventHub;
};

/** After the start, so that the window stands first. */
const FIRST_MS = 3_000;
/** After a change, so that what belongs together goes together. */
const REST_MS = 5_000;
const SOON_MS = 300;
const EVERY_MS = 5 * 60_000;
const AGAIN_MS = 30_000;
const LONGEST_MS = 30 * 60_000;

/** What the user's own acts change. */
const OWN: readonly EventKind[] = [
  'papers',
  'annotations',
  'notes',
  'collections',
  'searches',
  'settings',
  'trash',
];

/** Decides when to synchronise: by the clock, after changes, and when the target has news. */
export class Schedule {
  readonly #options: ScheduleOptions;
  #ends: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the timer is due, in milliseconds of the monotonic clock. */
  #dueAt = Number.POSITIVE_INFINITY;
  #failures = 0;
  #isOn = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Begins; what was begun before ends. */
  start(target: SyncTarget): void {
    this.stop();
    this.#isOn = true;
    const { events } = this.#options;
    this.#ends = [
      target.watch?.(() => this.#within(SOON_MS)) ?? ((): void => undefined),
      events.listen(({ kind }) => {
        if (OWN.includes(kind) && this.#options.hasUnsent()) this.#within(REST_MS);
      }),
    ];
    this.#wait(FIRST_MS);
  }

  /** Runs as soon as may be, where it is on. */
  soon(): void {
    this.#failures = 0;
    this.#wait(0);
  }

  /** Waits for the next run after one that ended, whoever asked for it. */
  ended(result: SyncRun): void {
    const next = result.ok ? this.#rest() : this.#restAfter(result.reason);
    if (next !== null && performance.now() + next < this.#dueAt) this.#wait(next);
  }

  /** Nothing begins any more. */
  stop(): void {
    this.#isOn = false;
    for (const end of this.#ends) end();
    this.#ends = [];
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  /** Runs in that time, or earlier where that is planned; in trouble it waits its own time, or for the user. */
  #within(milliseconds: number): void {
    if (this.#options.trouble() !== null) return;
    if (performance.now() + milliseconds < this.#dueAt) this.#wait(milliseconds);
  }

  #wait(milliseconds: number): void {
    if (!this.#isOn) return;
    clearTimeout(this.#timer);
    this.#dueAt = performance.now() + milliseconds;
    this.#timer = setTimeout(() => void this.#turn(), milliseconds).unref();
  }

  async #turn(): Promise<void> {
    this.#dueAt = Number.POSITIVE_INFINITY;
    await this.#options.run();
  }

  /** What came while it ran goes soon. */
  #rest(): number {
    this.#failures = 0;
    return this.#options.hasUnsent() ? REST_MS : EVERY_MS;
  }

  /** Null where somebody has to say what is to be done. */
  #restAfter(reason: SyncReason): number | null {
    if (!RETRIED_REASONS.has(reason)) return null;
    return Math.min(AGAIN_MS * 2 ** this.#failures++, LONGEST_MS);
  }
}
