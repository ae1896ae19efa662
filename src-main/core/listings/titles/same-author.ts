import { foldedWords } from '../clean.ts';

/** With so many letters and digits, a title alone tells a paper where its authors are not known. */
const ENOUGH_LETTERS = 40;
/** Shorter names are many people's. */
const TELLING_NAME = 3;

/**
 * Whether a paper that names its first author may be the one of this title whose authors, or whose
 * first page, have these words: by one longer name or by all of them. Where either does not tell its
 * authors, a long title is enough.
 */
export function isBySame(
  firstAuthor: string | null,
  words: ReadonlySet<string>,
  title: string,
): boolean {
  if (firstAuthor === null || words.size === 0)
    return foldedWords(title).join('').length >= ENOUGH_LETTERS;
  const names = foldedWords(firstAuthor);
  const isThere = (name: string): boolean => words.has(name);
  return names.some((name) => name.length > TELLING_NAME && isThere(name)) || names.every(isThere);
}
