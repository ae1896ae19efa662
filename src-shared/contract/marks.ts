import { z } from 'zod';
import { paperId, sha256 } from './paper.ts';

/** The five colours by their place; names shown to the user are the interface's. */
export const markColour = z.enum(['yellow', 'green', 'blue', 'pink', 'purple']);
export type MarkColour = z.infer<typeof markColour>;

const coordinate = z.number().finite().min(-1e6).max(1e6);

/** Top left, top right, bottom left, bottom right; PDF user space, points. */
export const quad = z
  .tuple([
    coordinate,
    coordinate,
    coordinate,
    coordinate,
    coordinate,
    coordinate,
    coordinate,
    coordinate,
  ])
  .readonly();

/** Where the marked words of one page are: quote with context, position hint, geometry (MARK-2). */
export const pageAnchor = z.object({
  /** Counted from 0. */
  page: z.number().int().nonnegative(),
  /** Offset into the page's reading text, a hint. */
  start: z.number().int().nonnegative(),
  exact: z.string().min(1).max(100_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
  quads: z.array(quad).min(1).max(5_000).readonly(),
});

export const textAnchor = z.object({ pages: z.array(pageAnchor).min(1).max(500).readonly() });
export type TextAnchor = z.infer<typeof textAnchor>;

/** Random, made by the client so that a repeated send is the same annotation. */
export const annotationId = z.uuid();

/** A mark over words of a PDF. */
export const annotation = z.object({
  id: annotationId,
  paperId,
  kind: z.literal('highlight'),
  colour: markColour,
  anchor: textAnchor,
  /** Sorts as the paper is read: page, offset, distance from the top. */
  order: z.string().max(64),
  /** The file that was marked, and the paper's version if known. */
  fileSha256: sha256,
  version: z.number().int().positive().nullable(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
});
export type Annotation = z.infer<typeof annotation>;

export const annotationPatch = z.object({
  colour: markColour.optional(),
  deleted: z.boolean().optional(),
});
export type AnnotationPatch = z.infer<typeof annotationPatch>;

/**
 * A note as it travels: `state` is a Yjs update in base64 that merges into any copy of the same
 * note; `markdown` is derived from it.
 */
export const note = z.object({
  id: z.string(),
  paperId,
  state: z.string(),
  markdown: z.string(),
});
export type Note = z.infer<typeof note>;

/** Base64 of a Yjs update; 8 MiB is far beyond any edit made by hand. */
export const yjsUpdate = z.base64().max(8 * 1024 * 1024);
