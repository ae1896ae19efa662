import type { PageTexts } from './page-texts.ts';
import type { PageView } from './page-view.ts';
import type { Pages } from './pages.ts';
import { buildTextLayer } from './text-layer.ts';

/** Quiet time before text layers are built, milliseconds: a scroll must not wait for them. */
const QUIET_MS = 120;

/** Reads texts and builds text layers of the pages in the window, when nothing else is to do. */
export class TextLayers {
  readonly #pages: Pages;
  readonly #texts: PageTexts;
  readonly #onReady: (page: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle = 0;
  #round = 0;

  constructor(pages: Pages, texts: PageTexts, onReady: (page: number) => void) {
    this.#pages = pages;
    this.#texts = texts;
    this.#onReady = onReady;
  }

  /** Plans the layers of these pages; `now` does not wait for quiet. */
  plan(views: readonly PageView[], now: boolean): void {
    const missing = views.filter((view) => !view.hasText);
    this.stop();
    if (missing.length === 0) return;
    const round = this.#round;
    if (now) void this.#build(missing, round);
    else this.#timer = setTimeout(() => this.#whenIdle(missing, round), QUIET_MS);
  }

  stop(): void {
    this.#round++;
    clearTimeout(this.#timer);
    if (this.#idle) cancelIdleCallback(this.#idle);
    this.#idle = 0;
  }

  #whenIdle(views: readonly PageView[], round: number): void {
    this.#idle = requestIdleCallback(() => void this.#build(views, round), { timeout: 400 });
  }

  async #build(views: readonly PageView[], round: number): Promise<void> {
    for (const view of views) {
      const text = await this.#texts.read(view.index).catch(() => null);
      if (view.hasText || !view.element.isConnected) continue;
      const { size, toPage } = this.#pages.geometry(view.index);
      if (text) view.showText(buildTextLayer(text, toPage, size));
      // A page without readable text is done with as well.
      this.#onReady(view.index);
      if (round !== this.#round) return;
    }
  }
}
