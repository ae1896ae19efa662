import { identityOf } from '../saved-pages/identity.ts';

/** Of abstracts that do not belong together, one in ten thousand pairs shares more words. */
const SURELY_SAME = 0.5;
/** Of such pairs, one in a hundred shares more. A summary of an abstract shares about half. */
const SURELY_OTHER = 0.3;
/** Words that say something of what a text is about. */
const LEAST_LETTERS = 4;
/** With fewer such words nothing can be said. */
const LEAST_WORDS = 8;
/** Letters of a title that is not many papers' ("Introduction"). */
const TELLING_TITLE = 16;

/**
 * Whether two abstracts are of one paper, which may have changed from version to version; undefined
 * where they do not tell. `overlap` is the share of the shorter one's words that the other has too.
 */
export function compareAbstracts(
  a: string | null,
  b: string | null,
): { readonly overlap: number; readonly isSame: boolean | undefined } {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const fewest = Math.min(left.size, right.size);
  if (fewest < LEAST_WORDS) return { overlap: 0, isSame: undefined };
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  const overlap = shared / fewest;
  const isSame = overlap >= SURELY_SAME ? true : overlap < SURELY_OTHER ? false : undefined;
  return { overlap, isSame };
}

/** What tells one paper from others of its title. */
export type Told = {
  readonly title: string;
  readonly abstract: string | null;
  /** Of a paper that may be another's by its title: the first author is compared, too. */
  readonly authors?: readonly string[] | null;
};

/**
 * Whether two papers of the same title are the same one: their abstracts do not differ, and where
 * they say nothing, the title is one that no two papers have.
 */
export function isSamePaper(a: Told, b: Told): boolean {
  const { isSame } = compareAbstracts(a.abstract, b.abstract);
  return isSame ?? identityOf(a.title).length >= TELLING_TITLE;
}

/** Of known papers with the title of this one, the one that it is; undefined where none is for certain. */
export function chooseSame<T extends Told>(paper: Told, known: readonly T[]): T | undefined {
  const [only, ...others] = known;
  if (others.length === 0) return only && isSamePaper(paper, only) ? only : undefined;
  const compared = known.map((one) => ({
    one,
    ...compareAbstracts(paper.abstract, one.abstract),
  }));
  const same = compared.filter(({ isSame }) => isSame === true);
  return same.sort((a, b) => b.overlap - a.overlap)[0]?.one;
}

function wordsOf(text: string | null): Set<string> {
  const words = identityOf(text ?? '').split(' ');
  return new Set(words.filter(({ length }) => length >= LEAST_LETTERS));
}
