import type { FileReason } from '../../../src-shared/contract/index.ts';
import type { Clock } from '../listings/index.ts';
import type { Row, RowChanges } from './rows.ts';
import type { TransferFailure } from './transfer.ts';

/** A longer wait than this is told as such; a shorter one is part of the download. */
const SHORT_WAIT_MS = 30_000;
/** The first two for a hiccup, the others for a network or an upstream that is away for a while. */
const BACK_OFF_MS = [1_000, 4_000, 60_000, 300_000, 1_800_000];
/** For an upstream that does not say how long. */
const UNTOLD_WAIT_MS = 60_000;
const MOST_RATE_LIMITS = 10;
const AFRESH_AFTER_MS = 1_000;
/** A try that brought this much got somewhere, so the count starts again. */
const PROGRESS_BYTES = 64 * 1024;

/** What a failed try makes of its row: tried again at a time, or failed. */
export function afterFailure(row: Row, failure: TransferFailure, clock: Clock): RowChanges {
  const { reason, next } = failure;
  const attempts = attemptsAfter(row, failure);
  const retryAt = next === 'later' ? later(attempts, failure, clock) : afresh(row, failure, clock);
  const isSoon = retryAt !== null && retryAt - clock.now() <= SHORT_WAIT_MS;
  const state = retryAt === null ? 'failed' : isSoon ? 'queued' : 'waiting';
  const triedAfresh = row.triedAfresh || next === 'afresh';
  return { state, reason, retryAt, attempts, triedAfresh };
}

const PASSING: readonly (FileReason | null)[] = [
  ...(['offline', 'timeout', 'server-error', 'rate-limited'] as const),
  ...(['disk-full', 'disk-error'] as const),
];

/** Whether a policy's failure is of a kind that is over some day without anybody's doing. */
export function mayPass({ state, by, reason }: Row): boolean {
  return state === 'failed' && by === 'policy' && PASSING.includes(reason);
}

function attemptsAfter(row: Row, { gained, asked }: TransferFailure): number {
  const before = gained >= PROGRESS_BYTES ? 0 : row.attempts;
  return asked ? before + 1 : before;
}

function later(attempts: number, failure: TransferFailure, clock: Clock): number | null {
  const now = clock.now();
  if (failure.reason === 'rate-limited') {
    return attempts > MOST_RATE_LIMITS ? null : (failure.retryAt ?? now + UNTOLD_WAIT_MS);
  }
  const delay = BACK_OFF_MS[attempts - 1];
  if (delay === undefined) return null;
  // Between 3/4 and 5/4 of it, so that many machines do not come back in one moment.
  return Math.max(failure.retryAt ?? 0, now + delay * (0.75 + clock.random() / 2));
}

function afresh(row: Row, { next }: TransferFailure, clock: Clock): number | null {
  return next === 'afresh' && !row.triedAfresh ? clock.now() + AFRESH_AFTER_MS : null;
}
