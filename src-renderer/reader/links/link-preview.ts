import { createStore } from 'zustand/vanilla';
import type { ReaderEngine } from '../engine/index.ts';
import type { PageLink } from './page-links.ts';
import { type PreviewContent, previewOf } from './preview-content.ts';

/** Quiet time over a link before its card is shown, and beside it before it goes, milliseconds. */
const SHOW_AFTER_MS = 300;
const HIDE_AFTER_MS = 250;

/** The card that is shown. */
export type LinkCard = { readonly link: PageLink; readonly content: PreviewContent };

let cards = 0;

/** Decides which link's target is shown on a card, by the mouse's rest and by the focus. */
export class LinkPreview {
  readonly state = createStore<{ readonly card: LinkCard | null }>(() => ({ card: null }));
  /** The card's id in the document: what has the focus is described by it. */
  readonly id = `link-card-${++cards}`;
  readonly #engine: ReaderEngine;
  readonly #speak: (text: string) => void;
  #link: PageLink | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #described: HTMLElement | null = null;
  #work = new AbortController();

  constructor(engine: ReaderEngine, speak: (text: string) => void) {
    this.#engine = engine;
    this.#speak = speak;
    engine.scroller.addEventListener('scroll', () => this.hide(), { passive: true });
    engine.scroller.addEventListener('mousedown', () => this.hide());
  }

  get isShown(): boolean {
    return this.state.getState().card !== null;
  }

  /** The pointer lies on a link, or on none. */
  point(link: PageLink | undefined): void {
    if (link && link === this.#link) {
      if (this.isShown) this.stay();
      return;
    }
    clearTimeout(this.#timer);
    if (link) this.#aim(link, SHOW_AFTER_MS);
    else if (this.isShown) this.#timer = setTimeout(() => this.hide(), HIDE_AFTER_MS);
    else this.#forget();
  }

  /** The pointer lies in the card, or the focus is there. */
  stay(): void {
    clearTimeout(this.#timer);
  }

  /** A link has the focus: `element` is described by the card. */
  focus(link: PageLink, element: HTMLElement): void {
    this.hide();
    this.#described = element;
    this.#aim(link, 0);
  }

  hide(): void {
    this.#forget();
    this.#described?.removeAttribute('aria-describedby');
    this.#described = null;
    this.#take(null);
  }

  /** Calls off what was aimed at; a card that is shown stays. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#work.abort();
    this.#link = null;
  }

  #aim(link: PageLink, after: number): void {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#link = link;
    this.#timer = setTimeout(() => void this.#show(link, signal), after);
  }

  async #show(link: PageLink, signal: AbortSignal): Promise<void> {
    const content = await previewOf(this.#engine, link, signal);
    if (signal.aborted || !this.#engine.document) {
      free(content);
      return;
    }
    this.#take(content && { link, content });
    if (!content || !this.#described) return;
    this.#described.setAttribute('aria-describedby', this.id);
    this.#speak(saidOf(content));
  }

  #take(card: LinkCard | null): void {
    const before = this.state.getState().card;
    if (before === card) return;
    this.state.setState({ card });
    free(before?.content ?? null);
  }
}

function saidOf(content: PreviewContent): string {
  return content.kind === 'picture' ? `${content.name}. ${content.words}` : content.text;
}

function free(content: PreviewContent | null): void {
  if (content?.kind === 'picture') content.picture.free();
}
