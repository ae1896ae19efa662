/** Code units whose order differs between UTF-16 and code points: surrogates and what lies above them. */
const REORDERED = /[\uD800-\uFFFF]/;
const REORDERED_CHARACTERS = /[\uE000-\uFFFF]|[\u{10000}-\u{10FFFF}]/gu;

/**
 * Maps a string to one whose UTF-8 bytes, compared as SQLite compares them, order as JavaScript (and
 * so RxDB) orders the original's UTF-16 code units. The map permutes code points and is therefore
 * one to one: equal keys mean equal strings. Strings without characters from U+D800 on, which is
 * nearly all, are their own key. The string must be well-formed (no lone surrogates).
 */
export function sortKey(text: string): string {
  return REORDERED.test(text) ? text.replace(REORDERED_CHARACTERS, moved) : text;
}

/** The text whose {@link sortKey} this is. */
export function textOfSortKey(key: string): string {
  return REORDERED.test(key) ? key.replace(REORDERED_CHARACTERS, movedBack) : key;
}

/**
 * In UTF-16 order the supplementary characters (written with surrogates, D800 to DFFF) come before
 * U+E000 to U+FFFF; by code point they come after. Each block moves by the size of the other.
 */
function moved(character: string): string {
  const code = character.codePointAt(0)!;
  return String.fromCodePoint(code >= 0x10000 ? code - 0x2000 : code + 0x100000);
}

function movedBack(character: string): string {
  const code = character.codePointAt(0)!;
  return String.fromCodePoint(code >= 0x10e000 ? code - 0x100000 : code + 0x2000);
}
