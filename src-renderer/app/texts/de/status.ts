import type {
  Backfill,
  FilesStatus,
  ListingsStatus,
} from '../../../../src-shared/contract/index.ts';
import type { statusTexts as english } from '../en/status.ts';
import {
  formatAge,
  formatClock,
  formatDayMonth,
  formatNumber,
  formatSince,
  plural,
} from '../format.ts';
import { errorTexts } from './errors.ts';

function listings({ state, day, failure, syncedAt }: ListingsStatus, now: number): string {
  if (state === 'syncing')
    return day === null
      ? 'Tageslisten werden abgerufen …'
      : `${formatDayMonth(day)} wird abgerufen …`;
  if (failure) return `${errorTexts.upstream(failure, now)} · ${since(syncedAt, now)}`;
  if (state === 'waiting') return `Abruf wartet · ${since(syncedAt, now)}`;
  if (syncedAt === null) return 'Noch keine Tageslisten';
  return `Tageslisten aktuell · ${formatAge(syncedAt, now)}`;
}

function since(syncedAt: number | null, now: number): string {
  return syncedAt === null ? 'noch keine Tageslisten' : `Stand: ${formatSince(syncedAt, now)}`;
}

function files(status: FilesStatus, now: number): string {
  const { paused, done, failed, total, waitingUntil } = status;
  if (paused && done + failed >= total) return 'PDFs angehalten';
  const parts = [`PDFs ${formatNumber(done)} von ${formatNumber(total)}`];
  if (failed > 0) parts.push(`${formatNumber(failed)} fehlgeschlagen`);
  if (paused) parts.push('angehalten');
  else if (waitingUntil !== null && waitingUntil > now)
    parts.push(`wartet bis ${formatClock(waitingUntil, now)}`);
  return parts.join(' · ');
}

/** Earlier listings that are not over: how far the first is that goes on, or that all are paused. */
function backfills(all: readonly Backfill[]): string | null {
  const active = all.filter(({ state }) => state === 'running' || state === 'waiting');
  const one = active[0] ?? all.find(({ state }) => state === 'paused');
  const queued = all.filter(({ state }) => state === 'queued').length;
  if (!one) return null;
  const days = `Frühere Tageslisten: ${formatNumber(one.done)} von ${plural(one.total, 'Tag', 'Tagen')}`;
  if (one.state === 'paused') return `${days} · angehalten`;
  return queued > 0 ? `${days} · ${formatNumber(queued)} weitere` : days;
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
    .map(([name, until]) => `Wartet auf ${name} bis ${formatClock(until, now)}`);
  return said.length === 0 ? null : said.join(' · ');
}

function texts(done: number, total: number): string {
  return `Text der PDFs ${formatNumber(done)} von ${formatNumber(total)}`;
}

/** The status bar. */
export const statusTexts: typeof english = { listings, backfills, waiting, files, texts };
