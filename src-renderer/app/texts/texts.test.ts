import { expect, test } from 'vitest';
import {
  type Backfill,
  type FilesStatus,
  fileReason,
  type ListingsStatus,
  type UpstreamHealth,
  upstreamReason,
} from '../../../src-shared/contract/index.ts';
import {
  formatAge,
  formatBytes,
  formatClock,
  formatLongDay,
  formatMoment,
  formatSince,
} from './format.ts';
import { t } from './index.ts';

const NOW = new Date(2026, 10, 20, 13, 0).getTime();
const at = (hours: number, minutes: number) => new Date(2026, 10, 20, hours, minutes).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const status = (rest: Partial<ListingsStatus> = {}): ListingsStatus => ({
  state: 'idle',
  day: null,
  done: 0,
  total: 0,
  syncedAt: NOW - 2 * MINUTE,
  failure: null,
  backfills: [],
  upstreams: [],
  categories: [],
  ...rest,
});
const failure = (rest: Partial<NonNullable<ListingsStatus['failure']>> = {}) => ({
  reason: 'offline' as const,
  host: 'huggingface.co',
  status: null,
  retryAt: null,
  ...rest,
});

test('[LIB-2] a day’s heading says the day and how many papers it has', () => {
  expect(formatLongDay('2026-11-20')).toBe('Friday, 20 November 2026');
  expect(t.library.list.group(t.library.list.day('2026-11-20'), 38)).toBe(
    'Friday, 20 November 2026 · 38 papers',
  );
  expect(t.library.list.group(t.library.list.neverFeatured, 1)).toBe('Never featured · 1 paper');
});

test('[LIST-5] the status bar says how old the listings are', () => {
  expect(t.status.listings(status(), NOW)).toBe('Listings up to date · 2 min ago');
  expect(t.status.listings(status({ syncedAt: null }), NOW)).toBe('No listings yet');
  const offline = status({ failure: failure(), syncedAt: NOW - DAY });
  expect(t.status.listings(offline, NOW)).toBe('No connection · listings from yesterday');
  const first = status({ failure: failure(), syncedAt: null });
  expect(t.status.listings(first, NOW)).toBe('No connection · no listings yet');
});

test('[LIST-4] the status bar says what is being fetched, and how long we were asked to wait', () => {
  expect(t.status.listings(status({ state: 'syncing', day: '2026-06-12' }), NOW)).toBe(
    'Fetching 12 June…',
  );
  const limited = failure({ reason: 'rate-limited', retryAt: at(14, 5) });
  expect(t.status.listings(status({ state: 'waiting', failure: limited }), NOW)).toBe(
    'Hugging Face asked us to wait until 14:05 · listings from today, 12:58',
  );
});

test('[LIST-4] every reason is a sentence of its own words', () => {
  for (const reason of upstreamReason.options) {
    const said = t.errors.upstream(failure({ reason, host: 'mirror.example' }), NOW);
    expect(said).toMatch(/^[A-Za-z]/);
    expect(said).not.toContain('undefined');
    expect(said).not.toContain(reason === 'cancelled' || reason === 'refused' ? '_' : reason);
  }
});

test('[FILE-2] every reason why a PDF is not here is a sentence', () => {
  for (const reason of fileReason.options) expect(t.errors.file(reason)).toMatch(/^[A-Z].*\.$/);
  expect(t.errors.file('of-a-newer-version')).toContain('of-a-newer-version');
});

test('[FILE-1] the status bar counts PDFs, failures and waits', () => {
  const files: FilesStatus = {
    paused: false,
    done: 31,
    failed: 0,
    total: 38,
    active: [],
    waitingUntil: null,
    text: { done: 0, total: 0, failed: 0 },
  };
  expect(t.status.files(files, NOW)).toBe('PDFs 31 of 38');
  expect(t.status.files({ ...files, failed: 2, waitingUntil: at(14, 5) }, NOW)).toBe(
    'PDFs 31 of 38 · 2 failed · waiting until 14:05',
  );
});

test('[FILE-1] the status bar says that downloads are paused, with nothing to fetch too', () => {
  const files: FilesStatus = {
    paused: true,
    done: 2,
    failed: 0,
    total: 4,
    active: [],
    waitingUntil: at(14, 5),
    text: { done: 0, total: 0, failed: 0 },
  };
  expect(t.status.files(files, NOW)).toBe('PDFs 2 of 4 · paused');
  expect(t.status.files({ ...files, done: 4 }, NOW)).toBe('PDFs paused');
});

const backfill = (rest: Partial<Backfill> = {}): Backfill => ({
  id: 'one',
  from: '2026-06-01',
  to: '2026-06-30',
  state: 'running',
  done: 12,
  total: 30,
  papers: 412,
  new: 380,
  next: '2026-06-18',
  failure: null,
  skipped: [],
  ...rest,
});

test('[LIST-1] the status bar follows the earlier listings that are under way', () => {
  expect(t.status.backfills([backfill({ state: 'done' })])).toBeNull();
  expect(t.status.backfills([backfill()])).toBe('Earlier listings 12 of 30 days');
  expect(t.status.backfills([backfill({ state: 'queued', done: 0 }), backfill()])).toBe(
    'Earlier listings 12 of 30 days · 1 more',
  );
  expect(t.status.backfills([backfill({ state: 'paused' })])).toBe(
    'Earlier listings 12 of 30 days · paused',
  );
});

test('[LIST-1] the state of earlier listings is words, with the time of a wait', () => {
  expect(t.backfill.state(backfill(), NOW)).toBe('Now 18 Jun 2026');
  const limited = failure({ reason: 'rate-limited', retryAt: at(14, 5) });
  expect(t.backfill.state(backfill({ state: 'waiting', failure: limited }), NOW)).toBe(
    'Waiting: Hugging Face asked us to wait until 14:05',
  );
});

const health = (rest: Partial<UpstreamHealth> = {}): UpstreamHealth => ({
  host: 'export.arxiv.org',
  purpose: 'arxiv-api',
  state: 'ok',
  until: null,
  failure: null,
  lastOkAt: NOW - 2 * MINUTE,
  requests: 3,
  ...rest,
});

test('[LIST-4] the status bar names who is left alone, each once, and until when', () => {
  const waits = health({ state: 'waiting', until: at(14, 5) });
  const upstreams = [waits, { ...waits, host: 'arxiv.org' }, health({ host: 'huggingface.co' })];
  expect(t.status.waiting(status({ upstreams }), NOW)).toBe('Waiting for arXiv until 14:05');
  const told = failure({ reason: 'rate-limited', host: 'export.arxiv.org', retryAt: at(14, 5) });
  expect(t.status.waiting(status({ upstreams, failure: told }), NOW)).toBeNull();
  expect(t.status.waiting(status({ upstreams }), at(14, 6))).toBeNull();
});

test('[SAFE-5] the settings say of each host how it does, and until when it is left alone', () => {
  const { upstreamState } = t.settings.sources;
  expect(upstreamState(health(), NOW)).toBe('Answered 2 min ago');
  expect(upstreamState(health({ state: 'unused', lastOkAt: null }), NOW)).toBe(
    'Not asked since the start',
  );
  const broken = failure({ reason: 'server-error', host: 'arxiv.org', status: 503 });
  const failing = health({ state: 'failing', failure: broken, until: at(13, 10) });
  expect(upstreamState(failing, NOW)).toBe(
    'arXiv has a problem of its own (503); asked again at 13:10',
  );
  const limited = failure({ reason: 'rate-limited', retryAt: at(14, 5) });
  expect(upstreamState(health({ state: 'waiting', failure: limited, until: at(14, 5) }), NOW)).toBe(
    'Hugging Face asked us to wait until 14:05',
  );
});

test('[BACK-1] a moment is told by day and time', () => {
  expect(formatMoment(at(9, 30), NOW)).toBe('today, 09:30');
  expect(formatMoment(at(9, 30) - DAY, NOW)).toBe('yesterday, 09:30');
  expect(formatMoment(at(0, 5) - 9 * DAY, NOW)).toBe('11 Nov 2026, 00:05');
});

test('[LIST-5] ages and times are told as people tell them', () => {
  expect(formatAge(NOW - 20_000, NOW)).toBe('just now');
  expect(formatAge(NOW + 5_000, NOW)).toBe('just now');
  expect(formatAge(NOW - 3 * 60 * MINUTE, NOW)).toBe('3 h ago');
  expect(formatAge(NOW - 5 * DAY, NOW)).toBe('5 days ago');
  expect(formatSince(at(9, 30), NOW)).toBe('today, 09:30');
  expect(formatSince(NOW - 9 * DAY, NOW)).toBe('11 Nov 2026');
  expect(formatClock(NOW + DAY, NOW)).toContain('21 November');
});

test('[FILE-5] sizes are told in the unit that people use, never as nothing where there is something', () => {
  const told = [0, 1, 999, 12_345, 998_900, 999_999, 4_140_000, 9_960_000_000, 12_400_000_000_000];
  expect(told.map(formatBytes)).toEqual([
    '0 kB',
    '1 kB',
    '1 kB',
    '12 kB',
    '999 kB',
    '1 MB',
    '4.1 MB',
    '10 GB',
    '12 TB',
  ]);
});
