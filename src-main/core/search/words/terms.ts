import { plainLetters } from '../../../../src-shared/text/index.ts';

/** A word of a text as the index has it, with where it stands there, in UTF-16; the end is not in it. */
export type PlacedTerm = { readonly term: string; readonly start: number; readonly end: number };

/**
 * Letters, digits and marks with soft hyphens in between; a hyphen at a line's end before a small
 * letter belongs to the word that it parts (FIND-3). Signs like 🤗 are words too.
 */
const WORD =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*(?:[-\u2010]\n\s*(?=\p{Ll})[\p{L}\p{N}\p{M}\u00ad]+)*|\p{So}/gu;

/** Scripts that put no spaces between words: each character is a term, a word a phrase of them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー々]/u;

/** The terms of a text in its order (FIND-3). */
export function placedTerms(text: string): PlacedTerm[] {
  const terms: PlacedTerm[] = [];
  for (const match of text.matchAll(WORD)) {
    if (UNSPACED.test(match[0])) pushCharacters(terms, match[0], match.index);
    else pushTerm(terms, match[0], match.index, match.index + match[0].length);
  }
  return terms;
}

/** The terms of a text in its order, without their places. */
export function termsOf(text: string): string[] {
  if (isPlain(text) && !LINE_HYPHEN.test(text)) return text.toLowerCase().match(PLAIN_WORD) ?? [];
  return placedTerms(text).map(({ term }) => term);
}

/** Most texts, and most words of the others, are such: what is done for the rest takes ten times as long. */
const isPlain = (text: string): boolean => PLAIN.test(text);
const PLAIN = /^[ -~\t\r\n]*$/;
const PLAIN_WORD = /[a-z0-9]+/g;
const LINE_HYPHEN = /-\n/;

/**
 * What letters have in common however they are written: no case, no accents, no ligatures, no
 * full-width forms. What is left may be nothing.
 */
export function fold(text: string): string {
  if (isPlain(text)) return text.replace(/-\n\s*/g, '').toLowerCase();
  return plainLetters(text.replace(/[-\u2010]\n\s*|\u00ad/g, '')).toLowerCase();
}

function pushTerm(terms: PlacedTerm[], word: string, start: number, end: number): void {
  const term = fold(word);
  if (term !== '') terms.push({ term, start, end });
}

/** Each character of such a script by itself, what is in between ("GPT模型") as words. */
function pushCharacters(terms: PlacedTerm[], word: string, start: number): void {
  const parts = word.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー々]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー々]+/gu,
  );
  for (const { 0: part, index } of parts) {
    pushTerm(terms, part, start + index, start + index + part.length);
  }
}
