import type { FetchResult } from '../../../src-shared/contract/index.ts';
import { isResting } from './choice.ts';
import type { Row } from './rows.ts';

/** An upstream that asked us to wait has not failed; one that cannot be reached has. */
export function shownState({ state, reason }: Row): 'queued' | 'failed' {
  if (state === 'waiting') return reason === 'rate-limited' ? 'queued' : 'failed';
  return state;
}

/** A row as the answer to whoever waited for it. */
export function pendingResult({ paperId, state, reason, retryAt }: Row): FetchResult {
  const shown = state === 'queued' ? 'queued' : 'failed';
  return { id: paperId, state: shown, bytes: null, sha256: null, reason, retryAt };
}

/** When the first of the upstreams that asked us to wait may be asked again; null where none did. */
export function waitingUntil(rows: Iterable<Row>, now: number): number | null {
  let until: number | null = null;
  for (const row of rows) {
    if (row.reason !== 'rate-limited' || row.state === 'failed' || !isResting(row, now)) continue;
    until = Math.min(until ?? row.retryAt!, row.retryAt!);
  }
  return until;
}
