import type {
  FilesStatus,
  KeptBecause,
  QueuedPdf,
  StorageReport,
} from '../../../../src-shared/contract/index.ts';
import { formatBytes, formatClock, formatNumber, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

const kept: Readonly<Record<KeptBecause, string>> = {
  pinned: 'Kept by you',
  annotated: 'Has your highlights',
  own: 'Your own file',
  open: 'Open in a tab',
  'unknown-source': 'Not to be had again',
};

/** What the disk is used for, in the order of the storage page. */
export type DiskUse =
  | 'pdfs'
  | 'texts'
  | 'index'
  | 'library'
  | 'thumbnails'
  | 'backups'
  | 'partials'
  | 'other';

const uses: Readonly<Record<DiskUse, string>> = {
  pdfs: 'PDFs',
  texts: 'Text of PDFs',
  index: 'Index',
  library: 'Library',
  thumbnails: 'Pictures',
  backups: 'Backups',
  partials: 'Unfinished downloads',
  other: 'Other',
};

function queued({ state, reason, retryAt, received, expected }: QueuedPdf, now: number): string {
  if (state === 'downloading')
    return expected === null
      ? `${formatBytes(received)} so far`
      : `${formatBytes(received)} of ${formatBytes(expected)}`;
  const why = reason === null ? '' : errorTexts.file(reason);
  if (retryAt !== null && retryAt > now)
    return `${why} Tried again at ${formatClock(retryAt, now)}.`.trim();
  return state === 'failed' ? why || 'It failed.' : why || 'Waiting';
}

function evicted(freed: number, count: number, stayed: number): string {
  const left = stayed === 0 ? '' : ` ${plural(stayed, 'PDF', 'PDFs')} had to stay.`;
  if (count === 0) return `Nothing was removed.${left}`;
  return `${plural(count, 'PDF', 'PDFs')} removed, ${formatBytes(freed)} freed.${left}`;
}

function evictable({ pdfs, evictable: { count, bytes } }: StorageReport): string {
  if (pdfs.count === 0) return '';
  if (count === 0) return 'Every PDF here has a reason to stay.';
  return `${plural(count, 'PDF', 'PDFs')} of ${formatBytes(bytes)} can be fetched again and may go.`;
}

function textState({ done, total, failed }: FilesStatus['text']): string {
  const failures = failed === 0 ? '' : ` ${formatNumber(failed)} could not be read.`;
  if (total === 0) return 'There is no PDF yet.';
  const read = done + failed < total ? 'Being read' : 'Read';
  return `${read}: ${formatNumber(done)} of ${plural(total, 'PDF', 'PDFs')}.${failures}`;
}

/** PDFs and storage in the settings. */
export const storageTexts = {
  policies: 'Fetch PDFs',
  whenOpened: 'When I open a paper',
  whenStarred: 'When I star or collect a paper',
  ofLastDays: 'When a new paper is listed',
  days: 'Those of the last',
  daysUnit: 'days',
  queue: {
    title: 'Downloads',
    none: 'Nothing is waiting.',
    progress: (done: number, total: number) =>
      `${formatNumber(done)} of ${plural(total, 'PDF', 'PDFs')}`,
    failed: (count: number) => `${formatNumber(count)} failed`,
    paused: 'Paused',
    waitingUntil: (at: number, now: number) => `Waiting until ${formatClock(at, now)}`,
    list: 'PDFs that are not here yet',
    state: queued,
    more: (count: number) => `and ${formatNumber(count)} more`,
    pause: 'Pause',
    resume: 'Resume',
    retryFailed: 'Retry failed',
    retry: 'Retry',
    retryOf: (title: string) => `Retry ${title}`,
    cancel: 'Cancel',
    cancelOf: (title: string) => `Cancel ${title}`,
  },
  disk: {
    title: 'What uses the disk',
    total: (used: number, free: number | null) =>
      free === null
        ? formatBytes(used)
        : `${formatBytes(used)} used by Offprint, ${formatBytes(free)} free on this disk`,
    uses,
    count: (count: number) => formatNumber(count),
  },
  quota: {
    title: 'Room for PDFs',
    limit: 'Limit the room for PDFs',
    hint: 'When it is used up, PDFs that can be fetched again go, the oldest first.',
    label: 'At most',
    unit: 'GB',
    used: (used: number, quota: number | null) =>
      quota === null
        ? `${formatBytes(used)} used`
        : `${formatBytes(used)} of ${formatBytes(quota)} used`,
    evictable,
    tooSmall: 'The PDFs that have to stay need more than this: nothing new will be fetched.',
  },
  text: {
    title: 'Text of the PDFs',
    hint: 'Read once in the background, and kept on this machine.',
    state: textState,
    readAgain: 'Read all again',
  },
  largest: {
    title: 'Largest PDFs',
    none: 'There is no PDF on this machine yet.',
    select: (title: string) => `Select ${title}`,
    paper: 'Paper',
    size: 'Size',
    read: 'Last read',
    never: 'Never',
    stays: 'Stays',
    kept,
    pin: 'Keep',
    pinOf: (title: string) => `Keep ${title}`,
    evict: (count: number) =>
      count === 0 ? 'Remove from this machine' : `Remove ${formatNumber(count)} from this machine`,
    evictHint: 'The papers stay in your library, and their PDFs can be fetched again.',
    evicted,
  },
};
