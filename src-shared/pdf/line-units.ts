import type { Line } from './lines.ts';
import type { Mark } from './marks.ts';
import type { Glyph } from './types.ts';

/** A piece of text and the glyph that shows it (index of the page's glyphs, -1: none). */
export type Unit = { readonly text: string; readonly glyph: number };

/** From this gap on, in font sizes, there is a space although none is drawn. */
const spaceGap = 0.13;

/** Accents that old TeX draws over letters, and the combining marks that they mean. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '´': '\u0301',
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '¨': '\u0308',
  '˚': '\u030a',
  '˝': '\u030b',
  ˇ: '\u030c',
  '¸': '\u0327',
  '˛': '\u0328',
};

/** The text of a line with its spaces, accents put onto their letters. */
export function unitsOf(line: Line, glyphs: readonly Glyph[]): Unit[] {
  const units: Unit[] = [];
  let previous: Mark | undefined;
  let accent = '';
  for (const [i, mark] of line.marks.entries()) {
    const next = line.marks[i + 1];
    const combining = accentOn(mark, next);
    if (previous) {
      // An accent is narrower than its letter, which is what stands beside the word before.
      const left = combining && next ? Math.min(mark.left, next.left) : mark.left;
      const space = spaceBetween(previous, mark, left, glyphs);
      if (space) units.push(space);
    }
    previous = mark;
    if (combining && accent === '') {
      accent = combining;
      units.push({ text: '', glyph: mark.glyph });
      continue;
    }
    units.push({ text: withAccent(mark.text, accent), glyph: mark.glyph });
    accent = '';
  }
  return units;
}

function spaceBetween(a: Mark, b: Mark, left: number, glyphs: readonly Glyph[]): Unit | undefined {
  if (b.space >= 0 && b.before === a && glyphs[b.space]) return { text: ' ', glyph: b.space };
  const gap = Math.max(left - a.right, a.left - b.right);
  return gap > spaceGap * Math.min(a.size, b.size) ? { text: ' ', glyph: -1 } : undefined;
}

/** The combining mark for an accent that stands over, or under, the letter after it. */
function accentOn(mark: Mark, next: Mark | undefined): string | undefined {
  const combining = accents[mark.text];
  if (!combining || !next || !/^\p{L}/u.test(next.text)) return undefined;
  const middle = (mark.left + mark.right) / 2;
  return middle > next.left && middle < next.right ? combining : undefined;
}

function withAccent(text: string, accent: string): string {
  if (accent === '') return text;
  const letter = text.replace('ı', 'i').replace('ȷ', 'j');
  const [first, ...rest] = [...letter];
  return (first + accent).normalize('NFC') + rest.join('');
}
