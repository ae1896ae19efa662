/** A stretch of a page's text, the end not in it. */
export type WordRange = { readonly start: number; readonly end: number };

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A word as a pattern: whole, where its script tells words apart, over any white space. */
function patternOf(word: string): string {
  const body = word.trim().split(/\s+/).map(escaped).join('\\s+');
  return UNSPACED.test(word) ? body : `(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`;
}

/** Where some words stand in a text, in order and apart; of two that overlap, the first. */
export function rangesOfWords(text: string, words: readonly string[]): WordRange[] {
  const wanted = [...new Set(words.map((word) => word.normalize('NFKC').trim()))]
    .filter((word) => word !== '')
    // The longest first, as the first that fits is taken.
    .sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [];
  const pattern = new RegExp(wanted.map(patternOf).join('|'), 'giu');
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}
