import { type Quad, quadsOf } from '../../../src-shared/pdf/index.ts';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import { pathOfQuads } from '../selection/selection-paint.ts';
import type { Hit, Hits } from './hits.ts';
import './find-overlay.css';

const SVG = 'http://www.w3.org/2000/svg';

/** Draws hits on the pages that are in the document; quads are kept for as long as the hits are. */
export class FindOverlay {
  readonly #engine: ReaderEngine;
  readonly #quads = new Map<number, readonly (readonly Quad[])[]>();
  #hits: Hits | null = null;
  #current: Hit | null = null;

  constructor(engine: ReaderEngine) {
    this.#engine = engine;
  }

  /** Shows hits, with null none. */
  show(hits: Hits | null): void {
    this.#hits = hits;
    this.#current = null;
    this.#quads.clear();
    this.#repaint();
  }

  /** Sets one hit apart. */
  setCurrent(hit: Hit | null): void {
    this.#current = hit;
    this.#repaint();
  }

  /** Draws a page whose hits are known now. */
  found(page: number): void {
    const view = this.#engine.mounted.find(({ index }) => index === page);
    if (view) this.paint(view);
  }

  /** The quads of a hit; resolves with none where its page cannot be read any more. */
  async quadsOf(hit: Hit): Promise<readonly Quad[]> {
    return (await this.#read(hit.page))?.[hit.index] ?? [];
  }

  /** Draws what of the hits lies on a page. */
  paint(view: PageView): void {
    const page = view.index;
    const quads = this.#quads.get(page);
    if (!this.#hits || this.#hits.on(page).length === 0) view.find.replaceChildren();
    else if (quads) this.#draw(view, quads);
    else this.#paintLater(page, this.#hits);
  }

  #paintLater(page: number, hits: Hits): void {
    void this.#read(page).then((read) => {
      if (read && hits === this.#hits) this.found(page);
    });
  }

  async #read(page: number): Promise<readonly (readonly Quad[])[] | null> {
    const hits = this.#hits;
    if (!hits) return null;
    const kept = this.#quads.get(page);
    if (kept) return kept;
    const text = await this.#engine.pageText(page).catch(() => null);
    if (!text || hits !== this.#hits) return null;
    const quads = hits.on(page).map(({ start, end }) => quadsOf(text, start, end));
    this.#quads.set(page, quads);
    return quads;
  }

  #draw(view: PageView, quads: readonly (readonly Quad[])[]): void {
    const isCurrent = (index: number) =>
      this.#current?.page === view.index && this.#current.index === index;
    // The current one on top, as neighbours on a dense page touch.
    const order = [...quads.keys()].sort((a, b) => Number(isCurrent(a)) - Number(isCurrent(b)));
    view.find.replaceChildren(...order.map((i) => shapeOf(quads[i]!, isCurrent(i))));
  }

  #repaint(): void {
    for (const view of this.#engine.mounted) this.paint(view);
  }
}

function shapeOf(quads: readonly Quad[], isCurrent: boolean): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', isCurrent ? 'offprint-hit offprint-hit-current' : 'offprint-hit');
  path.setAttribute('d', pathOfQuads(quads));
  return path;
}
