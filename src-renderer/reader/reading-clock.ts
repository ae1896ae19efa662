import { localDayOf } from '../ui/local-day.ts';

/** Without a sign of the reader for so long, time no longer counts, milliseconds. */
export const IDLE_MS = 2 * 60_000;

/** Time is sent at most so often, milliseconds. */
export const SEND_EVERY_MS = 30_000;

/** Most seconds that the core takes at once. */
const MOST_SECONDS = 3_600;

/** The midnight after a time, where the user is. */
function nextMidnight(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

export type Spent = { readonly day: string; readonly seconds: number };

/**
 * Counts the time that is spent reading (LIB-4): while the paper is in front and the user has done
 * something within two minutes. `send` takes whole seconds of a day.
 */
export class ReadingClock {
  readonly #send: (spent: Spent) => void;
  /** Milliseconds that were counted and not sent, by day. */
  readonly #counted = new Map<string, number>();
  #front = false;
  /** Up to when time is counted; null while it does not count. */
  #upTo: number | null = null;
  #lastSign = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(send: (spent: Spent) => void) {
    this.#send = send;
  }

  /** Whether the paper is in front of the user: its tab, and the window. */
  setFront(front: boolean): void {
    if (front === this.#front) return;
    const now = Date.now();
    if (!front) this.flush();
    this.#front = front;
    this.#upTo = null;
    clearInterval(this.#timer);
    if (!front) return;
    this.#timer = setInterval(() => this.flush(), SEND_EVERY_MS);
    this.#lastSign = now;
    this.#upTo = now;
  }

  /** The user did something: scrolled, moved the pointer, pressed a key. */
  sign(): void {
    const now = Date.now();
    this.#count(now);
    this.#lastSign = now;
    if (this.#front) this.#upTo ??= now;
  }

  /** Sends what was counted. */
  flush(): void {
    this.#count(Date.now());
    for (const [day, ms] of this.#counted) {
      const seconds = Math.floor(ms / 1_000);
      this.#counted.set(day, ms - seconds * 1_000);
      for (let left = seconds; left > 0; left -= MOST_SECONDS)
        this.#send({ day, seconds: Math.min(left, MOST_SECONDS) });
    }
  }

  /** Sends what was counted, and counts no more. */
  stop(): void {
    this.setFront(false);
  }

  #count(now: number): void {
    if (this.#upTo === null) return;
    const end = Math.min(now, this.#lastSign + IDLE_MS);
    for (let from = this.#upTo; from < end; ) {
      const to = Math.min(end, nextMidnight(from));
      const day = localDayOf(from);
      this.#counted.set(day, (this.#counted.get(day) ?? 0) + to - from);
      from = to;
    }
    // A machine that slept, or a clock that was set back, counts nothing.
    this.#upTo = now <= this.#lastSign + IDLE_MS ? now : null;
  }
}
