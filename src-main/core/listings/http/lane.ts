import type { Clock } from '../clock.ts';
import type { HostPolicy, Pace, RequestKind } from './policy.ts';

/** One connection's worth of requests: one at a time, at its pace, silent while it was told to wait. */
export class Lane {
  /** Milliseconds since the epoch before which the upstream wants no request. */
  blockedUntil = 0;
  readonly #clock: Clock;
  readonly #pacers: Record<RequestKind, Pacer>;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(policy: HostPolicy, clock: Clock) {
    this.#clock = clock;
    this.#pacers = { api: new Pacer(policy.pace.api), file: new Pacer(policy.pace.file) };
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
  async pace(kind: RequestKind, signal?: AbortSignal): Promise<void> {
    const delay = this.#pacers[kind].delay(this.#clock.now());
    if (delay > 0) await this.#clock.sleep(delay, signal);
    this.#pacers[kind].count(this.#clock.now());
  }

  /** Notes that the upstream wants no request before then. */
  block(until: number): void {
    this.blockedUntil = Math.max(this.blockedUntil, until);
  }
}

/** A rate as the time at which all that was asked would have been due, one interval apart. */
class Pacer {
  readonly #pace: Pace | null;
  #due = Number.NEGATIVE_INFINITY;

  constructor(pace: Pace | null) {
    this.#pace = pace;
  }

  delay(now: number): number {
    if (!this.#pace) return 0;
    const { burst, intervalMs } = this.#pace;
    const wait = this.#due - (burst - 1) * intervalMs - now;
    // It is never longer than an interval, unless the clock was set back meanwhile.
    return Math.min(Math.max(0, wait), intervalMs);
  }

  count(now: number): void {
    if (!this.#pace) return;
    const { burst, intervalMs } = this.#pace;
    const latest = now + (burst - 1) * intervalMs;
    this.#due = Math.min(Math.max(this.#due, now), latest) + intervalMs;
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
