/**
 * The text with what input methods and word processors type in place of ASCII put back: full-width
 * forms (`：（＂`), the ideographic space and typographic quotation marks. Each UTF-16 unit becomes
 * one unit, so that positions stay.
 */
export function foldSigns(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000“”„‟«»＂]/g, (sign) => {
    const code = sign.charCodeAt(0);
    if (code === 0x3000) return ' ';
    if (code === 0xff02 || code < 0xff00) return '"';
    return String.fromCharCode(code - 0xfee0);
  });
}

/** Whether there is anything in a text that can be looked for: a letter, a digit, a sign as 🤗. */
export function isSearchable(text: string): boolean {
  return /[\p{L}\p{N}\p{So}]/u.test(text);
}
