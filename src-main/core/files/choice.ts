import type { Row } from './rows.ts';

/** Papers known to wait for a busy host, beyond which no other is looked at. */
const LOOK_AHEAD = 32;
const LONGEST_WAIT_MS = 25 * 3_600_000;

/** The queue as a choice of what comes next sees it. */
export type Field = {
  readonly rows: Iterable<Row>;
  /** Whether a row is to be tried by this run and is not being tried. */
  readonly isOpen: (row: Row) => boolean;
  /** Undefined where it was not found out yet. */
  readonly hostOf: (paperId: string) => string | undefined;
  /** Hosts that are being downloaded from; null for one that is being found out. */
  readonly busy: ReadonlySet<string | null>;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * The most urgent row that can begin. Where a paper comes from is only found out by beginning it;
 * once enough are known to wait for a busy host, the rest of a long queue is left alone.
 */
export function nextRow({ rows, isOpen, hostOf, busy, now }: Field): Row | undefined {
  let known: Row | undefined;
  let unknown: Row | undefined;
  let waiting = 0;
  for (const row of rows) {
    if (!isOpen(row) || isResting(row, now)) continue;
    const host = hostOf(row.paperId);
    if (host === undefined) unknown = moreUrgent(row, unknown);
    else if (busy.has(host)) waiting++;
    else known = moreUrgent(row, known);
  }
  // One whose source is being looked for may turn out to be of any host.
  if (waiting >= LOOK_AHEAD || busy.has(null)) return known;
  return known && unknown ? moreUrgent(known, unknown) : (known ?? unknown);
}

/** When the next of the rows that rest is to be tried; null where none rests. */
export function nextDue({ rows, isOpen, now }: Field): number | null {
  let due: number | null = null;
  for (const row of rows) {
    if (isOpen(row) && isResting(row, now)) due = Math.min(due ?? row.retryAt!, row.retryAt!);
  }
  return due;
}

function moreUrgent(row: Row, other: Row | undefined): Row {
  return other && other.rank <= row.rank ? other : row;
}

/** No wait is longer than an upstream's day: a longer one is of a clock that was set back since. */
export function isResting({ retryAt }: Row, now: number): boolean {
  return retryAt !== null && retryAt > now && retryAt <= now + LONGEST_WAIT_MS;
}
