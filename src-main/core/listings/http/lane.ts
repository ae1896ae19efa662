import type { Clock } from '../clock.ts';
import type { Pause } from './pause.ts';
import type { HostPolicy, Pace } from './policy.ts';

/** One connection's worth of requests: one at a time, at its pace. */
export class Lane {
  readonly policy: HostPolicy;
  /** Shared with the other lanes of the same operator. */
  readonly pause: Pause;
  readonly #clock: Clock;
  readonly #pacer: Pacer;
  readonly #searchPacer: Pacer;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(policy: HostPolicy, pause: Pause, clock: Clock) {
    this.policy = policy;
    this.pause = pause;
    this.#clock = clock;
    this.#pacer = new Pacer(policy.pace);
    this.#searchPacer = new Pacer(policy.searchPace);
  }

  /** Runs the work when everything before it is done. An aborted signal gives up the place. */
  async run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const before = this.#tail;
    const turn = Promise.withResolvers<void>();
    this.#tail = before.then(() => turn.promise);
    try {
      await orAbort(before, signal);
      return await work();
    } finally {
      turn.resolve();
    }
  }

  /** Waits until the pace allows another request, and counts it. */
  async pace(isSearch: boolean, signal?: AbortSignal): Promise<void> {
    const pacers = isSearch ? [this.#pacer, this.#searchPacer] : [this.#pacer];
    const delay = Math.max(...pacers.map((pacer) => pacer.delay(this.#clock.elapsed())));
    if (delay > 0) await this.#clock.sleep(delay, signal);
    for (const pacer of pacers) pacer.count(this.#clock.elapsed());
  }
}

/** A rate as the time at which all that was asked would have been due, one interval apart. */
class Pacer {
  readonly #pace: Pace | null;
  #due = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace | null) {
    this.#pace = pace;
  }

  /** Times are of a clock that nobody sets, so that no jump of the wall's breaks the rate. */
  delay(elapsed: number): number {
    if (!this.#pace) return 0;
    const { burst, intervalMs } = this.#pace;
    return Math.max(0, this.#due - (burst - 1) * intervalMs - elapsed);
  }

  count(elapsed: number): void {
    if (!this.#pace) return;
    this.#due = Math.max(this.#due, elapsed) + this.#pace.intervalMs;
  }
}

function orAbort(promise: Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
