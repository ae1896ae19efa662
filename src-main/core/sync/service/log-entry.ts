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
  const { sent, changed, merges, losses, writers } = report;
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
