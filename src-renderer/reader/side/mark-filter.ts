import type { Annotation, MarkColour, MarkKind } from '../../../src-shared/contract/index.ts';
import { anchorText } from '../../../src-shared/pdf/index.ts';

/** What the side list is narrowed to; what is empty or null narrows nothing (MARK-5). */
export type MarkFilter = {
  readonly text: string;
  readonly colours: readonly MarkColour[];
  readonly kind: MarkKind | null;
  readonly tag: string | null;
};

/** Narrows nothing. */
export const NO_FILTER: MarkFilter = { text: '', colours: [], kind: null, tag: null };

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');

/** Whether a filter narrows anything. */
export function narrows({ text, colours, kind, tag }: MarkFilter): boolean {
  return text.trim() !== '' || colours.length > 0 || kind !== null || tag !== null;
}

/** The marks that a filter lets through; every word of its text is in the quote, comment or tags. */
export function filterMarks(
  marks: readonly Annotation[],
  { text, colours, kind, tag }: MarkFilter,
): readonly Annotation[] {
  const words = folded(text).split(' ').filter(Boolean);
  return marks.filter((mark) => {
    if (colours.length > 0 && !colours.includes(mark.colour)) return false;
    if (kind !== null && mark.kind !== kind) return false;
    if (tag !== null && !mark.tags.includes(tag)) return false;
    if (words.length === 0) return true;
    const all = folded([anchorText(mark.anchor), mark.comment, ...mark.tags].join(' '));
    return words.every((word) => all.includes(word));
  });
}

/** Every tag that one of the marks has, in order of the alphabet. */
export function tagsOf(marks: readonly Annotation[]): readonly string[] {
  return [...new Set(marks.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}
