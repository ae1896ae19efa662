import type { Annotation } from '../../src-shared/contract/index.ts';

/** Marks as the paper is read. */
export function inReadingOrder(marks: readonly Annotation[]): Annotation[] {
  return [...marks].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
}

/** The marked words, over page breaks. */
export function quoteOf({ anchor }: Pick<Annotation, 'anchor'>): string {
  return anchor.pages.map(({ exact }) => exact).join(' ');
}
