import { z } from 'zod';
import { paperId, sha256, tag } from './paper.ts';

/** The five colours by their place; names shown to the user are the interface's. */
export const markColour = z.enum(['yellow', 'green', 'blue', 'pink', 'purple']);
export type MarkColour = z.infer<typeof markColour>;

/** Kinds that lie over words. */
export const textMarkKind = z.enum(['highlight', 'underline', 'strikeout']);
export type TextMarkKind = z.infer<typeof textMarkKind>;

/** All kinds; an area, ink or a sticky note lies on the page by its shape (MARK-1). */
export const markKind = z.enum([...textMarkKind.options, 'area', 'ink', 'note']);
export type MarkKind = z.infer<typeof markKind>;

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

/**
 * Where the marked words of one page are: quote with context, position hint, geometry (MARK-2). Of a
 * shape: the words nearby, of which there may be none, and the quad around it.
 */
export const pageAnchor = z.object({
  /** Counted from 0. */
  page: z.number().int().nonnegative(),
  /** Offset into the page's reading text, a hint. */
  start: z.number().int().nonnegative(),
  exact: z.string().max(100_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
  quads: z.array(quad).min(1).max(5_000).readonly(),
});

/** What a mark that is not over words looks like; PDF user space, points. */
export const markShape = z.discriminatedUnion('type', [
  /** Left, bottom, right, top. */
  z.object({
    type: z.literal('rect'),
    rect: z.tuple([coordinate, coordinate, coordinate, coordinate]).readonly(),
  }),
  /** Strokes of a pen `width` points wide, each x, y, x, y, … */
  z.object({
    type: z.literal('ink'),
    paths: z.array(z.array(coordinate).min(2).max(20_000).readonly()).min(1).max(2_000).readonly(),
    width: z.number().min(0.1).max(100),
  }),
  /** Where a sticky note's pin stands. */
  z.object({ type: z.literal('point'), at: z.tuple([coordinate, coordinate]).readonly() }),
]);
export type MarkShape = z.infer<typeof markShape>;

/** Where a mark is. One with a `shape` is on one page. */
export const markAnchor = z.object({
  pages: z.array(pageAnchor).min(1).max(500).readonly(),
  shape: markShape.optional(),
});
export type MarkAnchor = z.infer<typeof markAnchor>;

const SHAPE_OF = { area: 'rect', ink: 'ink', note: 'point' } as const;

/** Whether an anchor is such as marks of a kind have. */
export function fitsKind(kind: MarkKind, { pages, shape }: MarkAnchor): boolean {
  if (kind === 'area' || kind === 'ink' || kind === 'note')
    return shape?.type === SHAPE_OF[kind] && pages.length === 1;
  return shape === undefined && pages.every(({ exact }) => exact !== '');
}

/** Where a mark was taken over from: a file, and what the mark is called there (MARK-6). */
export const markSource = z.object({ sha256, key: z.string().min(1).max(200) });
export type MarkSource = z.infer<typeof markSource>;

/** Why a PDF takes no annotations, or does not tell of its own; `stopped`: the program was closed. */
const pdfMarksRefused = z.object({
  ok: z.literal(false),
  reason: z.enum([
    'no-file',
    'encrypted',
    'signed',
    'damaged',
    'disk-full',
    'disk-error',
    'stopped',
  ]),
});
export type PdfMarksReason = z.infer<typeof pdfMarksRefused>['reason'];

/**
 * A copy of a PDF with its marks as annotations (MARK-7), in the data folder's `exports`; `name` is
 * good for a download. `leftOut` counts marks that were made on another version of the file.
 */
export const exportPdfResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    name: z.string(),
    path: z.string(),
    bytes: z.number().int(),
    marks: z.number().int(),
    leftOut: z.number().int(),
  }),
  pdfMarksRefused,
]);
export type ExportPdfResult = z.infer<typeof exportPdfResult>;

/**
 * How many annotations a PDF has that are not marks here (MARK-6). `taken` are those for which marks
 * stand, deleted ones too, as pdf.js calls them.
 */
export const inFileResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    marks: z.number().int(),
    taken: z.array(z.string()).readonly(),
  }),
  pdfMarksRefused,
]);
export type InFileResult = z.infer<typeof inFileResult>;

/** How many annotations of a PDF became marks. */
export const takeOverResult = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    revision: z.number().int().nonnegative(),
    marks: z.number().int(),
  }),
  pdfMarksRefused,
]);
export type TakeOverResult = z.infer<typeof takeOverResult>;

/** What the user writes beside a mark. */
const comment = z.string().max(50_000);

/** Random, made by the client so that a repeated send is the same annotation. */
export const annotationId = z.uuid();

/** A mark on a PDF. */
export const annotation = z
  .object({
    id: annotationId,
    paperId,
    kind: markKind,
    colour: markColour,
    comment: comment.default(''),
    tags: z.array(tag).max(200).readonly().default([]),
    anchor: markAnchor,
    /** Sorts as the paper is read: page, offset, distance from the top. */
    order: z.string().max(64),
    /** The file that was marked, and the paper's version if known. */
    fileSha256: sha256,
    version: z.number().int().positive().nullable(),
    /** Milliseconds since the epoch. */
    createdAt: z.number(),
    source: markSource.nullable().default(null),
  })
  .refine(({ kind, anchor }) => fitsKind(kind, anchor));
export type Annotation = z.infer<typeof annotation>;

/** What changes of a mark; each is a field of its own (MARK-8). */
export const annotationPatch = z.object({
  /** Among the kinds over words. */
  kind: textMarkKind.optional(),
  colour: markColour.optional(),
  comment: comment.optional(),
  tagsAdded: z.array(tag).max(200).optional(),
  tagsRemoved: z.array(tag).max(200).optional(),
  /** Of a mark with a shape that was moved. */
  anchor: markAnchor.optional(),
  deleted: z.boolean().optional(),
});
export type AnnotationPatch = z.infer<typeof annotationPatch>;

/** Base64 of a Yjs update; 8 MiB is far beyond any edit made by hand. */
export const yjsUpdate = z.base64().max(8 * 1024 * 1024);
