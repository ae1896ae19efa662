import type { Box } from './layout.ts';
import type { PageView } from './page-view.ts';
import type { Painter } from './painter.ts';

/** Quiet time before the part in the window is drawn again with all pixels, milliseconds. */
const QUIET_MS = 140;

/** The part of a page that a window shows: CSS pixels within the page, whole numbers. */
export function shownPart(page: Box, window: Box): Box | null {
  const left = Math.floor(Math.max(0, window.left - page.left));
  const top = Math.floor(Math.max(0, window.top - page.top));
  const right = Math.ceil(Math.min(page.width, window.left + window.width - page.left));
  const bottom = Math.ceil(Math.min(page.height, window.top + window.height - page.top));
  if (right <= left || bottom <= top) return null;
  return { left, top, width: right - left, height: bottom - top };
}

function contains(outer: Box | null, inner: Box): boolean {
  return (
    outer !== null &&
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.left + outer.width >= inner.left + inner.width &&
    outer.top + outer.height >= inner.top + inner.height
  );
}

/**
 * At great zooms a whole page would need too many pixels, so it is drawn with fewer and the part in
 * the window is laid over it sharply, once the eye rests.
 */
export class DetailPainter {
  readonly #painter: Painter;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work = new AbortController();

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Plans the sharp parts anew; `pages` are those in the window with their boxes. */
  plan(pages: readonly { view: PageView; box: Box }[], window: Box): void {
    this.stop();
    const capped = pages.filter(({ view }) => this.#painter.drawing(view.index)?.capped);
    if (capped.length === 0) return;
    this.#timer = setTimeout(() => void this.#paint(capped, window), QUIET_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#work.abort();
    this.#work = new AbortController();
  }

  async #paint(pages: readonly { view: PageView; box: Box }[], window: Box): Promise<void> {
    const { signal } = this.#work;
    for (const { view, box } of pages) {
      const part = shownPart(box, window);
      if (!part || contains(view.detail, part)) continue;
      view.showDetail(null);
      const drawing = await this.#painter.paintPart(view.index, part, signal);
      if (signal.aborted) return drawing?.free();
      if (drawing) view.showDetail(drawing);
    }
  }
}
