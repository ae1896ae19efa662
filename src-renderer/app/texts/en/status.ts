import type { FilesStatus, ListingsStatus } from '../../../../src-shared/contract/index.ts';
import { formatAge, formatClock, formatDayMonth, formatNumber, formatSince } from '../format.ts';
import { errorTexts } from './errors.ts';

/** The left part of the status bar: what the listings are doing, and how old they are. */
function listings({ state, day, failure, syncedAt }: ListingsStatus, now: number): string {
  if (state === 'syncing')
    return day === null ? 'Fetching listings…' : `Fetching ${formatDayMonth(day)}…`;
  if (failure) return `${errorTexts.upstream(failure, now)} · ${since(syncedAt, now)}`;
  if (state === 'waiting') return `Waiting to fetch · ${since(syncedAt, now)}`;
  if (syncedAt === null) return 'No listings yet';
  return `Listings up to date · ${formatAge(syncedAt, now)}`;
}

function since(syncedAt: number | null, now: number): string {
  return syncedAt === null ? 'no listings yet' : `listings from ${formatSince(syncedAt, now)}`;
}

function files({ done, failed, total, waitingUntil }: FilesStatus, now: number): string {
  const parts = [`PDFs ${formatNumber(done)} of ${formatNumber(total)}`];
  if (failed > 0) parts.push(`${formatNumber(failed)} failed`);
  if (waitingUntil !== null && waitingUntil > now)
    parts.push(`waiting until ${formatClock(waitingUntil, now)}`);
  return parts.join(' · ');
}

/** The status bar. */
export const statusTexts = { listings, files };
