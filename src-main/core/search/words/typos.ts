/** Letters that a word has at least for typos in it to be forgiven (FIND-3). */
export const FORGIVEN_LETTERS = 5;

/**
 * Whether two words differ by one letter that is left out, put in or replaced, or by two neighbours
 * that are exchanged.
 */
export function isOneTypoApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1])
    [endA, endB] = [endA - 1, endB - 1];
  const [inA, inB] = [a.slice(start, endA), b.slice(start, endB)];
  if (inA.length <= 1 && inB.length <= 1) return true;
  return inA.length === 2 && inB.length === 2 && inA[0] === inB[1] && inA[1] === inB[0];
}

/** A word's first letters and its last ones, read backwards: one typo leaves one of them whole. */
export type Halves = { readonly beginning: string; readonly ending: string };

/**
 * Two ranges of a vocabulary, one in its order and one in that of the words read backwards, that
 * hold every word one typo from `word`. Two exchanged neighbours may touch both halves, so the
 * middle letters are in neither.
 */
export function halvesOf(word: string): Halves {
  const letters = [...word];
  const half = Math.floor((letters.length - 1) / 2);
  return {
    beginning: letters.slice(0, half).join(''),
    ending: backwards(letters.slice(letters.length - half).join('')),
  };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every word that becomes this one where a small Latin letter is left out. */
export function withOneLetterMore(word: string): string[] {
  const letters = [...word];
  const all = letters.concat('').flatMap((_, at) => {
    const [before, after] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    return LETTERS.map((letter) => before + letter + after);
  });
  return [...new Set(all)];
}

/** The digits in a word, in their order. */
export function digitsOf(word: string): string {
  return word.replace(/\P{N}+/gu, '');
}

/** The word from its end to its beginning. */
export function backwards(word: string): string {
  return [...word].reverse().join('');
}
