import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import type { PageText, Point, Rect } from '../../../src-shared/pdf/index.ts';
import './engine.css';
import type {
  Arrangement,
  EngineEvents,
  EngineOptions,
  EngineView,
  PageTone,
} from './engine-types.ts';
import { type Box, currentPage, neighbourPage, type Place, type ZoomRequest } from './layout.ts';
import { MountedPages } from './mounted-pages.ts';
import { boxOfRect } from './page-space.ts';
import { PageTexts } from './page-texts.ts';
import type { PageView } from './page-view.ts';
import { Pages } from './pages.ts';
import { failureOf, startOpening } from './pdf-document.ts';
import { Regions } from './regions.ts';
import { Rendering } from './rendering.ts';
import { addScroller } from './scroller.ts';
import { TextLayers } from './text-layers.ts';
import { Thumbnails } from './thumbnails.ts';
import { Viewport } from './viewport.ts';
import { listenForZoom } from './zoom-gestures.ts';

/** Drawing waits so long for a zoom to come to rest; until then the old drawing is stretched. */
const ZOOM_REST_MS = 90;

type Open = {
  readonly pages: Pages;
  readonly rendering: Rendering;
  readonly texts: PageTexts;
  readonly layers: TextLayers;
  readonly mounted: MountedPages;
  readonly thumbnails: Thumbnails;
  readonly regions: Regions;
};

/**
 * Shows a PDF in an element: virtualised pages outside React. It owns scrolling, zooming and
 * drawing; selection and highlights are laid over it through `onMount` and the page texts.
 */
export class ReaderEngine {
  /** The focusable scrolled region. */
  readonly scroller: HTMLElement;
  readonly #sheet: HTMLElement;
  readonly #window: Viewport;
  readonly #options: EngineOptions;
  readonly #events: EngineEvents;
  readonly #task: PDFDocumentLoadingTask;
  readonly #resizes: ResizeObserver;
  readonly #stop = new AbortController();
  #open: Open | null = null;
  #active = true;
  #readAhead = false;
  #zoomTimer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(container: HTMLElement, options: EngineOptions) {
    this.#options = options;
    this.#events = options.events ?? {};
    const elements = addScroller(container, options.label);
    this.scroller = elements.scroller;
    this.#sheet = elements.sheet;
    this.#window = new Viewport(elements, {
      place: options.place ?? { page: 0, share: 0 },
      request: options.zoom ?? 'fit-width',
      arrangement: options.arrangement ?? { rotation: 0, spread: 'none' },
    });
    this.#task = startOpening(options.data, options);
    this.#resizes = new ResizeObserver(() => this.#resized());
    void this.#start();
  }

  /** What the window shows, or null before the document is open. */
  get view(): EngineView | null {
    if (!this.#open) return null;
    const { layout, anchor, request, arrangement, box } = this.#window;
    return {
      page: currentPage(layout, box.top, box.height),
      pages: this.#open.pages.count,
      place: anchor,
      zoom: layout.zoom,
      request,
      arrangement,
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
    this.#window.anchor = place;
    if (this.#open) this.#window.toAnchor();
    this.#update();
  }

  /** A small picture of a page (from 0) within a box of CSS pixels, drawn when all is quiet. */
  thumbnail(...wish: Parameters<Thumbnails['draw']>): ReturnType<Thumbnails['draw']> {
    return this.#open?.thumbnails.draw(...wish) ?? Promise.resolve(null);
  }

  /** A region of a page as the pages show it, drawn after everything that is in the window. */
  region(...wish: Parameters<Regions['draw']>): ReturnType<Regions['draw']> {
    return this.#open?.regions.draw(...wish) ?? Promise.resolve(null);
  }

  /** Gives the pages another tone; pictures keep theirs. */
  setTone(tone: PageTone): void {
    this.scroller.dataset.tone = tone;
    if (this.#open) this.#seePictures(this.#open.rendering);
    this.#update();
  }

  /** The first page of the row after (`1`) or before (`-1`) the one in front, from 0. */
  neighbour(direction: 1 | -1): number {
    const page = this.view?.page;
    return page === undefined ? 0 : neighbourPage(this.#window.layout, page, direction);
  }

  /** Turns the pages or lays them otherwise side by side; what is in the middle stays there. */
  arrange(change: Partial<Arrangement>): void {
    const open = this.#open;
    const arrangement = { ...this.#window.arrangement, ...change };
    if (!open || this.#window.isHidden) return;
    const turns = arrangement.rotation !== this.#window.arrangement.rotation;
    if (turns) this.#forgetDrawings(open);
    this.#window.arrange(open.pages, arrangement);
    open.mounted.place(this.#window.layout);
    this.#update();
  }

  /** Scrolls as little as shows a rectangle (user space), with some air around it. */
  reveal(page: number, rect: Rect): void {
    if (!this.#open) return;
    this.#window.reveal(boxOfRect(this.#window.layout, this.#open.pages, page, rect));
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
    this.#window.request = request;
    if (!this.#open || page === undefined || this.#window.isHidden) return;
    if (typeof request === 'string') this.#fit(page);
    else this.#window.zoomAbout(this.#open.pages, at);
    this.#open.mounted.place(this.#window.layout);
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
    return this.#open && this.#window.pointAt(this.#open.pages, clientX, clientY);
  }

  /** Where a rectangle of a page (user space) lies in the client area, CSS pixels. */
  clientBox(page: number, rect: Rect): Box {
    return this.#window.clientBox(this.#open!.pages, page, rect);
  }

  /** Closes the document and gives back all that it held. */
  async destroy(): Promise<void> {
    this.#stop.abort();
    this.#resizes.disconnect();
    clearTimeout(this.#zoomTimer);
    cancelAnimationFrame(this.#frame);
    const open = this.#open;
    this.#open = null;
    open?.layers.stop();
    open?.texts.close();
    open?.pages.close();
    open?.mounted.clear();
    open?.rendering.clear();
    this.scroller.remove();
    await this.#task.destroy();
  }

  async #start(): Promise<void> {
    try {
      const pdf = await this.#task.promise;
      if (this.#stop.signal.aborted) return;
      const pages = new Pages(pdf);
      const { anchor, arrangement } = this.#window;
      const page = Math.min(anchor.page, pages.count - 1);
      this.#window.anchor = { ...anchor, page };
      pages.rotate(arrangement.rotation);
      await pages.measureFirst(page);
      if (this.#stop.signal.aborted) return;
      this.#opened(pages);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#events.onFailure?.(failureOf(error));
    }
  }

  #opened(pages: Pages): void {
    const rendering = new Rendering(pages, {
      view: (page) => this.#open?.mounted.get(page),
      onSharp: (page) => this.#sharp(page),
      onCalm: () => this.#update(),
    });
    this.#seePictures(rendering);
    pages.own.onChange = () => this.#resized();
    const texts = new PageTexts((page) => pages.page(page));
    const layers = new TextLayers(pages, texts, (page) => this.#textReady(page));
    const label = this.#options.pageLabel ?? String;
    const mounted = new MountedPages(this.#sheet, { pages, rendering }, label, this.#events);
    const thumbnails = new Thumbnails(rendering.painter);
    const regions = new Regions(pages, rendering.painter, rendering.queue);
    this.#open = { regions, thumbnails, pages, rendering, texts, layers, mounted };
    const { signal } = this.#stop;
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal });
    listenForZoom(this.scroller, signal, (factor, at) =>
      this.setZoom(this.#window.layout.zoom * factor, at),
    );
    this.#resizes.observe(this.scroller);
    this.#resized();
    // While the window's thread draws the first page, the worker can already read its text.
    void texts.read(this.#window.anchor.page).catch(() => {});
    this.#events.onOpen?.(pages.count);
  }

  #resized(): void {
    if (!this.#open || this.#window.isHidden) return;
    this.#window.relayout(this.#open.pages);
    this.#open.mounted.place(this.#window.layout);
    this.#window.toAnchor();
    this.#update();
  }

  /** A page that is to fit as a whole is shown as a whole; a width keeps the place. */
  #fit(page: number): void {
    if (this.#window.request === 'fit-page') this.#window.anchor = { page, share: 0 };
    this.#window.relayout(this.#open!.pages);
    this.#window.toAnchor();
  }

  #seePictures({ painter }: Rendering): void {
    painter.seesPictures = (this.scroller.dataset.tone ?? 'paper') !== 'paper';
  }

  /** What was drawn or laid over the pages shows them as they lay before. */
  #forgetDrawings(open: Open): void {
    open.layers.stop();
    open.mounted.empty();
    open.rendering.clear();
  }

  #restZoom(): void {
    clearTimeout(this.#zoomTimer);
    this.#open?.rendering.pause();
    this.#mountAround();
    this.#tellView();
    this.#zoomTimer = setTimeout(() => {
      this.#zoomTimer = undefined;
      this.#update();
    }, ZOOM_REST_MS);
  }

  #scrolled(): void {
    if (this.#window.isHidden) return;
    this.#window.scrolled();
    this.#update();
  }

  #update(): void {
    const open = this.#open;
    if (!open || this.#window.layout.tops.length === 0) return;
    if (!this.#active || this.#window.isHidden) {
      open.rendering.hide();
      open.layers.stop();
      return;
    }
    this.#mountAround();
    this.#tellView();
    if (this.#zoomTimer !== undefined) return;
    // Until the first page's text is there, nothing out of sight takes the worker's time.
    open.rendering.plan(this.#window, this.#readAhead);
    this.#rest();
  }

  /** Plans what is done when the eye rests: text layers and sharp parts. */
  #rest(): void {
    const open = this.#open!;
    if (open.rendering.isHurried) {
      open.layers.stop();
      return;
    }
    const [first, last] = this.#window.visible;
    const near = open.mounted.all().filter((v) => v.index >= first && v.index <= last);
    const drawn = near.filter((view) => open.rendering.queue.isSettled(view.index));
    open.layers.plan(drawn, !this.#readAhead);
    open.rendering.sharpen(this.#window, drawn);
  }

  #mountAround(): void {
    const [first, last] = this.#window.visible;
    this.#open!.mounted.show(this.#window.layout, first, last);
  }

  #sharp(page: number): void {
    this.#events.onPainted?.(page);
    // After the queue has taken note of it.
    queueMicrotask(() => this.#open && this.#active && !this.#window.isHidden && this.#rest());
  }

  #textReady(page: number): void {
    this.#events.onText?.(page);
    if (this.#readAhead) return;
    this.#readAhead = true;
    this.#update();
    void this.#open?.pages.measureAll().then((differed) => differed && this.#resized());
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
