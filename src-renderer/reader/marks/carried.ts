import type { Annotation } from '../../../src-shared/contract/index.ts';
import { readingOrderKey } from '../../../src-shared/pdf/index.ts';
import { inReadingOrder } from './edits.ts';
import type { PlacedMark } from './mark-overlay.ts';

/** What is known of a mark of another version: its place in reading order here, and how surely. */
export type Carried = {
  readonly order: string;
  /** 0 to 1; of a mark that was not found, how alike the likest place is. */
  readonly confidence: number;
};

/** Words found more surely than this read as they did, if perhaps among others. */
export const SURE = 0.7;

/** By id, the marks that were made on another version and looked for in this one. */
export function carriedOf(placed: readonly PlacedMark[]): ReadonlyMap<string, Carried> {
  const carried = new Map<string, Carried>();
  for (const { mark, placement } of placed) {
    if (!placement || placement.how === 'stored') continue;
    const { confidence } = placement;
    if (placement.how === 'lost') carried.set(mark.id, { order: mark.order, confidence });
    else carried.set(mark.id, { order: readingOrderKey({ pages: placement.parts }), confidence });
  }
  return carried;
}

/** Marks in the order in which this version is read, whatever stood first in theirs (MARK-5). */
export function inCarriedOrder(
  marks: readonly Annotation[],
  carried: ReadonlyMap<string, Carried>,
): readonly Annotation[] {
  if (carried.size === 0) return marks;
  const keyed = marks.map((mark) => {
    const order = carried.get(mark.id)?.order ?? mark.order;
    return { mark, key: { ...mark, order } };
  });
  return keyed.sort((a, b) => inReadingOrder(a.key, b.key)).map(({ mark }) => mark);
}
