import type {
  AddResult,
  FileReason,
  Finding,
  PdfState,
  ReadStatus,
  UpstreamFailure,
  UpstreamReason,
} from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';
import { importTexts } from './import-texts.ts';
import { listingTexts } from './listing-texts.ts';
import { searchTexts } from './search-texts.ts';

/** Wording of the command line: every sentence and label that it prints stands here. */

const DAY_MS = 86_400_000;
const SERVICES: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)huggingface\.co$/, 'Hugging Face'],
  [/(^|\.)arxiv\.org$/, 'arXiv'],
];

/** The name that people know an upstream's host by. */
export function serviceName(host: string): string {
  return SERVICES.find(([pattern]) => pattern.test(host))?.[1] ?? host;
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/** A moment as a user's clock shows it, with its day when it is not within a day of `now`. */
export function clockTime(moment: number, now: number): string {
  return (Math.abs(moment - now) < DAY_MS ? timeOfDay : dayAndTime).format(moment);
}

function rateLimited(who: string, retryAt: number | null, now: number): string {
  const until = retryAt === null ? 'for a while' : `until ${clockTime(retryAt, now)}`;
  return `${who} asked us to wait ${until}.`;
}

const UPSTREAM: Record<Exclude<UpstreamReason, 'rate-limited'>, (who: string) => string> = {
  offline: (who) => `${who} could not be reached.`,
  timeout: (who) => `${who} did not answer in time.`,
  refused: (who) => `${who} refused the request.`,
  'not-found': (who) => `${who} does not know it.`,
  'bad-request': (who) => `${who} did not accept the request.`,
  'server-error': (who) => `${who} is out of order at the moment.`,
  'not-json': (who) => `${who} answered with a web page, or with only a part of the data.`,
  'not-xml': (who) => `${who} answered with a web page, or with only a part of the feed.`,
  'bad-shape': (who) => `${who} answered in a form that this version does not understand.`,
  'too-large': (who) => `The answer of ${who} is too large to be what was asked for.`,
  cancelled: () => 'Cancelled.',
};

function upstreamSentence(
  reason: UpstreamReason,
  who: string,
  retryAt: number | null,
  now: number,
): string {
  return reason === 'rate-limited' ? rateLimited(who, retryAt, now) : UPSTREAM[reason](who);
}

/** Why an upstream could not be read, as a sentence. */
export function upstreamMessage(failure: UpstreamFailure, now: number): string {
  return upstreamSentence(failure.reason, serviceName(failure.host), failure.retryAt, now);
}

const FILE: Record<Exclude<FileReason, UpstreamReason>, string> = {
  'not-pdf': 'What arrived is not a PDF, perhaps a web page.',
  truncated: 'The PDF arrived incomplete.',
  empty: 'An empty file arrived instead of the PDF.',
  damaged: 'The PDF is damaged and cannot be opened.',
  'disk-full': 'The disk is full.',
  'disk-error': 'The file system refused to store the PDF.',
  'no-source': 'There is nowhere to fetch a PDF of this paper from.',
  quota: 'The quota for PDFs is used up, and none may be removed.',
};

function isUpstreamReason(reason: FileReason): reason is UpstreamReason {
  return !(reason in FILE);
}

/** Why a PDF is not here, as a sentence. */
export function fileMessage(reason: FileReason, retryAt: number | null, now: number): string {
  if (reason === 'not-found') return 'arXiv has no PDF of this paper.';
  // Every PDF that can be fetched has its source at arXiv, and the result names no host.
  if (isUpstreamReason(reason)) return upstreamSentence(reason, 'arXiv', retryAt, now);
  return FILE[reason];
}

/** Why a paper was not added. */
export function addMessage(
  source: string,
  result: Extract<AddResult, { ok: false }>,
  now: number,
): string {
  if (result.reason === 'bad-id') {
    return `“${source}” is neither an arXiv id, nor the address of an arXiv paper, nor a file.`;
  }
  const { failure } = result;
  if (failure.reason === 'not-found') return `${serviceName(failure.host)} knows no “${source}”.`;
  return upstreamMessage(failure, now);
}

const FINDINGS: Record<Finding['kind'], (subject: string) => string> = {
  'database-damaged': (subject) =>
    `The database ${subject} is damaged; “restore” brings back the newest good backup.`,
  'database-missing': (subject) =>
    `The database ${subject} is gone; “restore” brings back the newest good backup.`,
  'local-damaged': (subject) =>
    `${subject}, which holds this machine’s queue and layout, was damaged; another is begun and it is put aside.`,
  'text-damaged': (subject) =>
    `${subject}, the texts of PDFs, is damaged; it can be made anew at the next start.`,
  'search-damaged': (subject) => `The search index ${subject} is damaged; it can be built anew.`,
  'search-mismatch': (subject) => `The search index ${subject} does not match the library.`,
  'backup-damaged': (subject) => `The backup ${subject} is no longer what was made.`,
  leftover: (subject) => `${subject} is left from work that was interrupted.`,
  'index-damaged': (subject) => `The index ${subject} is damaged; it can be built anew.`,
  'index-behind': (subject) => `The index ${subject} lags behind the library.`,
  'pdf-missing': (subject) => `The PDF ${subject} is gone from the data folder.`,
  'pdf-damaged': (subject) => `The PDF ${subject} is no longer what was stored.`,
  'pdf-orphan': (subject) => `The PDF ${subject} belongs to no paper.`,
  'partial-download': (subject) => `${subject} is left from a download that was not finished.`,
  'folder-unwritable': (subject) => `Nothing can be written to ${subject}.`,
};

/** What `doctor` found, as a sentence. */
export function findingMessage(finding: Pick<Finding, 'kind' | 'subject'>): string {
  return FINDINGS[finding.kind](finding.subject);
}

/** Why a command could not reach the core. `where` is the data folder. */
export type SessionReason =
  | 'busy'
  | 'not-answering'
  | 'folder-unwritable'
  | 'disk-full'
  | 'disk-error'
  | 'database-damaged'
  | 'database-missing'
  | 'newer-version';

const SESSION: Record<SessionReason, (where: string, detail: string) => string> = {
  busy: (where) =>
    `Another Offprint command is at work in ${where}; try again when it has finished.`,
  'not-answering': (where, detail) =>
    `A running Offprint holds ${where} but does not answer (${detail}).`,
  'folder-unwritable': (where) => `Nothing can be written to the data folder ${where}.`,
  'disk-full': (where) => `The disk that holds the data folder ${where} is full.`,
  'disk-error': (where) =>
    `The disk that holds the data folder ${where} cannot be read or written.`,
  'database-damaged': (where) =>
    `The database in ${where} is damaged; nothing was changed. “restore” brings back the newest good backup.`,
  'database-missing': (where) =>
    `The database is gone from ${where}. “restore” brings back the newest good backup, “restore --empty” begins an empty library.`,
  'newer-version': (where) =>
    `The data folder ${where} was written by a newer Offprint; this version leaves it alone.`,
};

/** Why a command could not reach the core, as a sentence. */
export function sessionMessage(reason: SessionReason, where: string, detail: string): string {
  return SESSION[reason](where, detail);
}

/** Read status as people read it. */
export const STATUS: Record<ReadStatus, string> = {
  new: 'new',
  'to-read': 'to read',
  reading: 'reading',
  read: 'read',
  skipped: 'skipped',
};

/** A PDF's state as people read it. */
export const PDF: Record<PdfState, string> = {
  none: '',
  queued: 'queued',
  downloading: 'coming',
  stored: 'stored',
  failed: 'failed',
};

/** A size in bytes as people read it, in powers of ten as file managers do. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Shown where a value is not known. */
export const UNKNOWN = '–';

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** The sentences and labels that only one command uses. */
export const t = {
  program: 'Offprint: research papers, listed, read and kept on this machine.',
  unexpected: (message: string) =>
    `Offprint failed in a way that it did not expect: ${withoutStop(message)}. --debug shows where.`,
  diskFull: 'The disk is full; what could not be written was not kept.',
  damaged:
    'A file of the data folder is damaged: “doctor” names it, “restore” brings back the newest good backup of the library.',
  outputFailed: (code: string) => `The output could not be written (${code}).`,
  lostCore: 'The running Offprint went away before it had answered.',
  ignoredOrigins: (flags: string) =>
    `Offprint is running and keeps the addresses it was started with: ${flags} changes nothing.`,
  notADay: 'Expected a day such as 2026-06-12.',
  notANumber: (least: number, most: number) => `Expected a whole number, ${least} to ${most}.`,
  notAnOrigin: (text: string) =>
    `${JSON.stringify(text)} is not an address such as https://huggingface.co.`,
  options: {
    dataDir: 'the folder that holds the library',
    json: 'print one JSON document and nothing else',
    debug: 'show where an unexpected failure came from',
    hfOrigin: 'ask this server instead of https://huggingface.co',
    arxivOrigin: "ask this server instead of arXiv's API",
    arxivPdfOrigin: "fetch PDFs from this server instead of arXiv's",
    environment: 'Environment: each of these options has a variable of the same meaning:',
  },
  ...listingTexts,
  ...searchTexts,
  add: {
    about: 'Add papers by arXiv id or address, or from a file such as a PDF.',
    source: 'an arXiv id such as 1706.03762, the address of its page, or a file',
    added: 'added',
    known: 'already here',
    failed: (failed: number, asked: number, first: string) =>
      asked === 1 ? first : `${failed} of ${counted(asked, 'paper')} could not be added: ${first}`,
  },
  list: {
    about: 'List papers of the library.',
    limit: 'at most so many papers',
    offset: 'leave out so many at the beginning',
    sort: 'order within each featured day',
    date: 'papers featured on that day',
    collection: 'papers of a collection, by its name, or by names such as Parent/Child',
    status: 'papers with that read status',
    none: 'No papers here. “offprint sync” fetches the latest listings.',
  },
  show: {
    about: 'Show one paper.',
    id: "a paper's id, or its arXiv id",
    refresh: 'ask Hugging Face and arXiv for its details first',
    unknown: (id: string) => `There is no paper “${id}” in the library.`,
    labels: {
      authors: 'Authors',
      organization: 'Organisation',
      published: 'Published',
      featured: 'Featured',
      upvotes: 'Upvotes',
      comments: 'Comments',
      status: 'Status',
      starred: 'starred',
      pdf: 'PDF',
      pages: (pages: number) => counted(pages, 'page'),
      authorCount: (count: number) => counted(count, 'author'),
      id: 'Id',
      categories: 'Categories',
      doi: 'DOI',
      journalRef: 'Journal',
      comment: 'Remark',
      version: 'Version',
      versions: (latest: string, stored: number | null) =>
        stored === null ? latest : `${latest}; the PDF here is version ${stored}`,
      projectPage: 'Project',
      repository: 'Code',
      stars: (stars: number) => counted(stars, 'star'),
      linked: 'Linked',
      models: (count: number) => counted(count, 'model'),
      datasets: (count: number) => counted(count, 'dataset'),
      spaces: (count: number) => counted(count, 'Space'),
    },
  },
  fetchPdf: {
    about: 'Fetch the PDFs of papers in the library.',
    id: "papers' ids, or their arXiv ids",
    resume: 'go on with the queue if it is paused',
    paused: 'The queue of PDFs is paused; --resume goes on with it.',
    fetching: (bytes: number) => (bytes > 0 ? `PDFs, ${sizeText(bytes)}` : 'PDFs'),
    waiting: (until: string) => `PDFs, waiting until ${until} as asked`,
    failed: (failed: number, asked: number, first: string) =>
      asked === 1 ? first : `${failed} of ${counted(asked, 'PDF')} could not be fetched: ${first}`,
  },
  ...importTexts,
  serve: {
    about: 'Run Offprint for a browser on this machine, until interrupted.',
    port: 'listen on this port of 127.0.0.1 (without it, the last one or a free one)',
    noOpen: 'do not open the browser',
  },
  doctor: {
    about: 'Check the data folder: database, index, and every PDF.',
    repair: "repair what can be repaired; the user's own data is never deleted",
    healthy: 'Nothing is wrong.',
    repaired: 'repaired',
    open: 'not repaired',
    failed: (open: number) =>
      `${counted(open, 'problem')} ${open === 1 ? 'is' : 'are'} left in the data folder.`,
  },
  columns: {
    day: 'Day',
    papers: 'Papers',
    new: 'New',
    changed: 'Changed',
    id: 'Id',
    featured: 'Featured',
    upvotes: 'Votes',
    status: 'Status',
    pdf: 'PDF',
    title: 'Title',
    size: 'Size',
    result: 'Result',
    category: 'Category',
    readAt: 'Read',
    where: 'Where',
    file: 'File',
    layout: 'Layout',
    problems: 'Problems',
    subject: 'What',
    finding: 'Finding',
    source: 'Paper',
  },
} as const;
