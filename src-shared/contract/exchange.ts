import { z } from 'zod';
import { paperId } from './paper.ts';

/** Most bytes of a file that is taken in. */
export const MAX_INCOMING_BYTES = 2 ** 31;

/** Most bytes of a file in one call of `append`. */
export const INCOMING_PIECE_BYTES = 512 * 1024;

/** A file on its way into the core; what was begun and not imported is thrown away after a day. */
export const incomingId = z.string().regex(/^[0-9a-f]{32}$/);

export const incomingResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: incomingId }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['too-large', 'disk-full', 'disk-error', 'not-found', 'bad-offset']),
  }),
]);
export type IncomingResult = z.infer<typeof incomingResult>;

/** What a file was found to be, by its content (CLI-4). */
export const importLayout = z.enum([
  'A',
  'B',
  'C',
  'D',
  'html',
  'json',
  'pdf',
  'archive',
  'bibtex',
  'ris',
  'csl-json',
  'zotero',
  'unknown',
]);
export type ImportLayout = z.infer<typeof importLayout>;

/**
 * Why a part of a file, or all of it, was left out. Of saved pages: `no-abstract`, `no-title`,
 * `stray-text`, `glued-login`, `too-long`, `not-json`, `bad-entry`, `not-a-listing`. Of PDFs:
 * `not-pdf`, `truncated`, `empty`, `damaged`, `timeout`. Of archives: `damaged`, `truncated`,
 * `newer-version`; `quota`: it has no room for PDFs, which can be fetched again. Of references:
 * `bad-entry`, `no-title`, `missing-file` (an attachment that is not there). Of the disk:
 * `disk-full`, `disk-error`. `incomplete`: not all of it arrived.
 */
export const importReason = z.enum([
  'no-abstract',
  'no-title',
  'stray-text',
  'glued-login',
  'too-long',
  'not-json',
  'bad-entry',
  'not-a-listing',
  'not-pdf',
  'truncated',
  'empty',
  'damaged',
  'timeout',
  'newer-version',
  'quota',
  'disk-full',
  'disk-error',
  'incomplete',
  'missing-file',
  'cancelled',
]);
export type ImportReason = z.infer<typeof importReason>;

/** Most PDFs that the references of one file name. */
export const MAX_ATTACHMENTS = 50_000;

/** Import of a file (CLI-4). */
export const importReport = z.object({
  layout: importLayout,
  papers: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  /** `line` counts from 1; null where it is about the whole file. */
  problems: z.array(
    z.object({ line: z.number().int().positive().nullable(), reason: importReason }),
  ),
  /** How many more problems there are than are listed. */
  problemsLeftOut: z.number().int().positive().optional(),
  /** The papers, the first thousand of them. */
  ids: z.array(paperId).max(1_000),
  /** Of them, those whose arXiv id is not known yet; it is looked for by title later. */
  unresolved: z.number().int().nonnegative(),
  /**
   * Of references: the PDFs that they name and that did not come with them. `path` is as the file has
   * it, `line` is the entry's; one that is at hand is then sent and imported as the PDF `of` its paper.
   */
  attachments: z
    .array(z.object({ path: z.string(), paperId, line: z.number().int().positive() }))
    .max(MAX_ATTACHMENTS)
    .optional(),
});
export type ImportReport = z.infer<typeof importReport>;

/** A lossless archive in the data folder's `exports`; `name` is good for one download. */
export const archiveReport = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    name: z.string(),
    path: z.string(),
    bytes: z.number().int(),
    documents: z.number().int(),
    pdfs: z.number().int(),
  }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['disk-full', 'disk-error', 'damaged', 'stopped']),
  }),
]);
export type ArchiveReport = z.infer<typeof archiveReport>;
