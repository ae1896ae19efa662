import type {
  Annotation,
  MarkAnchor,
  MarkColour,
  MarkKind,
} from '../../../src-shared/contract/index.ts';
import type { Quad, Rect } from '../../../src-shared/pdf/index.ts';

/** What of a mark is written into a PDF. */
export type MarkToWrite = Pick<
  Annotation,
  'id' | 'kind' | 'colour' | 'comment' | 'tags' | 'anchor' | 'createdAt'
>;

/** An annotation that was written, as a PDF reader should find it. */
export type WrittenMark = {
  /** As pdf.js calls the object. */
  readonly reference: string;
  /** Counted from 0. */
  readonly page: number;
  readonly subtype: Subtype;
  readonly rect: Rect;
  /** Of marks over words; none of others. */
  readonly quads: readonly Quad[];
};

/** The subtypes that are written and read. */
export type Subtype =
  | 'Highlight'
  | 'Underline'
  | 'Squiggly'
  | 'StrikeOut'
  | 'Square'
  | 'Ink'
  | 'Text';

/** What a copy of a PDF is made from. */
export type CopyOrder = {
  readonly kind: 'copy';
  readonly source: string;
  /** Where the copy is until it has passed its check, on the same disk. */
  readonly part: string;
  /** Where the copy is then. */
  readonly target: string;
  readonly marks: readonly MarkToWrite[];
  /** Names of annotations in the file that are left out of the copy, since marks of ours stand for them. */
  readonly replaced: readonly string[];
};

/** Why a PDF takes no annotations, or shows none. */
export type PdfMarksReason = 'encrypted' | 'signed' | 'damaged' | 'disk-full' | 'disk-error';

/** What became of a copy; `marks` counts those that have a place in it. */
export type CopyAnswer =
  | { readonly ok: true; readonly bytes: number; readonly marks: number }
  | { readonly ok: false; readonly reason: PdfMarksReason; readonly detail: string };

/** An annotation found in a PDF, with the words that it lies over. */
export type FoundMark = {
  /** Its own name (/NM), or else its place in the file; at most 200 characters. */
  readonly key: string;
  /** As pdf.js calls them; of what stands in its page's list itself, none. */
  readonly objects: readonly string[];
  readonly kind: MarkKind;
  readonly colour: MarkColour;
  readonly comment: string;
  readonly tags: readonly string[];
  readonly anchor: MarkAnchor;
  /** Milliseconds since the epoch; null where the file does not say. */
  readonly madeAt: number | null;
};

export type FindOrder = { readonly kind: 'find'; readonly source: string };

/** What is in a PDF that a mark could be. */
export type FindAnswer =
  | { readonly ok: true; readonly found: readonly FoundMark[] }
  | { readonly ok: false; readonly reason: PdfMarksReason; readonly detail: string };

/** What the thread is asked. */
export type PdfMarksOrder = CopyOrder | FindOrder;
