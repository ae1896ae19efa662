import { createStore } from 'zustand/vanilla';
import type {
  Annotation,
  MarkColour,
  MarkKind,
  MarkShape,
} from '../../../src-shared/contract/index.ts';
import type { Point } from '../../../src-shared/pdf/index.ts';
import type { ReaderEngine } from '../engine/index.ts';
import { outlineOfShape } from '../marks/outlines.ts';
import { movedShape, rectAround } from '../marks/shapes.ts';

/** What the pointer makes; the kinds of marks that lie on the page by their shape. */
export type ToolKind = Exclude<MarkKind, 'highlight' | 'underline' | 'strikeout'>;

/** What the tools ask and tell. */
export type ToolHost = {
  colour(): MarkColour;
  /** A shape was drawn on a page. */
  made(kind: ToolKind, page: number, shape: MarkShape): void;
  /** The selected mark, if it can be moved and lies at a place. */
  movable(page: number, point: Point): Annotation | undefined;
  moved(mark: Annotation, page: number, shape: MarkShape): void;
};

type Gesture = {
  readonly kind: ToolKind | 'move';
  readonly pointer: number;
  readonly page: number;
  readonly from: Point;
  readonly client: { readonly x: number; readonly y: number };
  readonly mark?: Annotation;
  to: Point;
  moved: boolean;
};

/** Less movement than this is a click, CSS pixels. */
const CLICK_SLOP = 3;
/** An area that is smaller than this was not meant, points. */
const LEAST_AREA = 4;
/** Strokes with less time between them are one drawing, milliseconds. */
const STROKE_PAUSE_MS = 900;
/** Points of a stroke that lie nearer to each other than this are one, points. */
const LEAST_STEP = 0.3;
const PEN_WIDTH = 2;
/** Far below what an anchor may hold. */
const MOST_NUMBERS = 19_000;
const MOST_STROKES = 500;
const SVG = 'http://www.w3.org/2000/svg';

/** Draws areas, sticky notes and ink with the pointer, and moves what is selected of them. */
export class ToolController {
  readonly state = createStore<{ readonly tool: ToolKind | null }>(() => ({ tool: null }));
  readonly #engine: ReaderEngine;
  readonly #host: ToolHost;
  readonly #stop = new AbortController();
  readonly #draft = document.createElementNS(SVG, 'path');
  #gesture: Gesture | null = null;
  #strokes: { readonly page: number; readonly paths: number[][] } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: ReaderEngine, host: ToolHost) {
    this.#engine = engine;
    this.#host = host;
    const { scroller } = engine;
    const early = { signal: this.#stop.signal, capture: true };
    scroller.addEventListener('pointerdown', (event) => this.#pressed(event), early);
    // What a tool takes is no selection of words.
    for (const type of ['mousedown', 'mousemove'] as const) {
      scroller.addEventListener(type, (event) => this.#keepFromWords(event), early);
    }
    window.addEventListener('pointermove', (event) => this.#dragged(event), early);
    window.addEventListener('pointerup', (event) => this.#released(event), early);
    window.addEventListener('pointercancel', () => this.#endGesture(), early);
    window.addEventListener('pagehide', () => this.flush(), { signal: this.#stop.signal });
  }

  get tool(): ToolKind | null {
    return this.state.getState().tool;
  }

  /** Takes a tool, or with null none; what was drawn so far becomes a mark. */
  use(tool: ToolKind | null): void {
    this.flush();
    this.#endGesture();
    this.state.setState({ tool });
    const { style } = this.#engine.scroller;
    style.cursor = tool === null ? '' : 'crosshair';
    style.touchAction = tool === null ? '' : 'none';
  }

  /** Makes a mark of the strokes that still wait for others. */
  flush(): void {
    clearTimeout(this.#timer);
    const strokes = this.#strokes;
    this.#strokes = null;
    const paths = strokes?.paths.filter((path) => path.length >= 2) ?? [];
    if (!strokes || paths.length === 0) return;
    this.#draft.remove();
    this.#host.made('ink', strokes.page, { type: 'ink', paths, width: PEN_WIDTH });
  }

  destroy(): void {
    this.flush();
    this.#stop.abort();
    this.#draft.remove();
  }

  #keepFromWords(event: MouseEvent): void {
    if ((this.tool === null && !this.#gesture) || this.#isOutside(event)) return;
    event.stopPropagation();
    if (event.type === 'mousedown') {
      event.preventDefault();
      this.#engine.scroller.focus({ preventScroll: true });
    }
  }

  /** Whether a press is meant for the scrollbar. */
  #isOutside({ target, offsetX, offsetY }: MouseEvent): boolean {
    const { scroller } = this.#engine;
    return (
      target === scroller && (offsetX >= scroller.clientWidth || offsetY >= scroller.clientHeight)
    );
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary || this.#isOutside(event)) return;
    const at = this.#engine.pointAt(event.clientX, event.clientY);
    if (!at) return;
    const mark = this.tool === null ? this.#host.movable(at.page, at.point) : undefined;
    const kind = this.tool ?? (mark ? 'move' : null);
    if (kind === null) return;
    this.#gesture = {
      ...{ kind, mark, pointer: event.pointerId, page: at.page, from: at.point, to: at.point },
      ...{ client: { x: event.clientX, y: event.clientY }, moved: false },
    };
    if (kind === 'ink') this.#startStroke(at.page, at.point);
  }

  #dragged(event: PointerEvent): void {
    const gesture = this.#gesture;
    if (!gesture || gesture.pointer !== event.pointerId) return;
    const { x, y } = gesture.client;
    gesture.moved ||= Math.hypot(event.clientX - x, event.clientY - y) >= CLICK_SLOP;
    // One event may stand for many moves of a pen.
    const moves = gesture.kind === 'ink' ? event.getCoalescedEvents() : [];
    for (const move of moves.length > 0 ? moves : [event]) {
      const at = this.#engine.pointAt(move.clientX, move.clientY);
      if (at?.page !== gesture.page) continue;
      gesture.to = at.point;
      if (gesture.kind === 'ink') this.#extendStroke(at.point);
    }
    this.#showDraft(gesture);
  }

  #released(event: PointerEvent): void {
    const gesture = this.#gesture;
    if (!gesture || gesture.pointer !== event.pointerId) return;
    if (gesture.kind === 'ink') {
      this.#showDraft(gesture);
      this.#timer = setTimeout(() => this.flush(), STROKE_PAUSE_MS);
      this.#gesture = null;
      return;
    }
    const shape = this.#shapeOf(gesture);
    this.#endGesture();
    if (!shape) return;
    if (gesture.kind === 'move') {
      if (gesture.mark) this.#host.moved(gesture.mark, gesture.page, shape);
      return;
    }
    this.use(null);
    this.#host.made(gesture.kind, gesture.page, shape);
  }

  #shapeOf({ kind, mark, from, to, moved }: Gesture): MarkShape | undefined {
    if (kind === 'note') return { type: 'point', at: [to.x, to.y] };
    if (kind === 'ink') {
      return this.#strokes
        ? { type: 'ink', paths: this.#strokes.paths, width: PEN_WIDTH }
        : undefined;
    }
    if (!moved) return undefined;
    const { shape } = mark?.anchor ?? {};
    if (kind === 'move') return shape && movedShape(shape, { x: to.x - from.x, y: to.y - from.y });
    const rect = rectAround([from, to]);
    const isMeant = Math.min(rect[2] - rect[0], rect[3] - rect[1]) >= LEAST_AREA;
    return isMeant ? { type: 'rect', rect } : undefined;
  }

  #startStroke(page: number, { x, y }: Point): void {
    clearTimeout(this.#timer);
    const isFull = this.#strokes && this.#strokes.paths.length >= MOST_STROKES;
    if (this.#strokes && (this.#strokes.page !== page || isFull)) this.flush();
    this.#strokes ??= { page, paths: [] };
    this.#strokes.paths.push([x, y]);
  }

  #extendStroke({ x, y }: Point): void {
    const path = this.#strokes?.paths.at(-1);
    if (!path || path.length > MOST_NUMBERS) return;
    if (Math.hypot(x - path.at(-2)!, y - path.at(-1)!) >= LEAST_STEP) path.push(x, y);
  }

  #showDraft(gesture: Gesture): void {
    const view = this.#engine.mounted.find(({ index }) => index === gesture.page);
    const shape = this.#shapeOf(gesture);
    if (!view || !shape) return;
    const colour = gesture.mark?.colour ?? this.#host.colour();
    const kind = gesture.mark?.kind ?? gesture.kind;
    this.#draft.setAttribute(
      'class',
      `offprint-mark offprint-mark-${colour} offprint-mark-${kind}`,
    );
    this.#draft.setAttribute('d', outlineOfShape(shape));
    if (shape.type === 'ink') this.#draft.setAttribute('stroke-width', String(shape.width));
    if (this.#draft.parentNode !== view.selection) view.selection.append(this.#draft);
  }

  #endGesture(): void {
    this.#gesture = null;
    if (!this.#strokes) this.#draft.remove();
  }
}
