import type {
  BackupEntry,
  BackupReport,
  Finding,
  ListingsStatus,
  SyncReport,
  UpstreamHealth,
  UpstreamPurpose,
  UserSettings,
} from '../../../../src-shared/contract/index.ts';
import { formatAge, formatBytes, formatClock, formatNumber, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

type Section =
  | 'general'
  | 'keyboard'
  | 'sources'
  | 'backfill'
  | 'storage'
  | 'sync'
  | 'backups'
  | 'health';

const sections: Readonly<Record<Section, string>> = {
  general: 'General',
  keyboard: 'Keyboard',
  sources: 'Sources',
  backfill: 'Earlier listings',
  storage: 'PDFs and storage',
  sync: 'Machines',
  backups: 'Backups',
  health: 'Health',
};

const themes: Readonly<Record<UserSettings['theme'], string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

const purposes: Readonly<Record<UpstreamPurpose, string>> = {
  huggingface: 'Listings, details, search',
  'arxiv-api': 'Papers by id, categories, search',
  'arxiv-pdf': 'PDFs',
  media: 'Pictures of papers',
};

/** How an upstream does, and until when it is left alone. */
function upstreamState(health: UpstreamHealth, now: number): string {
  const { state, until, failure, lastOkAt } = health;
  if (state === 'unused') return 'Not asked since the start';
  if (state === 'ok') return lastOkAt === null ? 'Answers' : `Answered ${formatAge(lastOkAt, now)}`;
  const why = failure ? errorTexts.upstream(failure, now) : 'It is left alone for now';
  const at = until ?? failure?.retryAt ?? null;
  // A request to wait names its time by itself.
  if (at === null || at <= now || (failure?.reason === 'rate-limited' && failure.retryAt !== null))
    return why;
  return `${why}; asked again at ${formatClock(at, now)}`;
}

function syncResult({ days, failures }: SyncReport, now: number): string {
  const failed = failures[0];
  if (failed) return `${errorTexts.upstream(failed.failure, now)}.`;
  const papers = days.reduce((sum, day) => sum + day.papers, 0);
  const fresh = days.reduce((sum, day) => sum + day.new, 0);
  return `Read: ${plural(papers, 'paper', 'papers')}, ${formatNumber(fresh)} new.`;
}

function listingsState({ state, failure, syncedAt }: ListingsStatus, now: number): string {
  if (state === 'syncing') return 'Reading the listings now…';
  const last = syncedAt === null ? 'Not read yet' : `Last read ${formatAge(syncedAt, now)}`;
  return failure ? `${errorTexts.upstream(failure, now)}. ${last}` : last;
}

const backupReasons: Readonly<Record<BackupEntry['reason'], string>> = {
  automatic: 'Made by itself',
  manual: 'Made by you',
  'before-migration': 'Before an update',
  'before-restore': 'Before a restore',
};

const backupFailures: Readonly<Record<Extract<BackupReport, { ok: false }>['reason'], string>> = {
  'disk-full': 'The disk is full. Free some space, then try again.',
  'disk-error': 'The file could not be written to disk.',
  damaged: 'The library is damaged: see Health.',
  stopped: 'The program was closed meanwhile.',
};

const findings: Readonly<Record<Finding['kind'], (subject: string) => string>> = {
  'database-damaged': (subject) =>
    `The library ${subject} is damaged. Restore a backup: see Backups.`,
  'index-damaged': (subject) => `The index ${subject} is damaged. It is built from the library.`,
  'index-behind': (subject) => `The index ${subject} lags behind the library.`,
  'pdf-missing': (subject) => `The PDF ${subject} is gone from the data folder.`,
  'pdf-damaged': (subject) => `The PDF ${subject} is no longer what was stored.`,
  'pdf-orphan': (subject) => `The PDF ${subject} belongs to no paper.`,
  'database-missing': (subject) => `The library’s file ${subject} is gone.`,
  'local-damaged': (subject) =>
    `${subject}, which holds this machine’s queue and layout, was damaged and put aside.`,
  'text-damaged': (subject) =>
    `${subject}, the texts of PDFs, is damaged; it can be made anew at the next start.`,
  'search-damaged': (subject) => `The search index ${subject} is damaged; it can be built anew.`,
  'search-mismatch': (subject) => `The search index ${subject} does not match the library.`,
  'backup-damaged': (subject) => `The backup ${subject} is no longer what was made.`,
  leftover: (subject) => `${subject} is left from work that was interrupted.`,
  'partial-download': (subject) => `${subject} is left from a download that was not finished.`,
  'folder-unwritable': (subject) => `Nothing can be written to ${subject}.`,
};

/** The settings: what every section says, and sources, backups, health. */
export const settingsTexts = {
  title: 'Settings',
  sections,
  acts: {
    open: 'Settings',
    close: 'Close settings',
    show: (section: string) => `Settings: ${section}`,
    backUp: 'Back up now',
    exportArchive: 'Export everything',
    examine: 'Check the data folder',
    pauseFiles: 'Pause downloads',
    resumeFiles: 'Resume downloads',
    retryFailed: 'Retry failed downloads',
  },
  failed: 'The core could not do this. Try again in a moment.',
  notAnswered: 'The core could not say how this stands.',
  tryAgain: 'Try again',
  showAll: (count: number) => `Show all ${formatNumber(count)}`,
  showFewer: 'Show fewer',
  notNumber: (min: number, max: number | null) =>
    max === null
      ? `A number from ${formatNumber(min)} up.`
      : `A number from ${formatNumber(min)} to ${formatNumber(max)}.`,
  general: {
    appearance: 'Appearance',
    theme: 'Theme',
    themes,
    language: 'Language',
    languages: { system: 'As the system', en: 'English', de: 'Deutsch' },
    languageHint: 'The window loads anew when the language changes.',
    highlights: 'Highlights',
    colour: 'Colour when none is named',
    colourNames: 'Names of the colours',
    nameOf: (colour: string) => `Name of ${colour}`,
    about: 'About',
    version: (version: string) => `Offprint ${version}`,
    library: 'The library lies in',
  },
  sources: {
    huggingFace: 'Hugging Face Daily Papers',
    hourly: 'Read the listings every hour',
    hourlyHint: 'Today and the last two weeks, while Offprint is open.',
    state: listingsState,
    syncNow: 'Read now',
    stop: 'Stop',
    trending: 'Trending',
    trendingCount: (count: number) =>
      count === 0 ? 'Not read yet' : `${plural(count, 'paper', 'papers')}, as last read`,
    readTrending: 'Read now: trending',
    synced: syncResult,
    arxiv: 'arXiv categories',
    arxivHint: 'New papers of these categories come into your library, twice a day.',
    none: 'You follow no category yet.',
    categories: 'Categories you follow',
    readAt: (at: number | null, now: number) =>
      at === null ? 'Not read yet' : `Read ${formatAge(at, now)}`,
    remove: 'Remove',
    removeCategory: (category: string) => `Remove ${category}`,
    removed: (category: string) => `${category} removed`,
    add: 'Add a category',
    addHint: 'Code or words, such as cs.CL or robotics',
    added: (category: string) => `${category} added`,
    found: (count: number) => plural(count, 'category', 'categories'),
    unknown: (text: string) => `arXiv has no category “${text}”.`,
    full: 'Fifty categories are the most.',
    readCategories: 'Read now',
    versions: 'New versions',
    watch: 'Look for new versions once a week',
    watchHint: 'Of papers that you starred, collected or annotated.',
    hosts: 'Where requests go',
    hostsHint: 'Offprint asks these hosts and no other. Counted since the start.',
    host: 'Host',
    purpose: 'For',
    requests: 'Requests',
    hostState: 'State',
    purposes,
    upstreamState,
  },
  backups: {
    hint: 'Backups are made hourly, opened and checked, and thinned out with age.',
    where: 'They lie in',
    list: 'Backups',
    none: 'There is no backup yet.',
    when: 'When',
    why: 'Why',
    size: 'Size',
    acts: 'Acts',
    reasons: backupReasons,
    damaged: 'Damaged',
    backUp: 'Back up now',
    backingUp: 'Backing up…',
    made: (bytes: number) => `Backed up: ${formatBytes(bytes)}, opened and checked.`,
    failures: backupFailures,
    restore: 'Restore…',
    restoreOf: (when: string) => `Restore… ${when}`,
    restoring: 'Restoring… The program starts again on the restored library.',
    restored: 'Restored. The state before it is kept as a backup.',
    restoreFailures: {
      'not-found': 'This backup is not there any more.',
      'not-a-library': 'This file is not a library.',
      damaged: 'This backup is damaged. Choose another one.',
      'newer-version': 'This backup is of a newer version of Offprint. Update first.',
      'disk-full': 'The disk is full, so nothing was changed. Free some space, then try again.',
      'disk-error': 'The files could not be written, so nothing was changed.',
      'not-supported': 'This way of running Offprint cannot restore. Use “offprint restore”.',
      'no-word': 'The core did not come back in time. See what the list says when it does.',
    },
    confirm: {
      title: (when: string) => `Go back to ${when}?`,
      what: 'Papers, stars, highlights and notes become what they were then.',
      kept: 'The library as it is now is kept as a backup, so that you can return to it.',
      pdfs: 'PDFs on this machine stay.',
      restore: 'Restore',
      cancel: 'Cancel',
    },
    archive: 'Export everything',
    archiveHint: 'One file with the whole library and its PDFs, to move to another machine.',
    export: 'Export',
    exporting: 'Writing the archive…',
    exported: (bytes: number, documents: number, pdfs: number) =>
      `${formatBytes(bytes)}: ${plural(documents, 'record', 'records')} and ${plural(pdfs, 'PDF', 'PDFs')}.`,
    exportedTo: 'It lies in',
    saveArchive: 'Save the archive…',
    exportedHint: 'Save it where you need it: after a day it is removed from here.',
  },
  health: {
    hint: 'Checks the library, the index and every PDF on this machine.',
    check: 'Check now',
    checking: 'Checking… This takes a while with many PDFs.',
    fine: 'All is well.',
    found: (count: number) => `${plural(count, 'thing', 'things')} found:`,
    findings,
    repaired: 'Repaired',
    repair: 'Repair',
    repairing: 'Repairing…',
    repairHint: 'Repairing never deletes what you made.',
    left: 'The rest cannot be repaired from here.',
  },
};
