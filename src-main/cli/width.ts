const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** First and last code points of the East Asian Wide and Fullwidth blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
/** One cell each; most titles are nothing else, and finding the graphemes of a text is slow. */
const PLAIN = /^[\x20-\x7e]*$/;
const EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;
// Controls and the marks that reorder text: a title from outside must not drive the terminal.
const UNSAFE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

function isWide(codePoint: number): boolean {
  return WIDE.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return EMOJI.test(grapheme) || isWide(grapheme.codePointAt(0) ?? 0) ? 2 : 1;
}

/** Terminal cells that a text without escapes takes; Chinese, Japanese and Korean take two each. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** A text from outside as one line that cannot move the cursor: controls become single spaces. */
export function singleLine(text: string): string {
  return text.replace(UNSAFE, ' ').trim();
}

type Piece = { text: string; spaced: boolean };

const hasWide = (text: string): boolean => displayWidth(text) > [...graphemes.segment(text)].length;

/** Words of a text without spaces between them; punctuation stays with the word before it. */
function splitUnspaced(token: string): string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(token)) {
    if (!isWordLike && pieces.length > 0) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

function pieces(text: string): Piece[] {
  const tokens = text.split(/\s+/u).filter((token) => token !== '');
  return tokens.flatMap((token) => {
    const parts = hasWide(token) ? splitUnspaced(token) : [token];
    return parts.map((part, index) => ({ text: part, spaced: index === 0 }));
  });
}

/**
 * Breaks a text into lines of at most `width` cells, never inside a word: a word wider than that
 * stands on a line of its own.
 */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text)) {
    const gap = piece.spaced && line !== '' ? 1 : 0;
    const cells = displayWidth(piece.text);
    if (line !== '' && used + gap + cells > width) {
      lines.push(line);
      line = piece.text;
      used = cells;
    } else {
      line += ' '.repeat(gap) + piece.text;
      used += gap + cells;
    }
  }
  return [...lines, line];
}
