import type {
  ImportLayout,
  ImportReason,
  ImportReport,
} from '../../../../src-shared/contract/index.ts';
import type { importTexts as english } from '../en/import.ts';
import { formatNumber, plural } from '../format.ts';

const LAYOUTS: Readonly<Record<ImportLayout, string>> = {
  A: 'Gespeicherte Tagesliste',
  B: 'Gespeicherte Tagesliste',
  C: 'Gespeicherte Tagesliste',
  D: 'Gespeicherte Tagesliste',
  html: 'Gespeicherte Webseite',
  json: 'Daten einer Tagesliste',
  pdf: 'PDF',
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
  zotero: 'Zotero-Export',
  archive: 'Archiv einer Bibliothek',
  unknown: 'Nicht erkannt',
};

const REASONS: Readonly<Record<ImportReason, string>> = {
  'no-abstract': 'ein Titel ohne Zusammenfassung',
  'no-title': 'eine Zusammenfassung ohne Titel',
  'stray-text': 'Text, der zu keinem Paper gehört',
  'glued-login': 'ein Name und ein Titel, die sich nicht trennen lassen',
  'too-long': 'zu lang, um Teil einer Tagesliste zu sein',
  'not-json': 'nicht die Daten, nach denen es aussieht',
  'bad-entry': 'ein Paper, das nicht lesbar ist',
  'not-a-listing': 'keine Tagesliste, keine Literaturangaben, keine PDF und kein Archiv',
  'missing-file': 'die genannte PDF lag nicht bei',
  'not-pdf': 'keine PDF, auch wenn sie so heißt',
  truncated: 'die Datei bricht vor ihrem Ende ab',
  empty: 'die Datei ist leer',
  damaged: 'die Datei ist beschädigt und lässt sich nicht öffnen',
  timeout: 'das Lesen hat zu lange gedauert',
  'newer-version': 'von einer neueren Version von Offprint geschrieben',
  quota:
    'die Grenze für PDFs lässt für einige ihrer PDFs keinen Platz; sie lassen sich erneut laden',
  'disk-full': 'der Datenträger ist voll',
  'disk-error': 'auf den Datenträger ließ sich nicht schreiben',
  incomplete: 'die Datei kam nicht vollständig an',
  cancelled: 'angehalten',
};

type Outcome = Parameters<(typeof english)['outcome']>[0];
type Failure = Extract<Outcome, { state: 'failed' }>['reason'];

const FAILURES: Readonly<Record<Failure, string>> = {
  'too-large': 'Die Datei ist größer, als angenommen wird.',
  'disk-full': 'Der Datenträger ist voll.',
  'disk-error': 'Auf den Datenträger ließ sich nicht schreiben.',
  'not-found': 'Die Datei wurde inzwischen aufgegeben.',
  'bad-offset': 'Die Datei kam nicht in der richtigen Reihenfolge an.',
  unreadable: 'Die Datei ist nicht lesbar: Sie wurde verschoben oder geändert.',
  core: 'Der Kern konnte nicht antworten. Bitte gleich noch einmal versuchen.',
};

const WAITING = {
  waiting: 'Wartet',
  reading: 'Wird aufgenommen …',
  stopped: 'Angehalten',
} as const;

/** A file that is there before one can read how far it is needs no number. */
const TELLING_BYTES = 8_000_000;

function sending({ bytes, sent }: { readonly bytes: number; readonly sent: number }): string {
  const percent = Math.floor((sent / Math.max(1, bytes)) * 100);
  return bytes < TELLING_BYTES ? 'Datei wird gelesen …' : `Datei wird gelesen … ${percent} %`;
}

function outcome(item: Outcome): string {
  if (item.state === 'failed') return FAILURES[item.reason];
  if (item.state === 'sending') return sending(item);
  if (item.state !== 'done') return WAITING[item.state];
  return told(item.report);
}

function told({ layout, papers, new: added, changed, problems, unresolved }: ImportReport): string {
  const [first] = problems;
  if (papers === 0 && first) return `${LAYOUTS[layout]}: ${REASONS[first.reason]}.`;
  const parts = [`${LAYOUTS[layout]}: ${plural(papers, 'Paper', 'Paper')}`];
  if (papers > 0) parts.push(newsOf(added, changed));
  if (unresolved > 0) parts.push(`${formatNumber(unresolved)} noch ohne arXiv-Nummer`);
  return `${parts.join(', ')}.`;
}

function newsOf(added: number, changed: number): string {
  const news = [
    added > 0 ? `${formatNumber(added)} neu` : null,
    changed > 0 ? `${formatNumber(changed)} mit Neuem` : null,
  ].filter((part) => part !== null);
  return news.length > 0 ? news.join(', ') : 'alle schon bekannt';
}

function summary(items: readonly Outcome[], open: number): string {
  if (items.length === 0) return 'Darin ist nichts, was sich aufnehmen ließe.';
  const files = plural(items.length, 'Datei', 'Dateien');
  if (open > 0) return `${files} in Arbeit …`;
  const reports = items.flatMap((item) => (item.state === 'done' ? [item.report] : []));
  const sum = (key: 'papers' | 'new') => reports.reduce((all, report) => all + report[key], 0);
  return `${files}, ${plural(sum('papers'), 'Paper', 'Paper')}, davon ${formatNumber(sum('new'))} neu.`;
}

/** Taking files in, and the report of it. */
export const importTexts: typeof english = {
  title: 'Import',
  drop: 'Zum Importieren ablegen: PDFs, Literaturangaben, gespeicherte Tageslisten, Archive',
  showReport: 'Letzten Import zeigen',
  button: 'Dateien importieren …',
  summary,
  outcome,
  progress: 'Aufgenommene Dateien',
  count: (done, total) => `${formatNumber(done)} von ${formatNumber(total)}`,
  looking: 'Ordner wird durchgesehen …',
  cut: 'Das ist mehr, als auf einmal aufgenommen wird. Den Rest bitte danach geben.',
  others: (count) => `und ${plural(count, 'weitere Datei', 'weitere Dateien')}`,
  running: (done, total) =>
    `Import: ${formatNumber(done)} von ${plural(total, 'Datei', 'Dateien')}`,
  done: (items) => `Importiert: ${summary(items, 0)}`,
  problems: (count) => plural(count, 'Teil wurde ausgelassen', 'Teile wurden ausgelassen'),
  problem: ({ line, reason }) =>
    line === null ? REASONS[reason] : `Zeile ${formatNumber(line)}: ${REASONS[reason]}`,
  more: (count) => `und ${formatNumber(count)} weitere`,
  stop: 'Anhalten',
  hide: 'Im Hintergrund weitermachen',
  close: 'Schließen',
};
