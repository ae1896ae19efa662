import type {
  ImportLayout,
  ImportReason,
  ImportReport,
} from '../../../../src-shared/contract/index.ts';
import { formatNumber, plural } from '../format.ts';

const LAYOUTS: Readonly<Record<ImportLayout, string>> = {
  A: 'Saved listing',
  B: 'Saved listing',
  C: 'Saved listing',
  D: 'Saved listing',
  html: 'Saved web page',
  json: 'Listing data',
  pdf: 'PDF',
  archive: 'Archive of a library',
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
  zotero: 'Zotero export',
  unknown: 'Not recognised',
};

const REASONS: Readonly<Record<ImportReason, string>> = {
  'no-abstract': 'a title without an abstract',
  'no-title': 'an abstract without a title',
  'stray-text': 'text that belongs to no paper',
  'glued-login': 'a name and a title that cannot be told apart',
  'too-long': 'too long to be a part of a listing',
  'not-json': 'not the data that it seems to be',
  'bad-entry': 'a paper that cannot be read',
  'not-a-listing': 'no listing of papers, no references, no PDF and no archive',
  'missing-file': 'the PDF that it names was not there',
  'not-pdf': 'not a PDF, whatever its name says',
  truncated: 'the file is cut off before its end',
  empty: 'the file is empty',
  damaged: 'the file is damaged and cannot be opened',
  timeout: 'reading it took too long',
  'newer-version': 'it was written by a newer version of Offprint',
  quota: 'the limit for PDFs leaves no room for some of its PDFs; they can be downloaded again',
  'disk-full': 'the disk is full',
  'disk-error': 'the disk refused to write',
  incomplete: 'not all of the file arrived',
  cancelled: 'stopped',
};

const FAILURES = {
  'too-large': 'The file is larger than we take.',
  'disk-full': 'The disk is full.',
  'disk-error': 'The disk refused to write.',
  'not-found': 'The file was given up meanwhile.',
  'bad-offset': 'The file did not arrive in order.',
  unreadable: 'The file cannot be read: it was moved or changed.',
  core: 'The core could not answer. Try again in a moment.',
} as const;

type Outcome =
  | { readonly state: 'waiting' | 'reading' | 'stopped' }
  | { readonly state: 'sending'; readonly bytes: number; readonly sent: number }
  | { readonly state: 'done'; readonly report: ImportReport }
  | { readonly state: 'failed'; readonly reason: keyof typeof FAILURES };

const WAITING = {
  waiting: 'Waiting',
  reading: 'Taking it in…',
  stopped: 'Stopped',
} as const;

/** A file that is there before one can read how far it is needs no number. */
const TELLING_BYTES = 8_000_000;

function sending({ bytes, sent }: { readonly bytes: number; readonly sent: number }): string {
  const percent = Math.floor((sent / Math.max(1, bytes)) * 100);
  return bytes < TELLING_BYTES ? 'Reading the file…' : `Reading the file… ${percent} %`;
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
  const parts = [`${LAYOUTS[layout]}: ${plural(papers, 'paper', 'papers')}`];
  if (papers > 0) parts.push(newsOf(added, changed));
  if (unresolved > 0) parts.push(`${formatNumber(unresolved)} without an arXiv id yet`);
  return `${parts.join(', ')}.`;
}

function newsOf(added: number, changed: number): string {
  const news = [
    added > 0 ? `${formatNumber(added)} new` : null,
    changed > 0 ? `${formatNumber(changed)} with news` : null,
  ].filter((part) => part !== null);
  return news.length > 0 ? news.join(', ') : 'all known already';
}

function summary(items: readonly Outcome[], open: number): string {
  if (items.length === 0) return 'There is nothing in it that can be taken in.';
  if (open > 0) return `Taking in ${plural(items.length, 'file', 'files')}…`;
  const reports = items.flatMap((item) => (item.state === 'done' ? [item.report] : []));
  const sum = (key: 'papers' | 'new') => reports.reduce((all, report) => all + report[key], 0);
  const files = plural(items.length, 'file', 'files');
  return `${files}, ${plural(sum('papers'), 'paper', 'papers')}, ${formatNumber(sum('new'))} new.`;
}

/** Taking files in, and the report of it. */
export const importTexts = {
  title: 'Import',
  drop: 'Drop to import: PDFs, references, saved listings, archives',
  showReport: 'Show the last import',
  button: 'Import files…',
  summary,
  outcome,
  progress: 'Files taken in',
  count: (done: number, total: number) => `${formatNumber(done)} of ${formatNumber(total)}`,
  looking: 'Looking through the folder…',
  cut: 'That is more than is taken in at once. Give the rest when this is done.',
  others: (count: number) => `and ${plural(count, 'file', 'files')} more`,
  running: (done: number, total: number) =>
    `Importing ${formatNumber(done)} of ${plural(total, 'file', 'files')}`,
  done: (items: readonly Outcome[]) => `Imported: ${summary(items, 0)}`,
  problems: (count: number) => plural(count, 'part was left out', 'parts were left out'),
  problem: ({ line, reason }: ImportReport['problems'][number]) =>
    line === null ? REASONS[reason] : `line ${formatNumber(line)}: ${REASONS[reason]}`,
  more: (count: number) => `and ${formatNumber(count)} more`,
  stop: 'Stop',
  hide: 'Go on in the background',
  close: 'Close',
};
