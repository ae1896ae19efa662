import { type FontMetrics, type OpsTable, TextWalker } from './text-walker.ts';
import { sizeByWidth } from './type3.ts';
import type { Glyph, Rect } from './types.ts';

export type { OpsTable } from './text-walker.ts';

/** The part of pdf.js's font object that places text. */
export type FontLike = {
  readonly fontMatrix?: ArrayLike<number> | null;
  readonly vertical?: boolean;
  readonly isType3Font?: boolean;
};

/** Shares of the font size above and below the baseline, by font name. */
export type FontStyles = Readonly<Record<string, { ascent?: number; descent?: number }>>;

/** pdf.js's operator list. */
export type OperatorListLike = {
  readonly fnArray: ArrayLike<number>;
  readonly argsArray: ArrayLike<unknown>;
};

/** The part of pdf.js's `PDFPageProxy` that `readPageGlyphs` needs. */
export type PdfPageLike = {
  readonly view: readonly number[];
  readonly rotate: number;
  readonly commonObjs: {
    get(name: string, resolved: (font: unknown) => void): unknown;
    has(name: string): boolean;
  };
  readonly objs?: unknown;
  getOperatorList(options?: {
    intent?: string;
    annotationMode?: number;
  }): Promise<OperatorListLike>;
  getTextContent(options?: { disableNormalization?: boolean }): Promise<{ styles: FontStyles }>;
};

/**
 * The glyphs of an operator list in the order in which the page draws them, in user space.
 * `fontOf` gives pdf.js's font object for the name in the list (undefined: its text is left out).
 */
export function glyphsFromOperators(input: {
  operators: OperatorListLike;
  ops: OpsTable;
  fontOf: (name: string) => FontLike | undefined;
  styles: FontStyles;
}): Glyph[] {
  const { operators, ops, fontOf, styles } = input;
  const known = new Map<string, FontMetrics | undefined>();
  const walker = new TextWalker((name) => {
    if (!known.has(name)) known.set(name, metricsOf(fontOf(name), styles[name]));
    return known.get(name);
  });
  const handlers = walker.handlers(ops);
  for (let i = 0; i < operators.fnArray.length; i++) {
    handlers.get(operators.fnArray[i]!)?.((operators.argsArray[i] as ArrayLike<unknown>) ?? []);
  }
  const bitmaps = [...known.keys()].filter((name) => hasOwnScale(fontOf(name)));
  return bitmaps.length > 0 ? sizeByWidth(walker.glyphs, new Set(bitmaps)) : walker.glyphs;
}

/** Whether a font's size does not tell how large its letters are, as in bitmap fonts of dvips. */
function hasOwnScale(font: FontLike | undefined): boolean {
  const unit = Math.abs(font?.fontMatrix?.[0] ?? 0.001);
  return !!font?.isType3Font && !font.vertical && (unit < 0.0005 || unit > 0.002);
}

function metricsOf(font: FontLike | undefined, style: FontStyles[string] | undefined) {
  if (!font) return undefined;
  const unit = font.fontMatrix?.[0] || 0.001;
  if (font.vertical) return { vertical: true, unit, em: 1, ascent: 0.5, descent: -0.5 };
  if (!font.isType3Font) return { vertical: false, unit, em: 1, ...extent(style) };
  const em = Math.sign(font.fontMatrix?.[3] ?? 1) || 1;
  return { vertical: false, unit, em, ascent: 0.75, descent: -0.25 };
}

/** Fonts lie about their height (0, or that of their tallest symbol); letters keep to these bounds. */
function extent(style: FontStyles[string] | undefined): { ascent: number; descent: number } {
  const ascent = within(style?.ascent || 0.8, 0.7, 1);
  return { ascent, descent: within(style?.descent || ascent - 1, -0.3, -0.15) };
}

function within(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : low;
}

/** pdf.js's `AnnotationMode.DISABLE`: what annotations show is not the page's text. */
const withoutAnnotations = 0;

/**
 * The glyphs of a page as pdf.js's core knows it, in browser and Node alike; those outside the
 * page's box are left out. Asking for operators makes pdf.js decode the page's images too, unless
 * the document was opened with a small `maxImageSize` (extraction should; a reader cannot), and
 * keeps them until `page.cleanup()`.
 * Rejects as pdf.js does when the page cannot be read or the document is closed.
 */
export async function readPageGlyphs(page: PdfPageLike, ops: OpsTable): Promise<Glyph[]> {
  const [operators, { styles }] = await Promise.all([
    page.getOperatorList({ intent: 'display', annotationMode: withoutAnnotations }),
    page.getTextContent({ disableNormalization: true }),
  ]);
  const fonts = await loadFonts(page, fontNames(operators, ops));
  const glyphs = glyphsFromOperators({ operators, ops, styles, fontOf: (name) => fonts.get(name) });
  return glyphs.filter((glyph) => isInside(glyph, page.view as unknown as Rect));
}

function fontNames(operators: OperatorListLike, ops: OpsTable): Set<string> {
  const names = new Set<string>();
  for (let i = 0; i < operators.fnArray.length; i++) {
    const args = operators.argsArray[i] as ArrayLike<unknown>;
    if (operators.fnArray[i] === ops.setFont) names.add(String(args[0]));
    if (operators.fnArray[i] === ops.setGState && Array.isArray(args[0])) {
      for (const [key, value] of args[0]) if (key === 'Font') names.add(String(value[0]));
    }
  }
  return names;
}

/** A font is there only after the browser has loaded its face, which may be after the list is. */
async function loadFonts(page: PdfPageLike, names: Set<string>): Promise<Map<string, FontLike>> {
  const fonts = new Map<string, FontLike>();
  const load = async (name: string) => {
    const font = await new Promise<unknown>((resolve) => page.commonObjs.get(name, resolve));
    if (typeof font === 'object' && font !== null) fonts.set(name, font as FontLike);
  };
  await Promise.all([...names].map(load));
  return fonts;
}

function isInside(glyph: Glyph, view: Rect): boolean {
  const { size } = glyph;
  return (
    Math.max(glyph.x0, glyph.x1) >= view[0] - size / 2 &&
    Math.min(glyph.x0, glyph.x1) <= view[2] + size / 2 &&
    Math.max(glyph.y0, glyph.y1) >= view[1] - size &&
    Math.min(glyph.y0, glyph.y1) <= view[3] + size
  );
}
