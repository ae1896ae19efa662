import { DetailPainter } from './detail.ts';
import { aroundPage, hurriedOrder } from './hurried-order.ts';
import { pageBox } from './layout.ts';
import { isFast } from './pace.ts';
import type { PageView } from './page-view.ts';
import type { Pages } from './pages.ts';
import { drawingKey, Painter } from './painter.ts';
import { renderOrder } from './render-order.ts';
import { type RenderJob, RenderQueue } from './render-queue.ts';
import { SmallAhead } from './small-ahead.ts';
import { SmallPictures } from './small-pictures.ts';
import type { Viewport } from './viewport.ts';

/** What was fast is calm when it has not moved for so long, milliseconds. */
const CALM_MS = 100;

/** Small pictures that are made when nothing else is to do. */
const REACH = { ahead: 40, behind: 20 } as const;

/** What drawing needs of the engine. */
export type RenderingHost = {
  /** The page's element, if it is in the document. */
  view(page: number): PageView | undefined;
  /** A page stands there with all pixels. */
  onSharp(page: number): void;
  /** The window stopped moving fast: plan anew. */
  onCalm(): void;
};

/**
 * Decides what is drawn of a document and how: pages that a fast window passes as small pictures,
 * sharp ones when it slows, small ones around the place when all is quiet.
 */
export class Rendering {
  readonly painter: Painter;
  readonly small: SmallPictures;
  readonly queue: RenderQueue;
  readonly #pages: Pages;
  readonly #host: RenderingHost;
  readonly #smallQueue: RenderQueue;
  readonly #detail: DetailPainter;
  readonly #ahead: SmallAhead;
  #visible: readonly [number, number] = [0, -1];
  /** The small picture that is made with nobody waiting for it. */
  #making: RenderJob | null = null;
  #calm: ReturnType<typeof setTimeout> | undefined;

  constructor(pages: Pages, host: RenderingHost) {
    this.#pages = pages;
    this.#host = host;
    this.painter = new Painter(
      pages,
      ({ page, canvas }) => this.#sharp(page, canvas),
      (page, canvas) => {
        const view = host.view(page);
        if (view?.canvas === canvas) view.dropCanvas();
      },
    );
    this.small = new SmallPictures(pages, (page) => host.view(page) !== undefined, {
      onDrawn: (page, canvas) => host.view(page)?.showSmall(canvas),
      onLost: (page, canvas) => {
        const view = host.view(page);
        if (view?.small === canvas) view.showSmall(null);
      },
    });
    this.queue = new RenderQueue(this.painter);
    // One at a time: two at once are hardly sooner done and cost a third of the frames.
    this.#smallQueue = new RenderQueue({
      isDrawn: (page, key) => this.#hasPicture(page, key),
      start: (page, key) => this.small.start(page, key),
    });
    this.#detail = new DetailPainter(this.painter);
    this.#ahead = new SmallAhead((page) => this.#makeSmall(page));
  }

  /** Whether the window moves too fast for sharp pages. */
  get isHurried(): boolean {
    return this.#calm !== undefined;
  }

  /** Plans what is drawn for where the window stands; without `looksAhead` nothing out of sight. */
  plan(window: Viewport, looksAhead: boolean): void {
    this.#endHurry();
    this.#ahead.stop();
    this.#visible = window.visible;
    if (isFast(window.speed, window.box.height)) this.#hurry(window);
    else this.#drawSharp(window, looksAhead);
  }

  /** Draws the parts in the window of pages that have too few pixels, once the eye rests. */
  sharpen(window: Viewport, views: readonly PageView[]): void {
    const pages = views.map((view) => ({ view, box: pageBox(window.layout, view.index) }));
    this.#detail.plan(pages, window.box);
    this.#prepare(window);
  }

  /** Draws nothing more for now. */
  pause(): void {
    this.#endHurry();
    this.#ahead.stop();
    this.#detail.stop();
    this.queue.want([], '');
    this.#smallQueue.want([], '');
  }

  /** Draws nothing more, and lets others have the room: the document is out of sight. */
  hide(): void {
    this.pause();
    this.painter.aim({ zoom: 1, pixelRatio: 1 }, [], []);
  }

  /** Lets go of all that was drawn. */
  clear(): void {
    this.pause();
    this.#making?.cancel();
    this.painter.clear();
    this.small.clear();
  }

  #drawSharp(
    { layout, direction, box, arrangement, visible }: Viewport,
    looksAhead: boolean,
  ): void {
    const scale = { zoom: layout.zoom, pixelRatio: devicePixelRatio };
    const order = renderOrder(layout, { scrollTop: box.top, height: box.height, direction });
    const inSight = order.slice(0, visible[1] - visible[0] + 1);
    const wanted = looksAhead ? order : inSight;
    this.painter.aim(scale, inSight, wanted);
    this.queue.want(wanted, drawingKey(scale, arrangement.rotation, this.#pages.own.key));
    this.#smallQueue.want([], this.#smallKey(), (page) => this.#isVisible(page));
  }

  #hurry({ layout, box, speed, visible: [first, last] }: Viewport): void {
    const inSight = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    this.painter.aim({ zoom: layout.zoom, pixelRatio: devicePixelRatio }, inSight, []);
    this.queue.want([], '');
    this.#detail.stop();
    const { top: scrollTop, height } = box;
    const order = hurriedOrder(layout, { scrollTop, height, speed, lead: this.small.lead });
    const key = this.#smallKey();
    this.#smallQueue.want(order, key, (page) => this.#isVisible(page));
    this.small.touch([...order.toReversed(), ...inSight]);
    this.#calm = setTimeout(() => {
      this.#calm = undefined;
      this.#host.onCalm();
    }, CALM_MS);
  }

  #endHurry(): void {
    clearTimeout(this.#calm);
    this.#calm = undefined;
  }

  #sharp(page: number, canvas: HTMLCanvasElement): void {
    const view = this.#host.view(page);
    view?.showCanvas(canvas);
    view?.setPictures(this.painter.pictures(page));
    this.#host.onSharp(page);
  }

  #prepare({ layout, direction, visible: [first, last] }: Viewport): void {
    this.#ahead.stop();
    if (this.isHurried || this.queue.isBusy) return;
    const key = this.#smallKey();
    const page = direction > 0 ? last : first;
    const around = aroundPage(page, layout.tops.length, direction, REACH);
    this.small.touch(around.toReversed());
    this.#ahead.plan(around.filter((at) => !this.small.isDrawn(at, key)));
  }

  async #makeSmall(page: number): Promise<void> {
    const key = this.#smallKey();
    if (this.small.isDrawn(page, key)) return;
    const drawing = this.painter.drawing(page);
    if (drawing) this.small.copy(page, key, drawing.canvas);
    else this.#making = this.small.start(page, key);
    await this.#making?.finished;
    this.#making = null;
  }

  /** A drawing for another zoom is better than a small picture. */
  #hasPicture(page: number, key: string): boolean {
    return this.small.isDrawn(page, key) || this.painter.drawing(page) !== undefined;
  }

  #isVisible(page: number): boolean {
    return page >= this.#visible[0] && page <= this.#visible[1];
  }

  /** Small pictures differ by how the pages are turned and by what is drawn, not by zoom. */
  #smallKey(): string {
    return `small/${this.#pages.rotation}/${this.#pages.own.key}`;
  }
}
