import { z } from 'zod';
import { paperId, pdfState, sha256 } from './paper.ts';
import { upstreamReason } from './upstream.ts';

/**
 * Why a PDF is not here. `not-pdf` another kind of file (often an HTML page), `truncated` ends
 * before its end mark or its announced length, `empty` no bytes, `damaged` cannot be opened,
 * `disk-full`, `disk-error` the file system refused, `no-source` nowhere to fetch it from, `quota`
 * the quota is used up and nothing may be evicted.
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
  'quota',
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
  /** Whether the user paused it; what is asked for is queued all the same. */
  paused: z.boolean(),
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
  /** PDFs whose text is read in the background (FILE-6). */
  text: z.object({
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
    failed: z.number().int().nonnegative(),
  }),
});
export type FilesStatus = z.infer<typeof filesStatus>;

/** One PDF that is not here yet, with its paper's title. */
export const queuedPdf = z.object({
  paperId,
  title: z.string(),
  state: pdfState,
  reason: fileReason.nullable(),
  retryAt: z.number().nullable(),
  received: z.number().int().nonnegative(),
  expected: z.number().int().nullable(),
});
export type QueuedPdf = z.infer<typeof queuedPdf>;

/** The queue in its order, a window of it. */
export const queueRequest = z.object({
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().positive().max(200).default(100),
});

/**
 * Why a PDF may not be evicted (FILE-5): `pinned` by the user, `annotated` marks lie on it, `own` it
 * came from the user and cannot be fetched again, `open` in a tab, `unknown-source` nowhere to fetch
 * it from.
 */
export const keptBecause = z.enum(['pinned', 'annotated', 'own', 'open', 'unknown-source']);
export type KeptBecause = z.infer<typeof keptBecause>;

/** A stored PDF as the storage page lists it. */
export const storedPdf = z.object({
  paperId,
  title: z.string(),
  sha256,
  bytes: z.number().int().nonnegative(),
  /** Milliseconds since the epoch. */
  storedAt: z.number(),
  lastReadAt: z.number().nullable(),
  pinned: z.boolean(),
  /** Null: it may be evicted. */
  keptBecause: keptBecause.nullable(),
});
export type StoredPdfEntry = z.infer<typeof storedPdf>;

/** What uses the disk, in bytes (FILE-5). */
export const storageReport = z.object({
  pdfs: z.object({ count: z.number().int(), bytes: z.number().int() }),
  /** Of the PDFs: what may go when room is needed. */
  evictable: z.object({ count: z.number().int(), bytes: z.number().int() }),
  library: z.number().int(),
  index: z.number().int(),
  texts: z.number().int(),
  thumbnails: z.number().int(),
  backups: z.object({ count: z.number().int(), bytes: z.number().int() }),
  partials: z.number().int(),
  other: z.number().int(),
  /** Free on the disk; null where the system does not say. */
  free: z.number().int().nullable(),
  /** For PDFs; null: as much as there is room. */
  quota: z.number().int().nullable(),
  /** The PDFs, the largest first. */
  largest: z.array(storedPdf).max(200),
});
export type StorageReport = z.infer<typeof storageReport>;

/** What an eviction freed, and what stayed. */
export const evictResult = z.object({
  freed: z.number().int().nonnegative(),
  evicted: z.array(paperId),
  kept: z.array(z.object({ id: paperId, because: keptBecause })),
});
export type EvictResult = z.infer<typeof evictResult>;
