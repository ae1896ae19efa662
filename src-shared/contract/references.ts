import { z } from 'zod';
import { paperId } from './paper.ts';

/** A format that references are written in (XFER-1). `formatted`: for people, in a CSL style. */
export const referenceFormat = z.enum(['bibtex', 'biblatex', 'csl-json', 'ris', 'formatted']);
export type ReferenceFormat = z.infer<typeof referenceFormat>;

/** A CSL style that references can be set in. */
export const citationStyle = z.object({ id: z.string().max(200), title: z.string() });
export type CitationStyle = z.infer<typeof citationStyle>;

/** Most characters of a reference that is asked after. */
export const MOST_REFERENCE = 4_000;

/** Most papers of one answer; more are asked for in parts. */
export const MAX_CITED = 1_000;

export const citeRequest = z.object({
  ids: z.array(paperId).min(1).max(MAX_CITED),
  format: referenceFormat,
  /** The style of `formatted`; the user's when left out. */
  style: z.string().max(200).optional(),
});

/**
 * One reference for each paper in the order asked for, unknown ones left out. Of `csl-json` each is
 * one JSON object. `inline` is how a text cites it, such as `(Vaswani et al., 2017)` or `[1]`, for
 * `formatted` only.
 */
export const citeResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    references: z.array(
      z.object({
        id: paperId,
        text: z.string(),
        html: z.string().nullable(),
        inline: z.string().nullable(),
      }),
    ),
  }),
  z.object({ ok: z.literal(false), reason: z.enum(['unknown-style', 'bad-style']) }),
]);
export type CiteResult = z.infer<typeof citeResult>;
