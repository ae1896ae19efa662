import {
  applyMatrix,
  type Matrix,
  type PageText,
  type Point,
  type Quad,
  type Rect,
  textLinksOf,
} from '../../../src-shared/pdf/index.ts';
import { isOutside } from '../../app/open-outside.ts';
import { type NamedAct, namedAct } from './named-acts.ts';

/** Where a link leads: a destination as the PDF has it, an address for the system, or a named act. */
export type LinkTarget =
  | { readonly kind: 'act'; readonly act: NamedAct }
  | { readonly kind: 'inside'; readonly dest: unknown }
  | { readonly kind: 'outside'; readonly url: string };

/** A link on a page (from 0); its rectangles are in user space, one for each of its lines. */
export type PageLink = {
  readonly page: number;
  readonly target: LinkTarget;
  readonly rects: readonly Rect[];
};

/** More links on one page are made to harm. */
const MOST = 2000;
/** Points by which a link reaches over its words into others' lines. */
const EDGE = 2;

/** The links among a page's annotations, as pdf.js reads them. Other acts than going somewhere are none. */
export function linksOf(page: number, annotations: readonly unknown[]): PageLink[] {
  const links: PageLink[] = [];
  for (const annotation of annotations) {
    if (links.length >= MOST) break;
    const entry = annotation as Readonly<Record<string, unknown>>;
    if (entry.subtype !== 'Link') continue;
    const target = targetOf(entry);
    const rects = rectsOf(entry);
    if (target && rects.length > 0) links.push({ page, target, rects });
  }
  return links;
}

/** Addresses that stand in a page's text, where none of its own links `own` lies over them. */
export function linksOfText(page: number, text: PageText, own: readonly PageLink[]): PageLink[] {
  return textLinksOf(text).flatMap(({ url, rects }): PageLink[] => {
    const isOwn = own.some((link) => link.rects.some((one) => rects.some((r) => meet(one, r))));
    return isOwn || !isOutside(url) ? [] : [{ page, target: { kind: 'outside', url }, rects }];
  });
}

/** Whether rectangles share more than their edges. */
function meet(a: Rect, b: Rect): boolean {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > EDGE && height > EDGE;
}

/** The link at a point of user space. */
export function linkAt(links: readonly PageLink[], { x, y }: Point): PageLink | undefined {
  return links.find(({ rects }) =>
    rects.some(([x1, y1, x2, y2]) => x >= x1 && x <= x2 && y >= y1 && y <= y2),
  );
}

/** Whether a link lies under one of some lines, more than at their edges. */
export function lieUnder({ rects }: PageLink, lines: readonly Quad[]): boolean {
  return lines.some((line) => rects.some((rect) => meet(rect, boundsOf(line))));
}

/** The words that a link stands on; '' where there are none. */
export function wordsOf({ rects }: PageLink, { text, glyphs, glyphAt }: PageText): string {
  let words = '';
  for (let i = 0; i < text.length; i++) {
    const glyph = glyphs[glyphAt[i]!];
    if (!glyph) {
      if (words !== '') words += ' ';
      continue;
    }
    const x = (glyph.x0 + glyph.x1 + glyph.upX * (glyph.ascent + glyph.descent)) / 2;
    const y = (glyph.y0 + glyph.y1 + glyph.upY * (glyph.ascent + glyph.descent)) / 2;
    if (rects.some((rect) => x >= rect[0] && x <= rect[2] && y >= rect[1] && y <= rect[3])) {
      words += text[i];
    }
  }
  return words.replace(/\s+/g, ' ').trim();
}

/** A rectangle's bounds on the page as it is shown, points from its top left. */
export function boundsOnPage([x1, y1, x2, y2]: Rect, toPage: Matrix): Rect {
  const a = applyMatrix(toPage, { x: x1, y: y1 });
  const b = applyMatrix(toPage, { x: x2, y: y2 });
  return [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y)];
}

function targetOf({ dest, url, action }: Readonly<Record<string, unknown>>): LinkTarget | null {
  if (typeof url === 'string' && url !== '') {
    return isOutside(url) ? { kind: 'outside', url } : null;
  }
  const act = namedAct(action);
  if (act !== null) return { kind: 'act', act };
  const isDest = (typeof dest === 'string' && dest !== '') || Array.isArray(dest);
  return isDest ? { kind: 'inside', dest } : null;
}

function rectsOf({ rect, quadPoints }: Readonly<Record<string, unknown>>): Rect[] {
  const numbers = numbersOf(quadPoints);
  const rects: Rect[] = [];
  for (let i = 0; i + 8 <= numbers.length; i += 8) {
    const quad = numbers.slice(i, i + 8);
    rects.push(boundsOf(quad));
  }
  const whole = numbersOf(rect);
  if (rects.length === 0 && whole.length === 4) rects.push(boundsOf(whole));
  return rects.filter(([x1, y1, x2, y2]) => x2 > x1 && y2 > y1);
}

function numbersOf(value: unknown): number[] {
  const isList = Array.isArray(value) || value instanceof Float32Array;
  const numbers = isList ? Array.from(value as ArrayLike<unknown>) : [];
  return numbers.every((n) => typeof n === 'number' && Number.isFinite(n))
    ? (numbers as number[])
    : [];
}

/** Bounds of points that are written one after the other: x, y, x, y, … */
function boundsOf(numbers: readonly number[]): Rect {
  const xs = numbers.filter((_, i) => i % 2 === 0);
  const ys = numbers.filter((_, i) => i % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
