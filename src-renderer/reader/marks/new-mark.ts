import type {
  Annotation,
  MarkAnchor,
  MarkColour,
  MarkKind,
} from '../../../src-shared/contract/index.ts';
import { readingOrderKey } from '../../../src-shared/pdf/index.ts';

/** The file that is marked. */
export type MarkedFile = {
  readonly paperId: string;
  readonly sha256: string;
  /** The paper's version, if known. */
  readonly version: number | null;
};

/** Told of a mark that was just made. */
export type Made = (mark: Annotation) => void;

/** A mark that the user makes now, with an id of its own. */
export function newMark(
  { paperId, sha256, version }: MarkedFile,
  looks: { readonly kind: MarkKind; readonly colour: MarkColour },
  anchor: MarkAnchor,
): Annotation {
  return {
    id: crypto.randomUUID(),
    paperId,
    ...looks,
    comment: '',
    tags: [],
    source: null,
    anchor,
    order: readingOrderKey(anchor),
    fileSha256: sha256,
    version,
    createdAt: Date.now(),
  };
}
