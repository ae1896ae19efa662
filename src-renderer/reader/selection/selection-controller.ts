import {
  type CaretUnit,
  isOnText,
  offsetAt,
  type PageOf,
  type Point,
  rangeText,
  type TextPoint,
} from '../../../src-shared/pdf/index.ts';
import { isMac } from '../../app/platform.ts';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import {
  caretAt,
  dragTo,
  isCaret,
  moveFocus,
  pressAt,
  type Selection,
  selectedRange,
  unitOfClicks,
} from './selection.ts';
import { caretLine, paintSelection } from './selection-paint.ts';

/** What the controller asks and tells. */
export type SelectionHost = {
  /** The selection changed; `settled` is false while the pointer drags. */
  changed(selection: Selection | null, settled: boolean): void;
  /** A click that selected nothing, at a place in user space; `isMod` with Ctrl or Cmd held. */
  clicked(page: number, point: Point, isMod: boolean): void;
  /** Whether something that can be clicked lies at a place. */
  clickable(page: number, point: Point): boolean;
};

/** Points around a line within which the pointer shows a text cursor. */
const TEXT_TOLERANCE = 2;
/** CSS pixels at the window's edge in which dragging scrolls, and how far in a frame. */
const SCROLL_EDGE = 24;
const SCROLL_STEP = 18;
/** Less movement than this is a click, CSS pixels. */
const CLICK_SLOP = 3;

/** Selecting by mouse and keys, on the text model of the pages. */
export class SelectionController {
  readonly #engine: ReaderEngine;
  readonly #host: SelectionHost;
  readonly #stop = new AbortController();
  readonly #pageOf: PageOf;
  #selection: Selection | null = null;
  #caretMode = false;
  #press: { x: number; y: number; moved: boolean } | null = null;
  #pointer = { x: 0, y: 0 };
  #frame = 0;

  constructor(engine: ReaderEngine, host: SelectionHost) {
    this.#engine = engine;
    this.#host = host;
    this.#pageOf = (page) => engine.peekText(page);
    const { signal } = this.#stop;
    const { scroller } = engine;
    scroller.addEventListener('mousedown', (event) => void this.#pressed(event), { signal });
    scroller.addEventListener('mousemove', (event) => this.#hover(event), { signal });
    window.addEventListener('mousemove', (event) => this.#dragged(event), { signal });
    window.addEventListener('mouseup', (event) => this.#released(event), { signal });
  }

  get selection(): Selection | null {
    return this.#selection;
  }

  /** Whether the arrow keys move a caret. */
  get caretMode(): boolean {
    return this.#caretMode;
  }

  /** Whether words are selected. */
  get hasText(): boolean {
    return this.#selection !== null && !isCaret(this.#selection);
  }

  /** The selected text as it is copied. */
  get text(): string {
    return this.#selection ? rangeText(this.#pageOf, selectedRange(this.#selection)) : '';
  }

  /** Draws the selection on a page that came into sight or whose text became known. */
  paint(view: PageView): void {
    paintSelection(this.#engine, view, this.#selection, this.#caretMode);
  }

  clear(): void {
    this.#set(this.#caretMode && this.#selection ? caretAt(this.#selection.focus) : null, true);
  }

  /** Lets the arrow keys move a caret, which starts at the first word in sight, or no longer. */
  async setCaretMode(on: boolean): Promise<void> {
    this.#caretMode = on;
    if (on && !this.#selection) await this.#startInSight();
    else if (!on && this.#selection && isCaret(this.#selection)) this.#set(null, true);
    else this.#repaint();
  }

  /** A key moves the caret, or with `extend` the selection's end; it starts in sight. */
  async move(unit: CaretUnit, direction: 1 | -1, extend: boolean): Promise<void> {
    if (!this.#selection) {
      await this.#startInSight();
      if (!extend) return;
    }
    const from = this.#selection;
    const view = this.#engine.view;
    if (!from || !view) return;
    const next = from.focus.page + direction;
    await this.#read(from.focus.page, from.focus.page);
    if (next >= 0 && next < view.pages) await this.#read(next, next);
    if (this.#stop.signal.aborted || !this.#selection) return;
    const move = { unit, direction, extend };
    this.#set(moveFocus(this.#pageOf, view.pages, this.#selection, move), true);
    this.#revealFocus();
  }

  /** Makes every page of the selection known, so that an anchor can be made of it. */
  async ready(): Promise<void> {
    if (!this.#selection) return;
    const { start, end } = selectedRange(this.#selection);
    await this.#read(start.page, end.page);
  }

  /** Whether every page of the selection is known now. */
  get isReady(): boolean {
    if (!this.#selection) return true;
    const { start, end } = selectedRange(this.#selection);
    for (let page = start.page; page <= end.page; page++) if (!this.#pageOf(page)) return false;
    return true;
  }

  get pageOf(): PageOf {
    return this.#pageOf;
  }

  destroy(): void {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
  }

  async #pressed(event: MouseEvent): Promise<void> {
    const { scroller } = this.#engine;
    const inScrollbar =
      event.offsetX >= scroller.clientWidth || event.offsetY >= scroller.clientHeight;
    if (event.button !== 0 || (event.target === scroller && inScrollbar)) return;
    event.preventDefault();
    scroller.focus({ preventScroll: true });
    const press = { x: event.clientX, y: event.clientY, moved: false };
    this.#press = press;
    this.#pointer = { x: event.clientX, y: event.clientY };
    const { shiftKey, detail } = event;
    const point = await this.#textPointAt(event.clientX, event.clientY);
    if (!point || this.#stop.signal.aborted) return;
    const before = this.#selection;
    const settled = this.#press !== press;
    if (shiftKey && before) this.#set(dragTo(this.#pageOf, before, point), settled);
    else this.#set(pressAt(this.#pageOf, point, unitOfClicks(detail)), settled);
    if (this.#press === press && press.moved) void this.#extendToPointer();
  }

  #dragged(event: MouseEvent): void {
    const press = this.#press;
    if (!press) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    if (!press.moved && Math.hypot(event.clientX - press.x, event.clientY - press.y) < CLICK_SLOP) {
      return;
    }
    press.moved = true;
    if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#dragFrame());
  }

  #dragFrame(): void {
    this.#frame = 0;
    if (!this.#press) return;
    void this.#extendToPointer();
    const area = this.#engine.scroller.getBoundingClientRect();
    const { y } = this.#pointer;
    const step =
      y > area.bottom - SCROLL_EDGE ? SCROLL_STEP : y < area.top + SCROLL_EDGE ? -SCROLL_STEP : 0;
    if (step === 0) return;
    this.#engine.scrollBy(0, step);
    this.#frame = requestAnimationFrame(() => this.#dragFrame());
  }

  async #extendToPointer(): Promise<void> {
    const press = this.#press;
    const known = this.#knownPointAt(this.#pointer.x, this.#pointer.y);
    const point = known ?? (await this.#textPointAt(this.#pointer.x, this.#pointer.y));
    if (!point || !this.#selection || this.#press !== press || !press) return;
    this.#set(dragTo(this.#pageOf, this.#selection, point), false);
  }

  #released(event: MouseEvent): void {
    const press = this.#press;
    if (!press || event.button !== 0) return;
    this.#press = null;
    if (press.moved) {
      const point = this.#knownPointAt(event.clientX, event.clientY);
      if (point && this.#selection) this.#set(dragTo(this.#pageOf, this.#selection, point), true);
      else this.#set(this.#selection, true);
      return;
    }
    if (event.detail === 1 && !event.shiftKey) this.#click(event);
    else this.#set(this.#selection, true);
  }

  #click(event: MouseEvent): void {
    const at = this.#engine.pointAt(event.clientX, event.clientY);
    if (at) this.#host.clicked(at.page, at.point, isMac ? event.metaKey : event.ctrlKey);
    // A click leaves a caret behind: the place that Shift+click and Shift+arrows go on from.
    this.#set(this.#selection, true);
  }

  #hover(event: MouseEvent): void {
    if (this.#press) return;
    const at = this.#engine.pointAt(event.clientX, event.clientY);
    const page = at && this.#pageOf(at.page);
    let cursor = 'default';
    if (at && this.#host.clickable(at.page, at.point)) cursor = 'pointer';
    else if (at && page && isOnText(page, at.point, TEXT_TOLERANCE)) cursor = 'text';
    const { style } = this.#engine.scroller;
    if (style.cursor !== cursor) style.cursor = cursor;
  }

  #knownPointAt(clientX: number, clientY: number): TextPoint | null {
    const at = this.#engine.pointAt(clientX, clientY);
    const page = at && this.#pageOf(at.page);
    return at && page ? { page: at.page, offset: offsetAt(page, at.point) } : null;
  }

  async #textPointAt(clientX: number, clientY: number): Promise<TextPoint | null> {
    const known = this.#knownPointAt(clientX, clientY);
    if (known) return known;
    const at = this.#engine.pointAt(clientX, clientY);
    const page = at && (await this.#engine.pageText(at.page).catch(() => null));
    return at && page ? { page: at.page, offset: offsetAt(page, at.point) } : null;
  }

  async #startInSight(): Promise<void> {
    const area = this.#engine.scroller.getBoundingClientRect();
    const at = this.#engine.pointAt(area.left + 1, area.top + 1);
    const page = at && (await this.#engine.pageText(at.page).catch(() => null));
    if (!at || !page || this.#stop.signal.aborted) return;
    const line = page.lines.find(({ box }) => {
      const shown = this.#engine.clientBox(at.page, box);
      return shown.top >= area.top && shown.top + shown.height <= area.bottom;
    });
    this.#set(caretAt({ page: at.page, offset: line?.start ?? 0 }), true);
  }

  #revealFocus(): void {
    const focus = this.#selection?.focus;
    const page = focus && this.#pageOf(focus.page);
    const line = focus && page && caretLine(page, focus.offset);
    if (!line) return;
    const [x1, y1, x2, y2] = line;
    this.#engine.reveal(focus.page, [
      Math.min(x1, x2),
      Math.min(y1, y2),
      Math.max(x1, x2),
      Math.max(y1, y2),
    ]);
  }

  async #read(from: number, to: number): Promise<void> {
    for (let page = from; page <= to; page++) {
      if (!this.#pageOf(page)) await this.#engine.pageText(page).catch(() => null);
    }
  }

  #set(selection: Selection | null, settled: boolean): void {
    this.#selection = selection;
    this.#keepTexts();
    this.#repaint();
    this.#host.changed(selection, settled);
  }

  #keepTexts(): void {
    if (!this.#selection) {
      this.#engine.keepTexts([]);
      return;
    }
    const { start, end } = selectedRange(this.#selection);
    const pages = Array.from({ length: end.page - start.page + 3 }, (_, i) => start.page - 1 + i);
    this.#engine.keepTexts(pages);
    if (this.isReady) return;
    // Pages that were dragged over before their text was read are painted when it is.
    void this.ready().then(() => this.#repaint());
  }

  #repaint(): void {
    for (const view of this.#engine.mounted) this.paint(view);
  }
}
