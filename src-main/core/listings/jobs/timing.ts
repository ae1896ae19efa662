import type { Clock } from '../clock.ts';

/** How often what is due is looked for: a laptop that wakes up is a minute late at most. */
export const BEAT_MS = 60_000;

/**
 * How long ago something was. Time has passed when either clock says so: the one that is never set
 * stands still while a laptop sleeps, and the other may be set by years in either direction, which
 * neither stops what is due nor makes it due twice.
 */
export class Since {
  readonly #clock: Clock;
  readonly #wall: number;
  readonly #elapsed: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wall = clock.now();
    this.#elapsed = clock.elapsed();
  }

  /** Milliseconds. */
  passed(): number {
    return Math.max(this.#clock.now() - this.#wall, this.#clock.elapsed() - this.#elapsed);
  }
}

/** Waits so long, in short sleeps; rejects with the signal's reason when it is aborted. */
export async function waitFor(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const since = new Since(clock);
  for (let left = ms; left > 0; left = ms - since.passed()) {
    await clock.sleep(Math.min(left, BEAT_MS), signal);
  }
}

/**
 * Whether what was done at `at` (milliseconds since the epoch, kept over restarts; null: never) is
 * to be done again. A time that lies ahead is of a clock that was wrong, and counts as long ago.
 */
export function isOld(at: number | null, now: number, intervalMs: number): boolean {
  return at === null || at > now || now - at >= intervalMs;
}
