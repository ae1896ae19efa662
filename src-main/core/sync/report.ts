import type { TargetTrouble } from './marker.ts';
import type { Loss, Merge } from './record.ts';
import type { Applied } from './sync-store.ts';
import type { TargetReason } from './targets/index.ts';

/** What somebody decided before a run, mostly after one had stopped. */
export type Choice =
  /** Deletions of others are taken over, however many. */
  | 'delete'
  /** What others deleted stays here, and comes back there. */
  | 'keep'
  /** The emptied target is filled anew. */
  | 'refill'
  /** The other target is the one from now on. */
  | 'join'
  /** Everything is compared and written again; nothing is deleted by that. */
  | 'repair';

/** What a run did. */
export type Report = {
  /** Documents that were sent. */
  readonly sent: number;
  /** Documents that changed here. */
  readonly changed: number;
  readonly merges: readonly Merge[];
  readonly losses: readonly Loss[];
  /** The machines whose segments were taken in, with when each last wrote, in milliseconds since the epoch. */
  readonly writers: ReadonlyMap<string, number>;
  /** Own segments that became fewer. */
  readonly compacted: number;
  /** Segments of later versions, which wait. */
  readonly newer: number;
  /** Segments that cannot be read yet: half copied, or sealed with another key. */
  readonly unread: number;
};

/** Why a run did not come to its end. */
export type RunFailure =
  | { readonly ok: false; readonly reason: TargetReason | TargetTrouble | 'stopped' }
  /** What is there is sealed, and there is no key to seal with. */
  | { readonly ok: false; readonly reason: 'key-missing' }
  /** So many of the documents here would be deleted at once. */
  | { readonly ok: false; readonly reason: 'would-delete'; readonly documents: number };

/** `report` is what was done until then. */
export type RunResult =
  | ({ readonly ok: true } & Report)
  | (RunFailure & { readonly report: Report });

/** Ends a run from anywhere in it. */
export class Stopped extends Error {
  readonly failure: RunFailure;

  constructor(failure: RunFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}

/** The value of a target's answer; ends the run where there is none. */
export function must<Value>(
  result: { ok: true; value: Value } | { ok: false; reason: TargetReason },
): Value {
  if (!result.ok) throw new Stopped(result);
  return result.value;
}

/** What a run has done before it has done anything. */
export const NOTHING: Report = {
  ...{ sent: 0, changed: 0, merges: [], losses: [], writers: new Map() },
  ...{ compacted: 0, newer: 0, unread: 0 },
};

/** A report with what one segment did added to it. */
export function withApplied(report: Report, { changed, merges, losses }: Applied): Report {
  return {
    ...report,
    changed: report.changed + changed,
    merges: [...report.merges, ...merges],
    losses: [...report.losses, ...losses],
  };
}
