import type { TextPoint } from '../../../src-shared/pdf/index.ts';
import type { FoundRange } from '../../../src-shared/text/index.ts';

/** A stretch of the document; without an end it goes to that of the document. */
type Stretch = { readonly start: TextPoint; readonly end: TextPoint | null };

/** What is to be looked through: pages from `first` to `last`, and which hits of a page count. */
export type Extent = {
  readonly first: number;
  readonly last: number;
  readonly within: (page: number, ranges: readonly FoundRange[]) => readonly FoundRange[];
};

/** What a stretch of a document of so many pages comes to; null is the whole document. */
export function extentOf(stretch: Stretch | null, pages: number): Extent {
  if (!stretch) return { first: 0, last: pages - 1, within: (_, ranges) => ranges };
  const { start, end } = stretch;
  const isInside = (page: number, range: FoundRange): boolean =>
    (page !== start.page || range.start >= start.offset) &&
    (page !== end?.page || range.end <= end.offset);
  return {
    first: start.page,
    last: Math.max(start.page, Math.min(end?.page ?? pages - 1, pages - 1)),
    within: (page, ranges) => ranges.filter((range) => isInside(page, range)),
  };
}
