import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import type { PageText, Point, Rect } from '../../../src-shared/pdf/index.ts';
import './engine.css';
import { DetailPainter } from './detail.ts';
import type { EngineEvents, EngineOptions, EngineView } from './engine-types.ts';
import {
  type Box,
  currentPage,
  type Layout,
  layoutPages,
  PAGE_GAP,
  type Place,
  pageBox,
  placeAtY,
  resolveZoom,
  scrollForZoom,
  visiblePages,
  yOfPlace,
  type ZoomRequest,
} from './layout.ts';
import { MountedPages } from './mounted-pages.ts';
import { boxOfRect, pointOnPage } from './page-space.ts';
import { PageTexts } from './page-texts.ts';
import type { PageView } from './page-view.ts';
import { Pages } from './pages.ts';
import { Painter, scaleKey } from './painter.ts';
import { failureOf, startOpening } from './pdf-document.ts';
import { renderOrder } from './render-order.ts';
import { RenderQueue } from './render-queue.ts';
import { addScroller } from './scroller.ts';
import { TextLayers } from './text-layers.ts';
import { listenForZoom } from './zoom-gestures.ts';

/** Drawing waits so long for a zoom to come to rest; until then the old drawing is stretched. */
const ZOOM_REST_MS = 90;

type Open = {
  readonly pages: Pages;
  readonly painter: Painter;
  readonly queue: RenderQueue;
  readonly detail: DetailPainter;
  readonly texts: PageTexts;
  readonly layers: TextLayers;
  readonly mounted: MountedPages;
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
    const { scroller, sheet } = addScroller(container, options.label);
    this.scroller = scroller;
    this.#sheet = sheet;
    this.#task = startOpening(options.data, options);
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

  /** The open document, for what goes over all of it; null before it is open. */
  get document(): Pick<Open, 'pages' | 'texts'> | null {
    return this.#open;
  }

  /** Page elements that are in the document now. */
  get mounted(): readonly PageView[] {
    return this.#open?.mounted.all() ?? [];
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
    const page = this.view?.page;
    this.#request = request;
    if (page === undefined || this.#hidden) return;
    if (typeof request === 'string') this.#fit(page);
    else this.#zoomAbout(at);
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
    return pointOnPage(this.#layout, this.#open.pages, { x, y });
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
    open?.mounted.clear();
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
        const view = this.#open?.mounted.get(page);
        if (view?.canvas === canvas) view.dropCanvas();
      },
    );
    const texts = new PageTexts((page) => pages.page(page));
    const layers = new TextLayers(pages, texts, (page) => this.#textReady(page));
    const queue = new RenderQueue(painter);
    const detail = new DetailPainter(painter);
    const label = this.#options.pageLabel ?? String;
    const mounted = new MountedPages(this.#sheet, { pages, painter }, label, this.#events);
    this.#open = { pages, painter, queue, detail, texts, layers, mounted };
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
    this.#open!.mounted.place(this.#layout);
  }

  /** A page that is to fit as a whole is shown as a whole; a width keeps the place. */
  #fit(page: number): void {
    if (this.#request === 'fit-page') this.#anchor = { page, share: 0 };
    this.#relayout();
    this.#toAnchor();
  }

  #zoomAbout(at?: { clientX: number; clientY: number }): void {
    const area = this.scroller.getBoundingClientRect();
    const point = at
      ? { x: at.clientX - area.left, y: at.clientY - area.top }
      : { x: this.scroller.clientWidth / 2, y: PAGE_GAP };
    const before = this.#layout;
    const scroll = { left: this.scroller.scrollLeft, top: this.scroller.scrollTop };
    this.#relayout();
    const { left, top } = scrollForZoom(before, this.#layout, scroll, point);
    this.scroller.scrollTo({ left, top, behavior: 'instant' });
    this.#anchor = placeAtY(this.#layout, this.scroller.scrollTop + PAGE_GAP);
  }

  #toAnchor(): void {
    if (!this.#open) return;
    const top = yOfPlace(this.#layout, this.#anchor) - PAGE_GAP;
    // A page that fits stands in the middle, also where others are wider than the window.
    const fitted = typeof this.#request === 'string';
    const left = fitted ? (this.#layout.width - this.scroller.clientWidth) / 2 : undefined;
    this.scroller.scrollTo({ top, left, behavior: 'instant' });
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
    // Until the first page's text is there, nothing out of sight takes the worker's time.
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
    const near = open.mounted.all().filter((v) => v.index >= first && v.index <= last);
    const drawn = near.filter((view) => open.queue.isSettled(view.index));
    open.layers.plan(drawn, !this.#readAhead);
    const pages = drawn.map((view) => ({ view, box: pageBox(this.#layout, view.index) }));
    open.detail.plan(pages, { left: scrollLeft, top: scrollTop, width, height });
  }

  #mountAround(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const [first, last] = visiblePages(this.#layout, scrollTop, clientHeight);
    this.#open!.mounted.show(this.#layout, first, last);
  }

  #drawn(page: number, canvas: HTMLCanvasElement): void {
    this.#open?.mounted.get(page)?.showCanvas(canvas);
    this.#events.onPainted?.(page);
    // After the queue has taken note of it.
    queueMicrotask(() => this.#open && this.#active && !this.#hidden && this.#rest());
  }

  #textReady(page: number): void {
    this.#events.onText?.(page);
    if (this.#readAhead) return;
    this.#readAhead = true;
    this.#update();
    void this.#open?.pages.measureAll().then((differed) => differed && this.#resized());
  }

  #boxOf(page: number, rect: Rect): Box {
    return boxOfRect(this.#layout, this.#open!.pages, page, rect);
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
