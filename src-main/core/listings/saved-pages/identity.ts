/** Punctuation, marks that LaTeX adds, white space and invisible characters. Not `+`, `=`, `<`. */
const SEPARATORS = /[\p{P}\p{Sk}\p{Sc}\p{Z}\p{C}~|]+/gu;

/**
 * What makes two titles the same: compatibility forms unified (NFKC), case folded, every run of
 * punctuation and white space one space. `Split-Brain  Autoencoders!` and `split brain autoencoders`
 * are the same; `C` and `C++` are not. A title of punctuation alone is itself. Titles of several
 * files are to be compared by this; it is not for display.
 */
export function identityOf(title: string): string {
  const unified = title.normalize('NFKC').toLowerCase().normalize('NFKC');
  return unified.replace(SEPARATORS, ' ').trim() || unified.replace(/\s+/g, ' ').trim();
}
