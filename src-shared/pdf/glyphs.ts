import { identity, multiply } from './geometry.ts';
import { sizeByWidth } from './type3.ts';
import type { Glyph, Matrix, Rect } from './types.ts';

/** The part of pdf.js's `OPS` that places text. */
export type OpsTable = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'setGState'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'beginAnnotation'
    | 'endAnnotation'
    | 'beginText'
    | 'setTextMatrix'
    | 'setFont'
    | 'setCharSpacing'
    | 'setWordSpacing'
    | 'setHScale'
    | 'setLeading'
    | 'setTextRise'
    | 'moveText'
    | 'setLeadingMoveText'
    | 'nextLine'
    | 'showText',
    number
  >
>;

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

/** One entry of a shown text: a glyph, or a move in thousandths of the font size. */
type Shown =
  | number
  | {
      readonly unicode?: string;
      readonly width?: number;
      readonly vmetric?: ArrayLike<number>;
      readonly isSpace?: boolean;
    };

type State = {
  ctm: Matrix;
  tm: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
  fontName: string;
  fontSize: number;
  /** -1 for a negative font size. */
  direction: 1 | -1;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  leading: number;
  rise: number;
};

/** How a font's glyphs stand on their baseline, in the units of the text. */
type FontMetrics = {
  readonly vertical: boolean;
  /** Glyph units to text units at font size 1. */
  readonly unit: number;
  /** The height that counts as the font size, at font size 1, negative if it hangs down. */
  readonly em: number;
  readonly ascent: number;
  readonly descent: number;
};

const initial: State = {
  ctm: identity,
  tm: identity,
  x: 0,
  y: 0,
  lineX: 0,
  lineY: 0,
  fontName: '',
  fontSize: 0,
  direction: 1,
  charSpacing: 0,
  wordSpacing: 0,
  hScale: 1,
  leading: 0,
  rise: 0,
};

type Handler = (args: ArrayLike<unknown>) => void;

/** Walks an operator list as pdf.js's canvas does, but writes down glyphs instead of drawing them. */
class TextWalker {
  readonly glyphs: Glyph[] = [];
  #state: State = { ...initial };
  readonly #stack: State[] = [];
  /** Above 0 inside the appearance of an annotation, which is not the page's own text. */
  #annotations = 0;
  readonly #metricsOf: (name: string) => FontMetrics | undefined;

  constructor(metricsOf: (name: string) => FontMetrics | undefined) {
    this.#metricsOf = metricsOf;
  }

  handlers(ops: OpsTable): Map<number, Handler> {
    return new Map<number, Handler>([
      [ops.save, () => this.#save()],
      [ops.restore, () => this.#restore()],
      [ops.transform, (a) => this.#transform(a)],
      [ops.setGState, (a) => this.#setGState(a[0])],
      [ops.paintFormXObjectBegin, (a) => this.#beginForm(a[0])],
      [ops.paintFormXObjectEnd, () => this.#restore()],
      [ops.beginAnnotation, () => this.#beginAnnotation()],
      [ops.endAnnotation, () => this.#endAnnotation()],
      ...this.#textHandlers(ops),
    ]);
  }

  #textHandlers(ops: OpsTable): [number, Handler][] {
    return [
      [ops.beginText, () => this.#setTextMatrix(identity)],
      [ops.setTextMatrix, (a) => this.#setTextMatrix(matrixOf(a.length === 6 ? a : a[0]))],
      [ops.setFont, (a) => this.#setFont(a[0], a[1])],
      [ops.setCharSpacing, (a) => this.#set('charSpacing', numberOf(a[0]))],
      [ops.setWordSpacing, (a) => this.#set('wordSpacing', numberOf(a[0]))],
      [ops.setHScale, (a) => this.#set('hScale', numberOf(a[0]) / 100)],
      [ops.setLeading, (a) => this.#set('leading', -numberOf(a[0]))],
      [ops.setTextRise, (a) => this.#set('rise', numberOf(a[0]))],
      [ops.moveText, (a) => this.#move(numberOf(a[0]), numberOf(a[1]))],
      [ops.setLeadingMoveText, (a) => this.#moveWithLeading(numberOf(a[0]), numberOf(a[1]))],
      [ops.nextLine, () => this.#move(0, this.#state.leading)],
      [ops.showText, (a) => this.#show(a[0])],
    ];
  }

  #save(): void {
    this.#stack.push({ ...this.#state });
  }

  #restore(): void {
    const state = this.#stack.pop();
    if (state) this.#state = state;
  }

  #transform(matrix: unknown): void {
    this.#state.ctm = multiply(this.#state.ctm, matrixOf(matrix));
  }

  #beginForm(matrix: unknown): void {
    this.#save();
    if (matrix) this.#transform(matrix);
  }

  #beginAnnotation(): void {
    this.#annotations++;
  }

  #endAnnotation(): void {
    this.#annotations = Math.max(0, this.#annotations - 1);
  }

  #setGState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const [key, value] of entries) {
      if (key === 'Font' && Array.isArray(value)) this.#setFont(value[0], value[1]);
    }
  }

  #setFont(name: unknown, size: unknown): void {
    this.#state.fontName = String(name);
    this.#state.fontSize = Math.abs(numberOf(size));
    this.#state.direction = numberOf(size) < 0 ? -1 : 1;
  }

  #set(key: 'charSpacing' | 'wordSpacing' | 'hScale' | 'leading' | 'rise', value: number): void {
    this.#state[key] = value;
  }

  #setTextMatrix(matrix: Matrix): void {
    Object.assign(this.#state, { tm: matrix, x: 0, y: 0, lineX: 0, lineY: 0 });
  }

  #move(x: number, y: number): void {
    const state = this.#state;
    state.x = state.lineX += x;
    state.y = state.lineY += y;
  }

  #moveWithLeading(x: number, y: number): void {
    this.#state.leading = y;
    this.#move(x, y);
  }

  #show(shown: unknown): void {
    const metrics = this.#metricsOf(this.#state.fontName);
    if (!metrics || !this.#state.fontSize || !Array.isArray(shown)) return;
    if (metrics.vertical) this.#showDown(shown, metrics);
    else this.#showAlong(shown, metrics);
  }

  #showAlong(shown: readonly Shown[], metrics: FontMetrics): void {
    const s = this.#state;
    const unit = s.fontSize * metrics.unit;
    const along = s.hScale * s.direction;
    const matrix = multiply(s.ctm, s.tm);
    const up = s.fontSize * metrics.em * s.direction;
    let at = 0;
    for (const item of shown) {
      if (typeof item === 'number') {
        at -= (item * s.fontSize) / 1000;
        continue;
      }
      const width = (item.width ?? 0) * unit;
      const x = s.x + at * along;
      this.#put(item, metrics, matrix, [x, s.y + s.rise, width * along, 0, 0, up]);
      at += width + this.#spacing(item) * s.direction;
    }
    s.x += at * along;
  }

  #showDown(shown: readonly Shown[], metrics: FontMetrics): void {
    const s = this.#state;
    const unit = s.fontSize * metrics.unit;
    const matrix = multiply(s.ctm, s.tm);
    const up = s.fontSize * metrics.em * s.hScale;
    let at = 0;
    for (const item of shown) {
      if (typeof item === 'number') {
        at += (item * s.fontSize) / 1000;
        continue;
      }
      const height = -(item.vmetric?.[0] ?? -1000) * unit;
      this.#put(item, metrics, matrix, [s.x, s.y + s.rise - at, 0, -height, up, 0]);
      at += height - this.#spacing(item) * s.direction;
    }
    s.y -= at;
  }

  #spacing(item: Exclude<Shown, number>): number {
    return (item.isSpace ? this.#state.wordSpacing : 0) + this.#state.charSpacing;
  }

  /** `place`: start x and y, advance x and y, up x and y, all in text space. */
  #put(item: Exclude<Shown, number>, metrics: FontMetrics, m: Matrix, place: Matrix): void {
    if (this.#annotations > 0) return;
    const [x, y, dx, dy, ux, uy] = place;
    const x0 = m[0] * x + m[2] * y + m[4];
    const y0 = m[1] * x + m[3] * y + m[5];
    const upX = m[0] * ux + m[2] * uy;
    const upY = m[1] * ux + m[3] * uy;
    const size = Math.hypot(upX, upY);
    if (!(size > 0) || !Number.isFinite(x0 + y0 + size)) return;
    this.glyphs.push({
      unicode: item.unicode ?? '',
      x0,
      y0,
      x1: x0 + m[0] * dx + m[2] * dy,
      y1: y0 + m[1] * dx + m[3] * dy,
      upX,
      upY,
      ascent: metrics.ascent,
      descent: metrics.descent,
      size,
      fontName: this.#state.fontName,
    });
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function matrixOf(value: unknown): Matrix {
  const m = value as ArrayLike<number> | null | undefined;
  if (!m || m.length < 6) return identity;
  return [m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!];
}

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
