import type { Glyph, PageText, TextLine } from './types.ts';

/** What the outline needs of a line of text; a page's glyphs can be let go of. */
export type OutlineLine = {
  readonly page: number;
  /** Offset of its first character in the page's text. */
  readonly start: number;
  readonly text: string;
  /** Size of most of its letters, points, rounded to tenths. */
  readonly size: number;
  /** The font that all of its letters are set in; '' where there are several. */
  readonly font: string;
  /** How many letters and digits it has. */
  readonly letters: number;
  /** Top edge, points in user space. */
  readonly top: number;
  readonly left: number;
  readonly column: number;
  /** Paragraph that it belongs to, and how many lines that has. */
  readonly paragraph: number;
  readonly paragraphLines: number;
};

/** Longer lines tell of the body's font only. */
const LONGEST = 160;

/** Share of letters that must be set in one font; a formula's sign may be in another. */
const ONE_FONT = 0.9;

/** The upright lines of a page, in reading order. */
export function outlineLines(page: PageText): OutlineLine[] {
  const counts = new Map<number, number>();
  for (const { paragraph } of page.lines) counts.set(paragraph, (counts.get(paragraph) ?? 0) + 1);
  return page.lines
    .filter(({ angle }) => Math.abs(angle) < 0.02)
    .map((line) => lineOf(page, line, counts.get(line.paragraph) ?? 1));
}

function lineOf(page: PageText, line: TextLine, paragraphLines: number): OutlineLine {
  const letters = lettersOf(page, line);
  const [font, ofFont] = mostOf(letters, ({ fontName }) => fontName);
  const [size] = mostOf(letters, (glyph) => Math.round(glyph.size * 10) / 10);
  return {
    page: page.pageIndex,
    start: line.start,
    text: page.text.slice(line.start, Math.min(line.end, line.start + LONGEST)).trim(),
    size: size ?? 0,
    font: ofFont >= ONE_FONT * letters.length ? (font ?? '') : '',
    letters: letters.length,
    top: line.box[3],
    left: line.box[0],
    column: line.column,
    paragraph: line.paragraph,
    paragraphLines,
  };
}

function lettersOf(page: PageText, { start, end }: TextLine): Glyph[] {
  const letters: Glyph[] = [];
  for (let offset = start; offset < end; offset++) {
    const glyph = page.glyphs[page.glyphAt[offset]!];
    if (glyph && /[\p{L}\p{N}]/u.test(page.text[offset]!)) letters.push(glyph);
  }
  return letters;
}

/** What most of some things have in common, and how many those are. */
function mostOf<T, K>(things: readonly T[], keyOf: (thing: T) => K): [K | undefined, number] {
  const counts = new Map<K, number>();
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
  let best: [K | undefined, number] = [undefined, 0];
  for (const [key, count] of counts) if (count > best[1]) best = [key, count];
  return best;
}
