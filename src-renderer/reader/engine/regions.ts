import { applyMatrix, type Rect } from '../../../src-shared/pdf/index.ts';
import type { Box } from './layout.ts';
import { clipAround } from './page-images.ts';
import type { PageGeometry, Pages } from './pages.ts';
import type { Painter, PartDrawing } from './painter.ts';
import type { RenderQueue } from './render-queue.ts';

/** A region waits so long for the pages in the window, milliseconds; then it is drawn all the same. */
const LONGEST_WAIT_MS = 1_500;
const STEP_MS = 60;

/** Most CSS pixels of a region's picture, and the zoom that it is not enlarged beyond. */
export type RegionWish = {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
};

/** A part of a page as the pages show it, tone included; `free` lets it go. */
export type RegionPicture = { readonly element: HTMLElement; free(): void };

/** Where a rectangle of user space lies on its page, and the zoom at which it meets a wish. */
export function regionOf(
  rect: Rect,
  { toPage }: PageGeometry,
  wish: RegionWish,
): { readonly part: Box; readonly zoom: number } {
  const a = applyMatrix(toPage, { x: rect[0], y: rect[1] });
  const b = applyMatrix(toPage, { x: rect[2], y: rect[3] });
  const [width, height] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  const zoom = Math.min(wish.zoom, wish.width / width, wish.height / height);
  const part = {
    left: Math.round(Math.min(a.x, b.x) * zoom),
    top: Math.round(Math.min(a.y, b.y) * zoom),
    width: Math.max(1, Math.round(width * zoom)),
    height: Math.max(1, Math.round(height * zoom)),
  };
  return { part, zoom };
}

/** Draws regions of pages that need not be in the window, after everything that is. */
export class Regions {
  readonly #pages: Pages;
  readonly #painter: Painter;
  readonly #queue: RenderQueue;

  constructor(pages: Pages, painter: Painter, queue: RenderQueue) {
    this.#pages = pages;
    this.#painter = painter;
    this.#queue = queue;
  }

  /**
   * A rectangle (user space) of a page, from 0. Null where it cannot be drawn, there is no room, or
   * it was called off.
   */
  async draw(
    page: number,
    rect: Rect,
    wish: RegionWish,
    signal: AbortSignal,
  ): Promise<RegionPicture | null> {
    await this.#quiet(signal);
    if (signal.aborted) return null;
    const geometry = this.#pages.geometry(page);
    const region = regionOf(rect, geometry, wish);
    const drawing = await this.#painter.paintRegion(page, region, signal);
    return drawing && pictureOf(drawing, geometry, region.zoom);
  }

  async #quiet(signal: AbortSignal): Promise<void> {
    const end = performance.now() + LONGEST_WAIT_MS;
    const goesOn = () => this.#queue.isBusy && performance.now() < end && !signal.aborted;
    do {
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: STEP_MS }));
    } while (goesOn());
  }
}

/** Lays the tone over a region as it lies over the whole page. */
function pictureOf(
  { canvas, part, pictures, free }: PartDrawing,
  { size, toPage }: PageGeometry,
  zoom: number,
): RegionPicture {
  const element = document.createElement('div');
  element.className = 'offprint-region';
  element.style.width = `${part.width}px`;
  element.style.height = `${part.height}px`;
  canvas.className = 'offprint-canvas';
  canvas.setAttribute('role', 'presentation');
  const tone = document.createElement('div');
  tone.className = 'offprint-tone';
  tone.style.inset = `${-part.top}px auto auto ${-part.left}px`;
  tone.style.width = `${size.width * zoom}px`;
  tone.style.height = `${size.height * zoom}px`;
  tone.style.clipPath = clipAround(pictures, size, toPage);
  element.append(canvas, tone);
  return { element, free };
}
