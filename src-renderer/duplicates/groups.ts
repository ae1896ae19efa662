import type { DuplicateGroups } from '../../src-shared/contract/index.ts';

/** Papers that may be the same, and what they have in common. */
export type Group = DuplicateGroups[number];

/** A paper of such a group. */
export type Duplicate = Group['papers'][number];

/** What a group is known by as long as its papers are the same. */
export const keyOf = ({ papers }: Group): string => papers.map(({ id }) => id).join(' ');

/** Whether papers of a group are the same beyond doubt; titles can be the same by chance. */
export const isCertain = ({ reason }: Group): boolean => reason !== 'title';

/** When a paper came of which that is not known. */
const LATER = Number.MAX_SAFE_INTEGER;

/**
 * Which paper the others should become: one that listings speak of, or else the one with most of
 * the user's work, or the one that was here first.
 */
export function keeperOf({ papers }: Group): Duplicate {
  const [best] = [...papers].sort(
    (a, b) =>
      Number(b.arxivId !== null) - Number(a.arxivId !== null) ||
      workOf(b) - workOf(a) ||
      (a.addedAt ?? LATER) - (b.addedAt ?? LATER),
  );
  return best!;
}

const workOf = ({ highlights, hasNote, collections, tags, pdfState }: Duplicate): number =>
  highlights + (hasNote ? 2 : 0) + collections + tags.length + (pdfState === 'stored' ? 1 : 0);

/** A merge of a group into one of its papers. */
export type Merge = { readonly into: string; readonly ids: readonly string[] };

/** The merge of a group into a paper of it. */
export const mergeInto = ({ papers }: Group, into: string): Merge => ({
  into,
  ids: papers.map(({ id }) => id).filter((id) => id !== into),
});
