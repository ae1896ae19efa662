import { z } from 'zod';
import { day, paperId, pdfState, sha256 } from './paper.ts';

/**
 * Why a request to an upstream failed. Wording is the interface's:
 * `offline` no connection could be made; `timeout` no answer in time; `rate-limited` told to wait;
 * `refused` 401 or 403; `not-found` 404; `bad-request` 400; `server-error` 5xx; `not-json`,
 * `not-xml` an answer of another kind, such as an HTML page; `bad-shape` well-formed but not what
 * the upstream documents; `too-large` beyond our bound; `cancelled` by the user.
 */
export const upstreamReason = z.enum([
  'offline',
  'timeout',
  'rate-limited',
  'refused',
  'not-found',
  'bad-request',
  'server-error',
  'not-json',
  'not-xml',
  'bad-shape',
  'too-large',
  'cancelled',
]);
export type UpstreamReason = z.infer<typeof upstreamReason>;

/** A failure that a user can read: why, where, and when it will be tried again. */
export const upstreamFailure = z.object({
  reason: upstreamReason,
  /** Host name of the upstream. */
  host: z.string(),
  status: z.number().int().nullable(),
  /** Milliseconds since the epoch at which the upstream may be asked again, or null. */
  retryAt: z.number().nullable(),
});
export type UpstreamFailure = z.infer<typeof upstreamFailure>;

/** What a sync of listings did (CLI-4). `message` is filled by whoever shows it. */
export const syncReport = z.object({
  days: z.array(
    z.object({
      date: day,
      papers: z.number().int(),
      new: z.number().int(),
      changed: z.number().int(),
    }),
  ),
  failures: z.array(z.object({ date: day, failure: upstreamFailure })),
});
export type SyncReport = z.infer<typeof syncReport>;

export const syncRequest = z.union([
  z.object({ dates: z.array(day).min(1).max(400) }),
  z.object({ recentDays: z.number().int().min(1).max(60) }),
]);
export type SyncRequest = z.infer<typeof syncRequest>;

/** What the listings are doing now; the status bar shows it. */
export const listingsStatus = z.object({
  state: z.enum(['idle', 'syncing', 'waiting']),
  /** The day being fetched. */
  day: day.nullable(),
  done: z.number().int(),
  total: z.number().int(),
  /** Milliseconds since the epoch of the last sync that brought every day asked for. */
  syncedAt: z.number().nullable(),
  /** The last failure, until a sync succeeds. */
  failure: upstreamFailure.nullable(),
});
export type ListingsStatus = z.infer<typeof listingsStatus>;

/**
 * Why a PDF is not here. `not-pdf` another kind of file (often an HTML page), `truncated` ends
 * before its end mark or its announced length, `empty` no bytes, `damaged` cannot be opened,
 * `disk-full`, `disk-error` the file system refused, `no-source` nowhere to fetch it from.
 */
export const fileReason = z.enum([
  ...upstreamReason.options,
  'not-pdf',
  'truncated',
  'empty',
  'damaged',
  'disk-full',
  'disk-error',
  'no-source',
]);
export type FileReason = z.infer<typeof fileReason>;

/** One PDF's outcome, as `fetch-pdf` prints it. */
export const fetchResult = z.object({
  id: paperId,
  state: pdfState,
  bytes: z.number().int().nullable(),
  sha256: sha256.nullable(),
  reason: fileReason.nullable(),
  retryAt: z.number().nullable(),
});
export type FetchResult = z.infer<typeof fetchResult>;

/** The queue as the status bar shows it. */
export const filesStatus = z.object({
  /** PDFs of the present batch: what has been asked for since the queue was last empty. */
  done: z.number().int(),
  failed: z.number().int(),
  total: z.number().int(),
  active: z.array(
    z.object({
      paperId,
      received: z.number().int(),
      /** Bytes; null when the upstream does not say. */
      expected: z.number().int().nullable(),
    }),
  ),
  /** Set while an upstream asked us to wait. */
  waitingUntil: z.number().nullable(),
});
export type FilesStatus = z.infer<typeof filesStatus>;

/** Import of a file (CLI-4). */
export const importReport = z.object({
  layout: z.enum(['json', 'unknown']),
  papers: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  problems: z.array(
    z.object({
      line: z.number().int().positive(),
      reason: z.enum(['not-json', 'not-a-listing', 'bad-entry']),
    }),
  ),
});
export type ImportReport = z.infer<typeof importReport>;

/** `bad-id`: neither an arXiv id nor a URL of one; `not-found`: arXiv does not know it. */
export const addResult = z.union([
  z.object({ ok: z.literal(true), id: paperId, isNew: z.boolean() }),
  z.object({ ok: z.literal(false), reason: z.literal('bad-id') }),
  z.object({ ok: z.literal(false), reason: z.literal('upstream'), failure: upstreamFailure }),
]);
export type AddResult = z.infer<typeof addResult>;

/** What `doctor` looks at. */
export const finding = z.object({
  kind: z.enum([
    'database-damaged',
    'index-damaged',
    'index-behind',
    'pdf-missing',
    'pdf-damaged',
    'pdf-orphan',
    'partial-download',
    'folder-unwritable',
  ]),
  /** A file name relative to the data folder, or an id. */
  subject: z.string(),
  repaired: z.boolean(),
});
export type Finding = z.infer<typeof finding>;

/**
 * A backup made on demand. `path` is where it lies. `damaged`: the library does not pass its check;
 * `stopped`: the program was closed meanwhile.
 */
export const backupReport = z.union([
  z.object({ ok: z.literal(true), path: z.string(), bytes: z.number().int() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['disk-full', 'disk-error', 'damaged', 'stopped']),
  }),
]);
export type BackupReport = z.infer<typeof backupReport>;

export const doctorReport = z.object({ ok: z.boolean(), findings: z.array(finding) });
export type DoctorReport = z.infer<typeof doctorReport>;
