import type { FileReason, UpstreamFailure } from '../../../../src-shared/contract/index.ts';
import { formatClock } from '../format.ts';

const NAMES: Readonly<Record<string, string>> = {
  'huggingface.co': 'Hugging Face',
  'arxiv.org': 'arXiv',
  'export.arxiv.org': 'arXiv',
};

/** The upstream's name as people know it; a mirror by its host. */
function nameOf(host: string): string {
  if (host.endsWith('.huggingface.co')) return 'Hugging Face';
  return NAMES[host] ?? host;
}

function sentenceOf({ reason, host, status, retryAt }: UpstreamFailure, now: number): string {
  const name = nameOf(host);
  switch (reason) {
    case 'offline':
      return 'No connection';
    case 'timeout':
      return `${name} did not answer in time`;
    case 'rate-limited':
      return retryAt === null
        ? `${name} asked us to wait`
        : `${name} asked us to wait until ${formatClock(retryAt, now)}`;
    case 'refused':
      return `${name} refused the request`;
    case 'not-found':
      return `${name} does not know this`;
    case 'bad-request':
      return `${name} did not understand the request`;
    case 'server-error':
      return status === null
        ? `${name} has a problem of its own`
        : `${name} has a problem of its own (${status})`;
    case 'not-json':
    case 'not-xml':
    case 'bad-shape':
      return `${name} answered something unexpected`;
    case 'too-large':
      return `${name} answered with more than we take`;
    case 'cancelled':
      return 'Stopped';
  }
}

const FILE_REASONS: Readonly<Record<FileReason, string>> = {
  offline: 'No connection.',
  timeout: 'The server did not answer in time.',
  'rate-limited': 'The server asked us to wait.',
  refused: 'The server refused to give the PDF.',
  'not-found': 'There is no PDF at its address.',
  'bad-request': 'The server did not understand the request.',
  'server-error': 'The server has a problem of its own.',
  'not-json': 'The server answered something unexpected.',
  'not-xml': 'The server answered something unexpected.',
  'bad-shape': 'The server answered something unexpected.',
  'too-large': 'The file is larger than we take.',
  cancelled: 'Stopped.',
  'not-pdf': 'The server sent a web page instead of the PDF.',
  truncated: 'The PDF arrived incomplete.',
  empty: 'The server sent an empty file.',
  damaged: 'The PDF is damaged and cannot be opened.',
  'disk-full': 'The disk is full. Free some space, then retry.',
  'disk-error': 'The file could not be written to disk.',
  'no-source': 'Nothing is known from where this PDF could be fetched.',
  quota: 'The room for PDFs is used up. Raise the limit in Settings, or let PDFs go there.',
};

/** Reasons of the core as sentences that a user can read. */
export const errorTexts = {
  /** Why an upstream failed, without a full stop; `now` in milliseconds. */
  upstream: sentenceOf,
  /** An upstream's name by its host. */
  upstreamName: nameOf,
  /** Why a PDF is not here; a reason that this version does not know is said as it is. */
  file: (reason: string): string =>
    (FILE_REASONS as Readonly<Record<string, string>>)[reason] ?? `It failed (${reason}).`,
  fileTitle: 'The PDF could not be fetched.',
  core: 'The core could not answer. Try again in a moment.',
};
