import type { RenderTask } from 'pdfjs-dist';
import { type CacheEntry, CanvasCache, type Keep } from './canvas-cache.ts';
import { type Box, pageExtent } from './layout.ts';
import { freeCanvas, makeCanvas, paint } from './page-canvas.ts';
import { type Picture, picturesOf } from './page-images.ts';
import type { Pages, Rotation } from './pages.ts';
import { type Raster, rasterFor } from './raster.ts';
import type { RenderHost, RenderJob } from './render-queue.ts';

/** A page's drawing in the cache. */
export type PageDrawing = CacheEntry & {
  readonly key: string;
  readonly canvas: HTMLCanvasElement;
  readonly capped: boolean;
};

/** A part of a page (CSS pixels within it) drawn sharper than the whole; `free` lets it go. */
export type PartDrawing = {
  readonly canvas: HTMLCanvasElement;
  readonly part: Box;
  /** Those that were noted while it was drawn. */
  readonly pictures: readonly Picture[];
  free(): void;
};

/** A part of a page as its canvas has it: device pixels within the page at a scale. */
type Cut = Box & {
  readonly part: Box;
  /** Device pixels per point. */
  readonly scale: number;
  readonly keep: Keep;
  readonly pictures: boolean;
};

/** The drawings of all open documents. */
export const drawings = new CanvasCache<PageDrawing>();

/** Fewest pixels that a page in the window gets when the budget is used up by its neighbours. */
const LEAST_PIXELS = 1024 * 1024;

/** Zoom (CSS pixels per point) and pixel ratio that pages are drawn for. */
export type Scale = { readonly zoom: number; readonly pixelRatio: number };

/** The name under which drawings of one scale, rotation and choice of annotations are the same. */
export function drawingKey(scale: Scale, rotation: Rotation, annotations: string): string {
  return `${scale.zoom.toFixed(5)}@${scale.pixelRatio}/${rotation}/${annotations}`;
}

/** The device pixels of a part of a page at a zoom. */
function cutOf(part: Box, zoom: number, pixelRatio: number): Omit<Cut, 'keep' | 'pictures'> {
  return {
    part,
    scale: zoom * pixelRatio,
    left: part.left * pixelRatio,
    top: part.top * pixelRatio,
    width: Math.round(part.width * pixelRatio),
    height: Math.round(part.height * pixelRatio),
  };
}

/** Draws pages of one document into the shared cache. */
export class Painter implements RenderHost {
  readonly #pages: Pages;
  readonly #onDrawn: (drawing: PageDrawing) => void;
  readonly #onLost: (page: number, canvas: HTMLCanvasElement) => void;
  #scale: Scale = { zoom: 1, pixelRatio: 1 };
  /** Whether pictures are noted while pages are drawn, which costs a little. */
  seesPictures = false;
  readonly #pictures = new Map<number, readonly Picture[]>();
  #visible: ReadonlySet<number> = new Set();
  #wanted: ReadonlySet<number> = new Set();

  constructor(
    pages: Pages,
    onDrawn: (drawing: PageDrawing) => void,
    onLost: (page: number, canvas: HTMLCanvasElement) => void,
  ) {
    this.#pages = pages;
    this.#onDrawn = onDrawn;
    this.#onLost = onLost;
  }

  drawing(page: number): PageDrawing | undefined {
    return drawings.get(this, page);
  }

  /** The pictures of a page that was drawn while they were noted. */
  pictures(page: number): readonly Picture[] {
    return this.#pictures.get(page) ?? [];
  }

  /** Tells what is in the window and what is wanted beyond it, at which scale. */
  aim(scale: Scale, visible: Iterable<number>, wanted: Iterable<number>): void {
    this.#scale = scale;
    this.#visible = new Set(visible);
    this.#wanted = new Set(wanted);
    for (const entry of [...drawings.of(this)]) {
      entry.keep = this.#keepOf(entry.page);
      if (entry.keep !== 'no') drawings.touch(entry);
    }
  }

  isDrawn(page: number, key: string): boolean {
    const drawn = this.drawing(page)?.key === key;
    return drawn && (!this.seesPictures || this.#pictures.has(page));
  }

  start(index: number, key: string): RenderJob | null {
    const keep = this.#keepOf(index);
    const raster = this.#rasterWithin(index, keep);
    if (!raster) return null;
    const release = drawings.reserve(raster.bytes);
    let task: RenderTask | null = null;
    let cancelled = false;
    const draw = async (): Promise<boolean> => {
      const page = await this.#pages.page(index);
      if (cancelled) return false;
      const canvas = makeCanvas(raster.width, raster.height);
      try {
        const viewport = this.#pages.viewport(page, raster.scale);
        const pictures = this.seesPictures && !this.#pictures.has(index);
        const annotationMode = this.#pages.own.mode;
        task = paint(page, canvas, viewport, { x: 0, y: 0, pictures, annotationMode });
        await task.promise;
        if (cancelled) throw new Error('cancelled');
        if (pictures) this.#pictures.set(index, picturesOf(page, viewport));
      } catch (error) {
        freeCanvas(canvas);
        throw error;
      }
      release();
      this.#store(index, key, canvas, raster);
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

  /**
   * Draws a part of a page (CSS pixels within the page) with all the screen's pixels; null where
   * there is no room or it was cancelled by the signal.
   */
  async paintPart(index: number, part: Box, signal: AbortSignal): Promise<PartDrawing | null> {
    const { zoom, pixelRatio } = this.#scale;
    const cut = cutOf(part, zoom, pixelRatio);
    return this.#paintCut(index, { ...cut, keep: 'visible', pictures: false }, signal);
  }

  /** Draws a page small, within a box of CSS pixels; null where there is no room. */
  async paintSmall(
    index: number,
    box: { readonly width: number; readonly height: number },
    signal: AbortSignal,
  ): Promise<PartDrawing | null> {
    const { size } = this.#pages.geometry(index);
    const zoom = Math.min(box.width / size.width, box.height / size.height);
    const part = { left: 0, top: 0, ...pageExtent(size, zoom) };
    const scale = zoom * Math.min(2, devicePixelRatio);
    const cut = { part, scale, left: 0, top: 0, ...pageExtent(size, scale) };
    return this.#paintCut(index, { ...cut, keep: 'wanted', pictures: false }, signal);
  }

  /**
   * Draws a region of a page (CSS pixels within the page at a zoom) that need not be in the window,
   * and notes its pictures where the tone asks for it; null where there is no room.
   */
  async paintRegion(
    index: number,
    { part, zoom }: { readonly part: Box; readonly zoom: number },
    signal: AbortSignal,
  ): Promise<PartDrawing | null> {
    const cut = cutOf(part, zoom, Math.min(2, devicePixelRatio));
    const pictures = this.seesPictures;
    return this.#paintCut(index, { ...cut, keep: 'wanted', pictures }, signal);
  }

  /** Lets go of every drawing: they show what is no longer so, or the document is closed. */
  clear(): void {
    drawings.clear(this);
  }

  async #paintCut(index: number, cut: Cut, signal: AbortSignal): Promise<PartDrawing | null> {
    const { width, height, left: x, top: y, pictures } = cut;
    const bytes = width * height * 4;
    if (drawings.makeRoom(bytes, cut.keep) < bytes) return null;
    const release = drawings.reserve(bytes);
    const canvas = makeCanvas(width, height);
    const free = () => {
      freeCanvas(canvas);
      release();
    };
    try {
      const page = await this.#pages.page(index);
      signal.throwIfAborted();
      const viewport = this.#pages.viewport(page, cut.scale);
      const annotationMode = this.#pages.own.mode;
      const task = paint(page, canvas, viewport, { x, y, pictures, annotationMode });
      signal.addEventListener('abort', () => task.cancel(), { once: true });
      await task.promise;
      signal.throwIfAborted();
      const seen = pictures ? picturesOf(page, viewport, { x, y, width, height }) : [];
      return { canvas, part: cut.part, pictures: seen, free };
    } catch {
      free();
      return null;
    } finally {
      if (this.#keepOf(index) === 'no') this.#pages.release(index);
    }
  }

  #keepOf(page: number): Keep {
    if (this.#visible.has(page)) return 'visible';
    return this.#wanted.has(page) ? 'wanted' : 'no';
  }

  #rasterWithin(index: number, keep: Keep): Raster | null {
    const { size } = this.#pages.geometry(index);
    const { zoom, pixelRatio } = this.#scale;
    const raster = rasterFor(size, zoom, pixelRatio);
    const room = drawings.makeRoom(raster.bytes, keep);
    if (room >= raster.bytes) return raster;
    if (keep !== 'visible') return null;
    return rasterFor(size, zoom, pixelRatio, Math.max(LEAST_PIXELS, Math.floor(room / 4)));
  }

  #store(index: number, key: string, canvas: HTMLCanvasElement, raster: Raster): void {
    const drawing: PageDrawing = {
      owner: this,
      page: index,
      key,
      canvas,
      capped: raster.capped,
      bytes: raster.bytes,
      keep: this.#keepOf(index),
      release: () => {
        this.#onLost(index, canvas);
        freeCanvas(canvas);
      },
    };
    this.#onDrawn(drawing);
    drawings.put(drawing);
  }
}
