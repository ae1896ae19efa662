import type {
  Backfill,
  FilesStatus,
  ListingsStatus,
} from '../../../../src-shared/contract/index.ts';
import {
  formatAge,
  formatClock,
  formatDayMonth,
  formatNumber,
  formatSince,
  plural,
} from '../format.ts';
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

function files(status: FilesStatus, now: number): string {
  const { paused, done, failed, total, waitingUntil } = status;
  if (paused && done + failed >= total) return 'PDFs paused';
  const parts = [`PDFs ${formatNumber(done)} of ${formatNumber(total)}`];
  if (failed > 0) parts.push(`${formatNumber(failed)} failed`);
  if (paused) parts.push('paused');
  else if (waitingUntil !== null && waitingUntil > now)
    parts.push(`waiting until ${formatClock(waitingUntil, now)}`);
  return parts.join(' · ');
}

/** Earlier listings that are not over: how far the first is that goes on, or that all are paused. */
function backfills(all: readonly Backfill[]): string | null {
  const active = all.filter(({ state }) => state === 'running' || state === 'waiting');
  const one = active[0] ?? all.find(({ state }) => state === 'paused');
  const queued = all.filter(({ state }) => state === 'queued').length;
  if (!one) return null;
  const days = `Earlier listings ${formatNumber(one.done)} of ${plural(one.total, 'day', 'days')}`;
  if (one.state === 'paused') return `${days} · paused`;
  return queued > 0 ? `${days} · ${formatNumber(queued)} more` : days;
}

/** The upstreams that are left alone and that the listings' own words do not name. */
function waiting({ upstreams, failure }: ListingsStatus, now: number): string | null {
  const waits = upstreams.filter(
    ({ state, until }) => state === 'waiting' && until !== null && until > now,
  );
  const told = failure === null ? null : errorTexts.upstreamName(failure.host);
  const named = new Map(
    waits.map(({ host, until }) => [errorTexts.upstreamName(host), until ?? now]),
  );
  const said = [...named]
    .filter(([name]) => name !== told)
    .map(([name, until]) => `Waiting for ${name} until ${formatClock(until, now)}`);
  return said.length === 0 ? null : said.join(' · ');
}

function texts(done: number, total: number): string {
  return `Text of PDFs ${formatNumber(done)} of ${formatNumber(total)}`;
}

/** The status bar. */
export const statusTexts = { listings, backfills, waiting, files, texts };
