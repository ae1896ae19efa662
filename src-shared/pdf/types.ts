/**
 * The vocabulary of the text model. Everything is in PDF user space unless a name says otherwise:
 * points (1/72 inch), origin at the bottom left of the page's boxes, y upwards.
 */

/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A point, in the space that its user names. */
export type Point = { readonly x: number; readonly y: number };

/** `[x1, y1, x2, y2]`, lower left and upper right corner, points. */
export type Rect = readonly [number, number, number, number];

/**
 * One QuadPoints entry: top left, top right, bottom left, bottom right of a line of text as it is
 * read (the order that every reader writes, although ISO 32000 says counter-clockwise). Points.
 */
export type Quad = readonly [number, number, number, number, number, number, number, number];

/** One glyph as the page shows it. */
export type Glyph = {
  /** Unicode text: several characters for a ligature, '' where the font does not tell. */
  readonly unicode: string;
  /** Start and end of the glyph's advance on the baseline, points. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** The direction "up" of the text times the font size, points. */
  readonly upX: number;
  readonly upY: number;
  /** Share of the font size above (positive) and below (negative) the baseline. */
  readonly ascent: number;
  readonly descent: number;
  /** Font size after all matrices, points. */
  readonly size: number;
  readonly fontName: string;
};

/** A run of glyphs on one baseline within one column. */
export type TextLine = {
  /** Offsets into the page's reading text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Bounding box, points. */
  readonly box: Rect;
  /** Angle of the baseline in radians, counter-clockwise; 0 for upright text. */
  readonly angle: number;
  /** Column and paragraph that it belongs to, counted in reading order from 0. */
  readonly column: number;
  readonly paragraph: number;
};

/**
 * The readable text of one page: NFKC, ligatures spelled out, line-end hyphens joined, one space
 * or line break between words, in reading order (columns one after another).
 */
export type PageText = {
  /** Counted from 0. */
  readonly pageIndex: number;
  readonly text: string;
  /** Glyphs in reading order. */
  readonly glyphs: readonly Glyph[];
  /** For each UTF-16 unit of `text`: index into `glyphs`, or -1 for white space that was inserted. */
  readonly glyphAt: Int32Array;
  /** For each glyph: its first offset in `text`, or -1 where it has none (a joined hyphen). */
  readonly offsetOf: Int32Array;
  readonly lines: readonly TextLine[];
};

/** A place between two characters of the document: page from 0, offset into that page's text. */
export type TextPoint = { readonly page: number; readonly offset: number };

/** A stretch of the document's text; `start` never lies behind `end`. */
export type TextRange = { readonly start: TextPoint; readonly end: TextPoint };

/**
 * Where the marked words of one page are (W3C TextQuoteSelector, TextPositionSelector and geometry
 * together). `start` is a hint over our own text model, never an index into pdf.js's text layer.
 */
export type PageAnchor = {
  readonly page: number;
  readonly start: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly quads: readonly Quad[];
};

/** A text mark's anchor: one entry per page that the selection touches. */
export type TextAnchor = { readonly pages: readonly PageAnchor[] };

/** How an anchor was found again in a page's text. */
export type ResolvedAnchor = {
  readonly start: number;
  readonly end: number;
  readonly how: 'position' | 'quote';
  /** 0 to 1. */
  readonly confidence: number;
};
