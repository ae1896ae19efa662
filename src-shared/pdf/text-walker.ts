import { identity, multiply } from './geometry.ts';
import type { Glyph, Matrix } from './types.ts';

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
export type FontMetrics = {
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
export class TextWalker {
  /** What was found so far, in user space. */
  readonly glyphs: Glyph[] = [];
  #state: State = { ...initial };
  readonly #stack: State[] = [];
  /** Above 0 inside the appearance of an annotation, which is not the page's own text. */
  #annotations = 0;
  readonly #metricsOf: (name: string) => FontMetrics | undefined;

  constructor(metricsOf: (name: string) => FontMetrics | undefined) {
    this.#metricsOf = metricsOf;
  }

  /** What to do for each operator that places text; the arguments are those of the list. */
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
