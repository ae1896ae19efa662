import type { Glyph } from './types.ts';

/**
 * A visible glyph in the frame of its own direction: `left` and `right` run along the baseline,
 * `base` is the baseline's height. Points.
 */
export type Mark = {
  /** Index into the glyphs that the page was given as. */
  readonly glyph: number;
  /** What it reads as; never empty, never white space. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
  readonly rightToLeft: boolean;
  /** Glyph of the white space drawn right before it, or -1. */
  readonly space: number;
  /** The mark drawn right before it. */
  readonly before: Mark | undefined;
};

/** All marks of one direction. */
export type MarkGroup = {
  /** Radians, counter-clockwise. */
  readonly angle: number;
  readonly cos: number;
  readonly sin: number;
  readonly marks: Mark[];
};

/** Directions are told apart in steps of this many degrees. */
const angleStep = 5;
const spacingDiacritic = /^[\u00a8\u00af\u00b4\u00b8\u02c6-\u02dd`^~]$/u;
const rightToLeftLetter = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
/**
 * Ligatures of TeX's own encoding, which bitmap fonts keep without saying so. In fonts of
 * mathematics the same places are Greek letters, which stand alone.
 */
const texLigatures: Readonly<Record<string, string>> = {
  '\u000b': 'ff',
  '\u000c': 'fi',
  '\r': 'fl',
  '\u000e': 'ffi',
  '\u000f': 'ffl',
};

type Reading = { readonly text: string; readonly rightToLeft: boolean };

const readings = new Map<string, Reading>();

/** What a glyph reads as: NFKC, '' for white space and for what has no reading. */
function readingOf(unicode: string): Reading {
  let reading = readings.get(unicode);
  if (reading === undefined) {
    const text = normalise(unicode);
    reading = { text, rightToLeft: rightToLeftLetter.test(text) };
    if (readings.size < 20_000) readings.set(unicode, reading);
  }
  return reading;
}

function normalise(unicode: string): string {
  // NFKC would make a space and a combining mark of these.
  if (spacingDiacritic.test(unicode)) return unicode;
  return unicode
    .normalize('NFKC')
    .replace(/[\s\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu, '');
}

function ligatureOf(glyphs: readonly Glyph[], index: number): Reading | undefined {
  const glyph = glyphs[index]!;
  const text = texLigatures[glyph.unicode];
  if (!text || !(adjoins(glyphs[index - 1], glyph) || adjoins(glyph, glyphs[index + 1]))) return;
  return { text, rightToLeft: false };
}

/** Whether two glyphs of one font are parts of one word, one of them a small letter. */
function adjoins(a: Glyph | undefined, b: Glyph | undefined): boolean {
  if (!a || !b || a.fontName !== b.fontName) return false;
  const isNear = Math.hypot(b.x0 - a.x1, b.y0 - a.y1) < 0.1 * a.size;
  return isNear && (/^\p{Ll}/u.test(a.unicode) || /^\p{Ll}/u.test(b.unicode));
}

/** Whether a glyph stands for white space. */
function isSpace(unicode: string): boolean {
  return unicode !== '' && !(unicode in texLigatures) && /^\s+$/u.test(unicode);
}

/** The visible glyphs by direction, most frequent first, each in the order they are drawn. */
export function groupMarks(glyphs: readonly Glyph[]): MarkGroup[] {
  const groups = new Map<number, MarkGroup>();
  const drawn = new DrawnPlaces();
  let space = -1;
  let before: Mark | undefined;
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    const reading = ligatureOf(glyphs, i) ?? readingOf(glyph.unicode);
    if (reading.text === '') {
      if (isSpace(glyph.unicode)) space = i;
      continue;
    }
    if (drawn.has(glyph)) continue;
    const group = groupOf(groups, glyph);
    before = markOf(glyph, group, { ...reading, glyph: i, space, before });
    group.marks.push(before);
    space = -1;
  }
  return [...groups.values()].sort((a, b) => b.marks.length - a.marks.length);
}

function groupOf(groups: Map<number, MarkGroup>, glyph: Glyph): MarkGroup {
  const degrees = (Math.atan2(-glyph.upX, glyph.upY) * 180) / Math.PI;
  const key = ((Math.round(degrees / angleStep) * angleStep) % 360) + 0;
  let group = groups.get(key);
  if (!group) {
    const angle = (key * Math.PI) / 180;
    group = { angle, cos: cleanTrig(Math.cos(angle)), sin: cleanTrig(Math.sin(angle)), marks: [] };
    groups.set(key, group);
  }
  return group;
}

/** Keeps upright and quarter-turned text free of rounding. */
function cleanTrig(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : value;
}

function markOf(
  glyph: Glyph,
  { cos, sin }: MarkGroup,
  rest: Pick<Mark, 'glyph' | 'text' | 'space' | 'before' | 'rightToLeft'>,
): Mark {
  const start = glyph.x0 * cos + glyph.y0 * sin;
  const end = glyph.x1 * cos + glyph.y1 * sin;
  return {
    glyph: rest.glyph,
    text: rest.text,
    left: Math.min(start, end),
    right: Math.max(start, end),
    base: glyph.y0 * cos - glyph.x0 * sin,
    size: glyph.size,
    rightToLeft: rest.rightToLeft,
    space: rest.space,
    before: rest.before,
  };
}

/** Cells of the grid in which glyphs are looked up, points. */
const cellSize = 4;

/** Where which character was drawn: bold is often faked by drawing a text twice. */
class DrawnPlaces {
  readonly #cells = new Map<number, Glyph[]>();

  /** Whether the same glyph stands there already; remembers it otherwise. */
  has(glyph: Glyph): boolean {
    // Bounded, since a damaged page may hold glyphs of any size.
    const reach = Math.min(0.12 * glyph.size, 8);
    const lastX = cellOf(glyph.x0 + reach);
    const lastY = cellOf(glyph.y0 + reach);
    for (let x = cellOf(glyph.x0 - reach); x <= lastX; x++) {
      for (let y = cellOf(glyph.y0 - reach); y <= lastY; y++) {
        if (this.#holdsTwin(glyph, x * 65_536 + y, reach)) return true;
      }
    }
    const key = cellOf(glyph.x0) * 65_536 + cellOf(glyph.y0);
    const list = this.#cells.get(key);
    if (list) list.push(glyph);
    else this.#cells.set(key, [glyph]);
    return false;
  }

  #holdsTwin(glyph: Glyph, key: number, reach: number): boolean {
    const list = this.#cells.get(key);
    if (!list) return false;
    for (const other of list) if (isTwin(glyph, other, reach)) return true;
    return false;
  }
}

function cellOf(place: number): number {
  return Math.floor(place / cellSize);
}

function isTwin(a: Glyph, b: Glyph, reach: number): boolean {
  return (
    a.unicode === b.unicode &&
    Math.abs(a.x0 - b.x0) <= reach &&
    Math.abs(a.y0 - b.y0) <= reach &&
    Math.abs(a.x1 - b.x1) <= reach &&
    Math.abs(a.y1 - b.y1) <= reach
  );
}
