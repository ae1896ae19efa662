import { isReference, passageAt } from '../../../src-shared/pdf/index.ts';
import type { Box, ReaderEngine } from '../engine/index.ts';
import { popoverPlace } from '../popover-place.ts';
import { destinationOf } from './destination.ts';
import type { PageLink } from './page-links.ts';

/** Quiet time over a link before its card is shown, and beside it before it goes, milliseconds. */
const SHOW_AFTER_MS = 300;
const HIDE_AFTER_MS = 250;

/** Names that writers of PDFs give to the places of references and footnotes. */
const NAMED = /^(?:cite|bib|ref\d|reference|h?footnote|fn)/iu;

let cards = 0;

/** Shows the reference or the footnote that a link leads to, on a card beside the link. */
export class LinkPreview {
  readonly #engine: ReaderEngine;
  readonly #card = document.createElement('div');
  #link: PageLink | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #described: HTMLElement | null = null;

  constructor(engine: ReaderEngine) {
    this.#engine = engine;
    this.#card.className = 'offprint-link-card';
    this.#card.id = `link-card-${++cards}`;
    this.#card.setAttribute('role', 'tooltip');
    this.#card.addEventListener('mouseenter', () => clearTimeout(this.#timer));
    this.#card.addEventListener('mouseleave', () => this.point(undefined));
    engine.scroller.addEventListener('scroll', () => this.hide(), { passive: true });
    engine.scroller.addEventListener('mousedown', () => this.hide());
  }

  get isShown(): boolean {
    return this.#card.isConnected;
  }

  /** The pointer lies on a link, or on none. */
  point(link: PageLink | undefined): void {
    if (link && link === this.#link) {
      if (this.isShown) clearTimeout(this.#timer);
      return;
    }
    clearTimeout(this.#timer);
    if (link) this.#aim(link, SHOW_AFTER_MS);
    else if (this.isShown) this.#timer = setTimeout(() => this.hide(), HIDE_AFTER_MS);
    else this.#link = null;
  }

  /** A link has the focus: `element` is described by the card. */
  focus(link: PageLink, element: HTMLElement): void {
    this.hide();
    this.#described = element;
    this.#aim(link, 0);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#link = null;
    this.#described?.removeAttribute('aria-describedby');
    this.#described = null;
    this.#card.remove();
  }

  #aim(link: PageLink, after: number): void {
    this.#link = link;
    this.#timer = setTimeout(() => void this.#show(link), after);
  }

  async #show(link: PageLink): Promise<void> {
    const text = await textOf(this.#engine, link);
    const { document: open, scroller } = this.#engine;
    if (link !== this.#link || !open) return;
    this.#card.remove();
    if (text === null) return;
    this.#card.textContent = text;
    scroller.parentElement?.append(this.#card);
    this.#described?.setAttribute('aria-describedby', this.#card.id);
    this.#place(link.rects.map((rect) => this.#engine.clientBox(link.page, rect)));
  }

  #place(lines: readonly Box[]): void {
    const { style, offsetWidth: width, offsetHeight: height } = this.#card;
    const area = this.#engine.scroller.getBoundingClientRect();
    const place = popoverPlace({ lines, side: 'below' }, area, { width, height });
    if (!place) {
      this.hide();
      return;
    }
    style.left = '0';
    style.top = '0';
    const origin = this.#card.getBoundingClientRect();
    style.left = `${place.left - origin.left}px`;
    style.top = `${place.top - origin.top}px`;
  }
}

/** The words of the reference or the footnote that a link leads to; null where it is something else. */
async function textOf(engine: ReaderEngine, { target }: PageLink): Promise<string | null> {
  const pdf = engine.document?.pages.pdf;
  if (target.kind !== 'inside' || !pdf) return null;
  const place = await destinationOf(pdf, target.dest);
  if (!place || place.top === null) return null;
  const page = await engine.pageText(place.page).catch(() => null);
  const passage = page && passageAt(page, place.top, place.left);
  if (!passage) return null;
  const isNamed = typeof target.dest === 'string' && NAMED.test(target.dest);
  return isNamed || isReference(passage) ? passage.text : null;
}
