/**
 * Letters without what sets their written forms apart: no accents, no ligatures, no full-width
 * forms. The case stays. What is left may be nothing.
 */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßẞøØłŁđĐæÆœŒı]/g, (letter) => PLAIN[letter]!)
    .normalize('NFC');
}

/** Letters that Unicode does not take apart but people type without their stroke or bow. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ı: 'i',
};
