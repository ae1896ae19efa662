import type { RenderTask } from 'pdfjs-dist';
import { type CacheEntry, CanvasCache, SMALL_BUDGET_BYTES } from './canvas-cache.ts';
import { pageExtent } from './layout.ts';
import { freeCanvas, makeCanvas, paint } from './page-canvas.ts';
import type { Pages } from './pages.ts';
import type { RenderHost, RenderJob } from './render-queue.ts';

/** A page drawn with few pixels, to stand in until it is drawn sharp. */
export type SmallPicture = CacheEntry & {
  readonly key: string;
  readonly canvas: HTMLCanvasElement;
};

/** The small pictures of all open documents. */
export const smallPictures = new CanvasCache<SmallPicture>(SMALL_BUDGET_BYTES);

/** About 144 by 187: columns, headings and figures can be told, and 150 pages fit the budget. */
const PIXELS = 27_000;

/** How much the last drawing counts in what one is expected to take. */
const NEWEST_SHARE = 0.25;
const FIRST_GUESS_MS = 50;

/** What small pictures tell: one is there, or one was given up for others. */
export type SmallPictureEvents = {
  readonly onDrawn: (page: number, canvas: HTMLCanvasElement) => void;
  readonly onLost: (page: number, canvas: HTMLCanvasElement) => void;
};

/** Draws the pages of one document small. */
export class SmallPictures implements RenderHost {
  readonly #pages: Pages;
  readonly #events: SmallPictureEvents;
  /** Pages whose drawing instructions are still needed after the small picture. */
  readonly #isNear: (page: number) => boolean;
  #took = FIRST_GUESS_MS;

  constructor(pages: Pages, isNear: (page: number) => boolean, events: SmallPictureEvents) {
    this.#pages = pages;
    this.#isNear = isNear;
    this.#events = events;
  }

  /** What a picture is expected to take from now on, milliseconds. */
  get lead(): number {
    return this.#took;
  }

  get(page: number): SmallPicture | undefined {
    return smallPictures.get(this, page);
  }

  isDrawn(page: number, key: string): boolean {
    return this.get(page)?.key === key;
  }

  /** Keeps pictures longer than others. */
  touch(pages: readonly number[]): void {
    for (const page of pages) {
      const picture = this.get(page);
      if (picture) smallPictures.touch(picture);
    }
  }

  start(index: number, key: string): RenderJob | null {
    const { width, height, bytes, scale } = this.#extent(index);
    if (smallPictures.makeRoom(bytes, 'wanted') < bytes) return null;
    const release = smallPictures.reserve(bytes);
    const begun = performance.now();
    let task: RenderTask | null = null;
    let cancelled = false;
    const draw = async (): Promise<boolean> => {
      const page = await this.#pages.page(index);
      if (cancelled) return false;
      const canvas = makeCanvas(width, height);
      try {
        const annotationMode = this.#pages.own.mode;
        const viewport = this.#pages.viewport(page, scale);
        task = paint(page, canvas, viewport, { x: 0, y: 0, pictures: false, annotationMode });
        await task.promise;
        if (cancelled) throw new Error('cancelled');
      } catch (error) {
        freeCanvas(canvas);
        throw error;
      } finally {
        if (!this.#isNear(index)) this.#pages.release(index);
      }
      release();
      this.#took += NEWEST_SHARE * (performance.now() - begun - this.#took);
      this.#store(index, key, canvas, bytes);
      return true;
    };
    const finished = draw()
      .catch(() => false)
      .finally(release);
    return {
      finished,
      cancel: () => {
        cancelled = true;
        task?.cancel();
      },
    };
  }

  /** Takes a picture from a drawing that is there already, which costs next to nothing. */
  copy(index: number, key: string, drawing: HTMLCanvasElement): void {
    const { width, height, bytes } = this.#extent(index);
    if (smallPictures.makeRoom(bytes, 'wanted') < bytes) return;
    const canvas = makeCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return;
    context.imageSmoothingQuality = 'medium';
    context.drawImage(drawing, 0, 0, width, height);
    this.#store(index, key, canvas, bytes);
  }

  clear(): void {
    smallPictures.clear(this);
  }

  #extent(index: number) {
    const { size } = this.#pages.geometry(index);
    const scale = Math.sqrt(PIXELS / (size.width * size.height));
    const { width, height } = pageExtent(size, scale);
    return { width, height, scale, bytes: width * height * 4 };
  }

  #store(page: number, key: string, canvas: HTMLCanvasElement, bytes: number): void {
    this.#events.onDrawn(page, canvas);
    smallPictures.put({
      owner: this,
      page,
      key,
      canvas,
      bytes,
      keep: 'no',
      release: () => {
        this.#events.onLost(page, canvas);
        freeCanvas(canvas);
      },
    });
  }
}
