import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import {
  applyMatrix,
  invert,
  type PageText,
  type Point,
  type Rect,
} from '../../../src-shared/pdf/index.ts';
import './engine.css';
import { DetailPainter } from './detail.ts';
import {
  type Box,
  currentPage,
  type Layout,
  layoutPages,
  PAGE_GAP,
  type Place,
  pageAtY,
  pageBox,
  placeAtY,
  resolveZoom,
  scrollForZoom,
  visiblePages,
  yOfPlace,
  type ZoomRequest,
} from './layout.ts';
import { PageTexts } from './page-texts.ts';
import { PageView } from './page-view.ts';
import { Pages } from './pages.ts';
import { Painter, scaleKey } from './painter.ts';
import { failureOf, type OpenFailure, startOpening } from './pdf-document.ts';
import { renderOrder } from './render-order.ts';
import { RenderQueue } from './render-queue.ts';
import { TextLayers } from './text-layers.ts';
import { listenForZoom } from './zoom-gestures.ts';

/** What the window shows now. */
export type EngineView = {
  /** The page that fills most of the window, from 0. */
  readonly page: number;
  readonly pages: number;
  /** The place at the window's top. */
  readonly place: Place;
  /** CSS pixels per point. */
  readonly zoom: number;
  /** As it was asked for: a fit stays one. */
  readonly request: ZoomRequest;
};

/** What the engine tells; every one may be left out. */
export type EngineEvents = {
  /** The document is open and laid out. */
  onOpen?: (pages: number) => void;
  onFailure?: (reason: OpenFailure) => void;
  /** Page, place or zoom changed; at most once a frame. */
  onView?: (view: EngineView) => void;
  /** A page's element came into the document; its overlay is empty. */
  onMount?: (view: PageView) => void;
  onUnmount?: (page: number) => void;
  /** A page stands there sharp. */
  onPainted?: (page: number) => void;
  /** A page's text can be selected. */
  onText?: (page: number) => void;
};

export type EngineOptions = {
  /** The whole file; the engine takes the array over. */
  readonly data: Uint8Array;
  /** URL of pdf.js's folders, with a slash at its end; beside the bundle if left out. */
  readonly assets?: string;
  readonly place?: Place;
  readonly zoom?: ZoomRequest;
  /** Name of the scrolled region for screen readers. */
  readonly label?: string;
  readonly pageLabel?: (page: number, pages: number) => string;
  readonly events?: EngineEvents;
};

/** Drawing waits so long for a zoom to come to rest; until then the old drawing is stretched. */
const ZOOM_REST_MS = 90;

type Open = {
  readonly pages: Pages;
  readonly painter: Painter;
  readonly queue: RenderQueue;
  readonly detail: DetailPainter;
  readonly texts: PageTexts;
  readonly layers: TextLayers;
};

/**
 * Shows a PDF in an element: virtualised pages outside React. It owns scrolling, zooming and
 * drawing; selection and highlights are laid over it through `onMount` and the page texts.
 */
export class ReaderEngine {
  /** The focusable scrolled region. */
  readonly scroller: HTMLElement;
  readonly #sheet: HTMLElement;
  readonly #options: EngineOptions;
  readonly #events: EngineEvents;
  readonly #task: PDFDocumentLoadingTask;
  readonly #views = new Map<number, PageView>();
  readonly #resizes: ResizeObserver;
  readonly #stop = new AbortController();
  #open: Open | null = null;
  #layout: Layout = layoutPages([], 1, 0);
  #request: ZoomRequest;
  #anchor: Place;
  #direction: 1 | -1 = 1;
  #lastTop = 0;
  #active = true;
  #readAhead = false;
  #zoomTimer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(container: HTMLElement, options: EngineOptions) {
    this.#options = options;
    this.#events = options.events ?? {};
    this.#request = options.zoom ?? 'fit-width';
    this.#anchor = options.place ?? { page: 0, share: 0 };
    this.scroller = document.createElement('div');
    this.scroller.className = 'offprint-scroller';
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute('role', 'region');
    if (options.label) this.scroller.setAttribute('aria-label', options.label);
    this.#sheet = document.createElement('div');
    this.#sheet.className = 'offprint-sheet';
    this.scroller.append(this.#sheet);
    container.append(this.scroller);
    const assets = options.assets ?? new URL('pdfjs/', document.baseURI).href;
    this.#task = startOpening(options.data, assets);
    this.#resizes = new ResizeObserver(() => this.#resized());
    void this.#start();
  }

  /** What the window shows, or null before the document is open. */
  get view(): EngineView | null {
    if (!this.#open) return null;
    const { scrollTop, clientHeight } = this.scroller;
    return {
      page: currentPage(this.#layout, scrollTop, clientHeight),
      pages: this.#open.pages.count,
      place: this.#anchor,
      zoom: this.#layout.zoom,
      request: this.#request,
    };
  }

  /** Page elements that are in the document now. */
  get mounted(): Iterable<PageView> {
    return this.#views.values();
  }

  /** Whether the pages are wider than the window. */
  get isWide(): boolean {
    return this.scroller.scrollWidth > this.scroller.clientWidth + 1;
  }

  /** Stops drawing while the tab is hidden; its drawings may then be evicted. */
  setActive(active: boolean): void {
    if (this.#active === active) return;
    this.#active = active;
    if (active) this.#resized();
    else this.#update();
  }

  /** Scrolls so that a place lies at the window's top. */
  goTo(place: Place): void {
    this.#anchor = place;
    this.#toAnchor();
    this.#update();
  }

  /** Scrolls as little as shows a rectangle (user space), with some air around it. */
  reveal(page: number, rect: Rect): void {
    if (!this.#open) return;
    const box = this.#boxOf(page, rect);
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.scroller;
    const air = Math.min(80, clientHeight / 5);
    const outside =
      box.top - air < scrollTop || box.top + box.height + air > scrollTop + clientHeight;
    if (outside) this.scroller.scrollTop = box.top - clientHeight / 3;
    if (box.left < scrollLeft || box.left + box.width > scrollLeft + clientWidth) {
      this.scroller.scrollLeft = box.left - 2 * PAGE_GAP;
    }
    this.#scrolled();
  }

  /** Scrolls by so many windows; a little of the last one stays in sight. */
  scrollByWindow(windows: number): void {
    this.scroller.scrollTop += windows * Math.max(40, this.scroller.clientHeight - 48);
  }

  scrollBy(left: number, top: number): void {
    this.scroller.scrollBy(left, top);
  }

  /** Zooms about a point of the client area (CSS pixels), or about the window's top middle. */
  setZoom(request: ZoomRequest, at?: { clientX: number; clientY: number }): void {
    this.#request = request;
    if (!this.#open || this.#hidden) return;
    const rect = this.scroller.getBoundingClientRect();
    const point = at
      ? { x: at.clientX - rect.left, y: at.clientY - rect.top }
      : { x: this.scroller.clientWidth / 2, y: PAGE_GAP };
    const before = this.#layout;
    const scroll = { left: this.scroller.scrollLeft, top: this.scroller.scrollTop };
    this.#relayout();
    const to = scrollForZoom(before, this.#layout, scroll, point);
    this.scroller.scrollTo({ left: to.left, top: to.top, behavior: 'instant' });
    this.#anchor = placeAtY(this.#layout, this.scroller.scrollTop + PAGE_GAP);
    this.#restZoom();
  }

  /** The text of a page; rejects when the page cannot be read or the document was closed. */
  pageText(page: number): Promise<PageText> {
    return this.#open ? this.#open.texts.read(page) : Promise.reject(new Error('not open'));
  }

  /** The text of a page if it is at hand. */
  peekText(page: number): PageText | undefined {
    return this.#open?.texts.peek(page);
  }

  /** Keeps the texts of pages at hand, such as those that a selection touches. */
  keepTexts(pages: Iterable<number>): void {
    this.#open?.texts.keep(pages);
  }

  /** The page under or nearest to a point of the client area, and the point in its user space. */
  pointAt(clientX: number, clientY: number): { page: number; point: Point } | null {
    if (!this.#open) return null;
    const rect = this.scroller.getBoundingClientRect();
    const x = clientX - rect.left + this.scroller.scrollLeft;
    const y = clientY - rect.top + this.scroller.scrollTop;
    const page = pageAtY(this.#layout, y);
    const box = pageBox(this.#layout, page);
    const { zoom } = this.#layout;
    const onPage = { x: (x - box.left) / zoom, y: (y - box.top) / zoom };
    const { toPage } = this.#open.pages.geometry(page);
    return { page, point: applyMatrix(invert(toPage), onPage) };
  }

  /** Where a rectangle of a page (user space) lies in the client area, CSS pixels. */
  clientBox(page: number, rect: Rect): Box {
    const box = this.#boxOf(page, rect);
    const area = this.scroller.getBoundingClientRect();
    return {
      ...box,
      left: box.left - this.scroller.scrollLeft + area.left,
      top: box.top - this.scroller.scrollTop + area.top,
    };
  }

  /** Closes the document and gives back all that it held. */
  async destroy(): Promise<void> {
    this.#stop.abort();
    this.#resizes.disconnect();
    clearTimeout(this.#zoomTimer);
    cancelAnimationFrame(this.#frame);
    const open = this.#open;
    this.#open = null;
    open?.queue.want([], '');
    open?.detail.stop();
    open?.layers.stop();
    open?.pages.close();
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    open?.painter.close();
    this.scroller.remove();
    await this.#task.destroy();
  }

  async #start(): Promise<void> {
    try {
      const pdf = await this.#task.promise;
      if (this.#stop.signal.aborted) return;
      const pages = new Pages(pdf);
      this.#anchor = { ...this.#anchor, page: Math.min(this.#anchor.page, pages.count - 1) };
      await pages.measureFirst(this.#anchor.page);
      if (this.#stop.signal.aborted) return;
      this.#opened(pages);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#events.onFailure?.(failureOf(error));
    }
  }

  #opened(pages: Pages): void {
    const painter = new Painter(
      pages,
      (drawing) => this.#drawn(drawing.page, drawing.canvas),
      (page, canvas) => {
        const view = this.#views.get(page);
        if (view?.canvas === canvas) view.dropCanvas();
      },
    );
    const texts = new PageTexts((page) => pages.page(page));
    const layers = new TextLayers(pages, texts, (page) => this.#textReady(page));
    const queue = new RenderQueue(painter);
    this.#open = { pages, painter, queue, detail: new DetailPainter(painter), texts, layers };
    const { signal } = this.#stop;
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    listenForZoom(this.scroller, signal, (factor, at) =>
      this.setZoom(this.#layout.zoom * factor, at),
    );
    this.#resizes.observe(this.scroller);
    this.#resized();
    // While the window's thread draws the first page, the worker can already read its text.
    void texts.read(this.#anchor.page).catch(() => {});
    this.#events.onOpen?.(pages.count);
    void pages.measureAll().then((differed) => differed && this.#resized());
  }

  get #hidden(): boolean {
    return this.scroller.clientWidth === 0 || this.scroller.clientHeight === 0;
  }

  #resized(): void {
    if (!this.#open || this.#hidden) return;
    this.#relayout();
    this.#toAnchor();
    this.#update();
  }

  #relayout(): void {
    const { pages } = this.#open!;
    const { clientWidth: width, clientHeight: height } = this.scroller;
    const { size } = pages.geometry(this.#anchor.page);
    const zoom = resolveZoom(this.#request, size, { width, height });
    this.#layout = layoutPages(pages.sizes(), zoom, width);
    this.#sheet.style.width = `${this.#layout.width}px`;
    this.#sheet.style.height = `${this.#layout.height}px`;
    for (const view of this.#views.values()) {
      view.showDetail(null);
      this.#place(view);
    }
  }

  #toAnchor(): void {
    if (!this.#open) return;
    const top = yOfPlace(this.#layout, this.#anchor) - PAGE_GAP;
    this.scroller.scrollTo({ top, behavior: 'instant' });
    this.#lastTop = this.scroller.scrollTop;
  }

  #restZoom(): void {
    clearTimeout(this.#zoomTimer);
    this.#open?.queue.want([], '');
    this.#mountAround();
    this.#tellView();
    this.#zoomTimer = setTimeout(() => {
      this.#zoomTimer = undefined;
      this.#update();
    }, ZOOM_REST_MS);
  }

  #scrolled(): void {
    if (this.#hidden) return;
    const { scrollTop } = this.scroller;
    if (scrollTop !== this.#lastTop) this.#direction = scrollTop > this.#lastTop ? 1 : -1;
    this.#lastTop = scrollTop;
    this.#anchor = placeAtY(this.#layout, scrollTop + PAGE_GAP);
    this.#update();
  }

  #update(): void {
    const open = this.#open;
    if (!open || this.#layout.tops.length === 0) return;
    if (!this.#active || this.#hidden) {
      open.queue.want([], '');
      open.painter.aim({ zoom: 1, pixelRatio: 1 }, [], []);
      open.layers.stop();
      return;
    }
    this.#mountAround();
    this.#tellView();
    if (this.#zoomTimer !== undefined) return;
    const { scrollTop, clientHeight: height } = this.scroller;
    const scale = { zoom: this.#layout.zoom, pixelRatio: devicePixelRatio };
    const order = renderOrder(this.#layout, { scrollTop, height, direction: this.#direction });
    const [first, last] = visiblePages(this.#layout, scrollTop, height);
    // Until the first page's text is there, nothing that is out of sight takes the worker's time.
    const wanted = this.#readAhead ? order : order.slice(0, last - first + 1);
    const visible = wanted.slice(0, last - first + 1);
    open.painter.aim(scale, visible, wanted);
    open.queue.want(wanted, scaleKey(scale));
    this.#rest();
  }

  /** Plans what is done when the eye rests: text layers and sharp parts. */
  #rest(): void {
    const open = this.#open!;
    const { scrollTop, scrollLeft, clientHeight: height, clientWidth: width } = this.scroller;
    const [first, last] = visiblePages(this.#layout, scrollTop, height);
    const near = [...this.#views.values()].filter((v) => v.index >= first && v.index <= last);
    const drawn = near.filter((view) => open.queue.isSettled(view.index));
    open.layers.plan(drawn, !this.#readAhead);
    const pages = drawn.map((view) => ({ view, box: pageBox(this.#layout, view.index) }));
    open.detail.plan(pages, { left: scrollLeft, top: scrollTop, width, height });
  }

  #mountAround(): void {
    const open = this.#open!;
    const { scrollTop, clientHeight } = this.scroller;
    const [first, last] = visiblePages(this.#layout, scrollTop, clientHeight);
    const from = Math.max(0, first - 1);
    const to = Math.min(open.pages.count - 1, last + 1);
    for (const view of [...this.#views.values()]) {
      if (view.index < from || view.index > to) this.#unmount(view);
    }
    for (let page = from; page <= to; page++) if (!this.#views.has(page)) this.#mount(page);
  }

  #mount(page: number): void {
    const { painter, pages } = this.#open!;
    const label = this.#options.pageLabel?.(page + 1, pages.count) ?? String(page + 1);
    const view = new PageView(page, label);
    this.#views.set(page, view);
    this.#place(view);
    const drawing = painter.drawing(page);
    if (drawing) view.showCanvas(drawing.canvas);
    this.#insertInOrder(view);
    this.#events.onMount?.(view);
  }

  /** Screen readers read the document's order, so the pages stand in theirs. */
  #insertInOrder(view: PageView): void {
    let next: PageView | undefined;
    for (const other of this.#views.values()) {
      if (other.index > view.index && (!next || other.index < next.index)) next = other;
    }
    this.#sheet.insertBefore(view.element, next?.element ?? null);
  }

  #unmount(view: PageView): void {
    this.#views.delete(view.index);
    view.remove();
    this.#open?.pages.release(view.index);
    this.#events.onUnmount?.(view.index);
  }

  #place(view: PageView): void {
    const { size, toPage } = this.#open!.pages.geometry(view.index);
    view.setGeometry(size, toPage);
    view.place(pageBox(this.#layout, view.index), this.#layout.zoom);
  }

  #drawn(page: number, canvas: HTMLCanvasElement): void {
    this.#views.get(page)?.showCanvas(canvas);
    this.#events.onPainted?.(page);
    // After the queue has taken note of it.
    queueMicrotask(() => this.#open && this.#active && !this.#hidden && this.#rest());
  }

  #textReady(page: number): void {
    this.#events.onText?.(page);
    if (this.#readAhead) return;
    this.#readAhead = true;
    this.#update();
  }

  #boxOf(page: number, rect: Rect): Box {
    const { toPage } = this.#open!.pages.geometry(page);
    const a = applyMatrix(toPage, { x: rect[0], y: rect[1] });
    const b = applyMatrix(toPage, { x: rect[2], y: rect[3] });
    const box = pageBox(this.#layout, page);
    const { zoom } = this.#layout;
    return {
      left: box.left + Math.min(a.x, b.x) * zoom,
      top: box.top + Math.min(a.y, b.y) * zoom,
      width: Math.abs(a.x - b.x) * zoom,
      height: Math.abs(a.y - b.y) * zoom,
    };
  }

  #tellView(): void {
    if (this.#frame || !this.#events.onView) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const view = this.view;
      if (view) this.#events.onView?.(view);
    });
  }
}
