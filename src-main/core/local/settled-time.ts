import type { LocalStore } from './local-store.ts';

type Seen = {
  /** Milliseconds since the epoch of the last look. */
  readonly at: number;
  /** Since when the clock has run on without a leap. */
  readonly since: number;
};

const NAME = 'clock-seen';
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Nobody looked for so long, or the clock leapt: the two cannot be told apart. */
const LEAP_MS = 30 * DAY_MS;

/**
 * Whether the machine's clock may be believed when something is let go for its age: it has run on for
 * a day, over restarts too, without leaping back or a month ahead. A machine whose battery is empty
 * may wake up years from now, and is set right a little later. To be asked hourly. Throws what SQLite
 * throws.
 */
export function isTimeSettled(local: Pick<LocalStore, 'get' | 'set'>, now: number): boolean {
  const seen = local.get<Seen>(NAME);
  const hasLeapt = !seen || now < seen.at - HOUR_MS || now > seen.at + LEAP_MS;
  const since = hasLeapt ? now : seen.since;
  local.set(NAME, { at: now, since } satisfies Seen);
  return now >= since + DAY_MS;
}
