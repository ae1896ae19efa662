import type { SyncReason, SyncTrouble } from '../../../../src-shared/contract/index.ts';
import type { Loss, Merge } from '../record.ts';
import type { Report } from '../report.ts';

/** A run as the log keeps it; what it names is looked up when it is shown. */
export type LogEntry = {
  readonly milliseconds: number;
  readonly trouble: { readonly reason: SyncReason; readonly documents: number | null } | null;
  readonly sent: number;
  readonly changed: number;
  readonly devices: readonly string[];
  readonly merges: readonly Merge[];
  readonly mergedCount: number;
  readonly losses: readonly Omit<Loss, 'value'>[];
};

/** More documents than anyone goes through. */
const MOST = 100;

/**
 * What the log keeps of a run; null where it moved nothing, and ended well or in the same trouble as
 * the one before it.
 */
export function entryOf(
  report: Report,
  trouble: LogEntry['trouble'],
  milliseconds: number,
  before: SyncTrouble | null,
): LogEntry | null {
  const { sent, changed, writers } = report;
  const merges = report.merges.flatMap(tellingOf);
  const losses = report.losses.filter(({ field }) => !isKeptByItself(field));
  const isOld = (trouble?.reason ?? null) === (before?.reason ?? null);
  const moved = sent + changed + merges.length + losses.length;
  if (moved === 0 && (trouble === null || isOld)) return null;
  return {
    ...{ milliseconds, trouble, sent, changed, mergedCount: merges.length },
    devices: [...writers.keys()],
    merges: merges.slice(0, MOST),
    losses: losses.slice(0, MOST).map(({ value: _kept, ...loss }) => loss),
  };
}

/** What the program notes by itself as the user reads: nobody said it, so nobody misses it. */
function isKeptByItself(field: string): boolean {
  return field === 'lastReadAt' || field === 'progress' || field.startsWith('seconds:');
}

/** A merge as far as it is of what somebody said; none where all of it was noted by the program. */
function tellingOf(merge: Merge): Merge[] {
  const fields = merge.fields.filter((field) => !isKeptByItself(field));
  return fields.length === 0 && merge.fields.length > 0 ? [] : [{ ...merge, fields }];
}
