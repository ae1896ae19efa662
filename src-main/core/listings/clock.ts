import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, so that a test need not wait for either. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment; never set, as a wall clock is. */
  elapsed(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/**
 * A clock that a test moves. In its `jumping` form a sleep moves it on at once; otherwise sleepers
 * wait for `advance`. `slept` lists what was asked for, in milliseconds.
 */
export class ManualClock implements Clock {
  readonly slept: number[] = [];
  readonly #jumping: boolean;
  #now: number;
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  constructor({ start = Date.UTC(2026, 5, 12, 9), jumping = false } = {}) {
    this.#now = start;
    this.#jumping = jumping;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Always the middle, so that jitter can be foretold. */
  random(): number {
    return 0.5;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    if (this.#jumping) this.advance(ms);
    else await this.#untilAdvanced(this.#elapsed + ms, signal);
  }

  /** Moves the time on and wakes who is due. */
  advance(ms: number): void {
    this.#now += ms;
    this.#elapsed += ms;
    const due = this.#sleepers.filter(({ at }) => at <= this.#elapsed);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#elapsed);
    for (const { wake } of due) wake();
  }

  /** Sets the wall clock on, or back where negative; no time passes. */
  set(ms: number): void {
    this.#now += ms;
  }

  #untilAdvanced(at: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at, wake: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }
}
