import { buildPageText } from './page-text.ts';
import type { Glyph, PageText, Rect } from './types.ts';

/** A US letter page, points. */
export const letter: Rect = [0, 0, 612, 792];

/** Where and how a line of made-up text stands. */
export type MadeLine = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** Radians, counter-clockwise. */
  readonly angle?: number;
  /** Whether spaces are glyphs (as word processors write them) or gaps (as TeX does). */
  readonly spaces?: 'glyphs' | 'gaps';
  /** Width to which the spaces are stretched, points. */
  readonly width?: number;
};

/** Width of a character of the made-up font, in font sizes. */
export function advanceOf(character: string): number {
  if (/[iljt.,:;'|!\- ]/u.test(character)) return 0.28;
  return /[mwMW]/u.test(character) ? 0.8 : 0.5;
}

function naturalWidth(text: string, size: number): number {
  return [...text].reduce((width, character) => width + advanceOf(character) * size, 0);
}

/** The glyphs of a line, for tests. */
export function madeLine(line: MadeLine): Glyph[] {
  const { text, x, y, size = 10, angle = 0, spaces = 'gaps', width } = line;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const gaps = [...text].filter((character) => character === ' ').length;
  const stretch = width && gaps ? (width - naturalWidth(text, size)) / gaps : 0;
  const glyphs: Glyph[] = [];
  let at = 0;
  for (const character of text) {
    const advance = advanceOf(character) * size + (character === ' ' ? stretch : 0);
    const end = at + advance;
    if (character !== ' ' || spaces === 'glyphs') {
      glyphs.push({
        unicode: character,
        x0: x + at * cos,
        y0: y + at * sin,
        x1: x + end * cos,
        y1: y + end * sin,
        upX: -sin * size,
        upY: cos * size,
        ascent: 0.75,
        descent: -0.2,
        size,
        fontName: 'made',
      });
    }
    at = end;
  }
  return glyphs;
}

/** The text of a made-up page. */
export function madePage(lines: readonly MadeLine[], pageIndex = 0): PageText {
  return buildPageText(pageIndex, lines.flatMap(madeLine), letter);
}

/** Lines of words set to a width, the last one ragged. */
export function madeColumn(
  words: readonly string[],
  place: { x: number; y: number; width: number; size?: number },
): MadeLine[] {
  const { x, y, width, size = 10 } = place;
  const lines: string[] = [];
  for (const word of words) {
    const line = lines[lines.length - 1];
    if (line !== undefined && naturalWidth(`${line} ${word}`, size) <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else lines.push(word);
  }
  return lines.map((text, i) => ({
    text,
    x,
    y: y - i * size * 1.2,
    size,
    ...(i < lines.length - 1 ? { width } : {}),
  }));
}

/** A page with a title across and two columns under it, and the words in reading order. */
export function madePaper(words: readonly string[], pageIndex = 0) {
  const half = Math.ceil(words.length / 2);
  const lines = [
    { text: 'A title that goes across both of the columns here', x: 130, y: 720, size: 16 },
    ...madeColumn(words.slice(0, half), { x: 54, y: 660, width: 240 }),
    ...madeColumn(words.slice(half), { x: 318, y: 660, width: 240 }),
  ];
  return { lines, page: madePage(lines, pageIndex) };
}
