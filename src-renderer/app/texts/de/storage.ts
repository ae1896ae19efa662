import type {
  FilesStatus,
  KeptBecause,
  QueuedPdf,
  StorageReport,
} from '../../../../src-shared/contract/index.ts';
import type { storageTexts as english } from '../en/storage.ts';
import { formatBytes, formatClock, formatNumber, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

const kept: Readonly<Record<KeptBecause, string>> = {
  pinned: 'Von Hand behalten',
  annotated: 'Hat Markierungen',
  own: 'Eigene Datei',
  open: 'In einem Tab geöffnet',
  'unknown-source': 'Nicht wieder zu bekommen',
};

const pdfs = (count: number): string => plural(count, 'PDF', 'PDFs');

function queued({ state, reason, retryAt, received, expected }: QueuedPdf, now: number): string {
  if (state === 'downloading')
    return expected === null
      ? `bisher ${formatBytes(received)}`
      : `${formatBytes(received)} von ${formatBytes(expected)}`;
  const why = reason === null ? '' : errorTexts.file(reason);
  if (retryAt !== null && retryAt > now)
    return `${why} Nächster Versuch um ${formatClock(retryAt, now)}.`.trim();
  return state === 'failed' ? why || 'Fehlgeschlagen.' : why || 'Wartet';
}

function evicted(freed: number, count: number, stayed: number): string {
  const left = stayed === 0 ? '' : ` ${plural(stayed, 'PDF musste', 'PDFs mussten')} bleiben.`;
  if (count === 0) return `Nichts wurde entfernt.${left}`;
  return `${pdfs(count)} entfernt, ${formatBytes(freed)} frei geworden.${left}`;
}

function evictable({ pdfs: all, evictable: { count, bytes } }: StorageReport): string {
  if (all.count === 0) return '';
  if (count === 0) return 'Jede PDF hier hat einen Grund zu bleiben.';
  return `${pdfs(count)} mit ${formatBytes(bytes)} ${count === 1 ? 'lässt' : 'lassen'} sich erneut laden und ${count === 1 ? 'darf' : 'dürfen'} weichen.`;
}

function textState({ done, total, failed }: FilesStatus['text']): string {
  const failures = failed === 0 ? '' : ` ${plural(failed, 'PDF war', 'PDFs waren')} nicht lesbar.`;
  if (total === 0) return 'Es gibt noch keine PDF.';
  const read = done + failed < total ? 'Wird gelesen' : 'Gelesen';
  return `${read}: ${formatNumber(done)} von ${pdfs(total)}.${failures}`;
}

/** PDFs and storage in the settings. */
export const storageTexts: typeof english = {
  policies: 'PDFs laden',
  whenOpened: 'Wenn ein Paper geöffnet wird',
  whenStarred: 'Wenn ein Paper einen Stern erhält oder in eine Sammlung kommt',
  ofLastDays: 'Wenn ein neues Paper in einer Tagesliste steht',
  days: 'Aus den letzten',
  daysUnit: 'Tagen',
  queue: {
    title: 'Downloads',
    none: 'Nichts wartet.',
    progress: (done, total) => `${formatNumber(done)} von ${pdfs(total)}`,
    failed: (count) => `${formatNumber(count)} fehlgeschlagen`,
    paused: 'Angehalten',
    waitingUntil: (at, now) => `Wartet bis ${formatClock(at, now)}`,
    list: 'PDFs, die noch nicht hier sind',
    state: queued,
    more: (count) => `und ${formatNumber(count)} weitere`,
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    retryFailed: 'Fehlgeschlagene erneut versuchen',
    retry: 'Erneut versuchen',
    retryOf: (title) => `Erneut versuchen: ${title}`,
    cancel: 'Abbrechen',
    cancelOf: (title) => `Abbrechen: ${title}`,
  },
  disk: {
    title: 'Was Platz belegt',
    total: (used, free) =>
      free === null
        ? formatBytes(used)
        : `${formatBytes(used)} von Offprint belegt, ${formatBytes(free)} auf diesem Datenträger frei`,
    uses: {
      pdfs: 'PDFs',
      texts: 'Text der PDFs',
      index: 'Index',
      library: 'Bibliothek',
      thumbnails: 'Bilder',
      backups: 'Sicherungen',
      partials: 'Unfertige Downloads',
      other: 'Anderes',
    },
    count: (count) => formatNumber(count),
  },
  quota: {
    title: 'Platz für PDFs',
    limit: 'Platz für PDFs begrenzen',
    hint: 'Ist er aufgebraucht, weichen PDFs, die sich erneut laden lassen, die ältesten zuerst.',
    label: 'Höchstens',
    unit: 'GB',
    used: (used, quota) =>
      quota === null
        ? `${formatBytes(used)} belegt`
        : `${formatBytes(used)} von ${formatBytes(quota)} belegt`,
    evictable,
    tooSmall: 'Die PDFs, die bleiben müssen, brauchen mehr als das: Neue werden nicht geladen.',
  },
  text: {
    title: 'Text der PDFs',
    hint: 'Einmal im Hintergrund gelesen und auf diesem Rechner behalten.',
    state: textState,
    readAgain: 'Alle erneut lesen',
  },
  largest: {
    title: 'Größte PDFs',
    none: 'Auf diesem Rechner ist noch keine PDF.',
    select: (title) => `${title} auswählen`,
    paper: 'Paper',
    size: 'Größe',
    read: 'Zuletzt gelesen',
    never: 'Nie',
    stays: 'Bleibt',
    kept,
    pin: 'Behalten',
    pinOf: (title) => `${title} behalten`,
    evict: (count) =>
      count === 0
        ? 'Von diesem Rechner entfernen'
        : `${formatNumber(count)} von diesem Rechner entfernen`,
    evictHint: 'Die Paper bleiben in der Bibliothek, ihre PDFs lassen sich erneut laden.',
    evicted,
  },
};
