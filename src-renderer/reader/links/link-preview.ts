import { createStore } from 'zustand/vanilla';
import type { ReaderEngine } from '../engine/index.ts';
import type { PageLink } from './page-links.ts';
import { type PreviewContent, previewOf } from './preview-content.ts';
import { addCited, type CitedReference, citedPaper } from './reference-acts.ts';

/** Quiet time over a link before its card is shown, and beside it before it goes, milliseconds. */
const SHOW_AFTER_MS = 300;
const HIDE_AFTER_MS = 250;

/** The card that is shown. */
export type LinkCard = { readonly link: PageLink; readonly content: PreviewContent };

let cards = 0;

/** Decides which link's target is shown on a card, by the mouse's rest and by the focus. */
export class LinkPreview {
  readonly state = createStore<{ readonly card: LinkCard | null }>(() => ({ card: null }));
  /** The id of the card's words in the document: what has the focus is described by them. */
  readonly id = `link-card-${++cards}`;
  readonly #engine: ReaderEngine;
  readonly #speak: (text: string) => void;
  #link: PageLink | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #described: HTMLElement | null = null;
  #work = new AbortController();
  #isReturning = false;

  constructor(engine: ReaderEngine, speak: (text: string) => void) {
    this.#engine = engine;
    this.#speak = speak;
    engine.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    engine.scroller.addEventListener('mousedown', () => this.hide());
  }

  get isShown(): boolean {
    return this.state.getState().card !== null;
  }

  /** The reference that is shown; null where there is none. */
  get reference(): CitedReference | null {
    const content = this.state.getState().card?.content;
    return content?.kind === 'reference' ? content : null;
  }

  /** Adds the reference that is shown to the library. */
  async add(): Promise<void> {
    const { reference } = this;
    if (!reference || reference.isAdding) return;
    this.#changeReference(reference.text, { isAdding: true, message: '' });
    const changes = await addCited(reference);
    this.#changeReference(reference.text, { ...changes, isAdding: false });
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
    if (this.#isReturning) return;
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

  /** Closes the card; the focus goes from it to where it was before. */
  close(): void {
    const wasInside = this.holds(document.activeElement);
    const before = this.#described ?? this.#engine.scroller;
    this.hide();
    if (!wasInside) return;
    this.#isReturning = true;
    before.focus({ preventScroll: true });
    this.#isReturning = false;
  }

  /** Whether something lies in the card. */
  holds(target: EventTarget | null): boolean {
    return target instanceof Element && target.closest(`[data-link-card="${this.id}"]`) !== null;
  }

  /** Gives the first of the card's acts the focus; false where it has none. */
  enter(): boolean {
    const act = document.querySelector<HTMLElement>(`[data-link-card="${this.id}"] button`);
    act?.focus();
    return act !== null;
  }

  /** To come to a link by keys may scroll; under the mouse something else lies then. */
  #scrolled(): void {
    const { card } = this.state.getState();
    if (!this.#described) this.hide();
    else if (card) this.state.setState({ card: { ...card } });
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
    if (content?.kind === 'reference') void this.#look(content.text);
    if (!content || !this.#described) return;
    this.#described.setAttribute('aria-describedby', this.id);
    this.#speak(saidOf(content));
  }

  /** Looks for the paper in the library. */
  async #look(text: string): Promise<void> {
    const paper = await citedPaper(text);
    this.#changeReference(text, { paper });
  }

  /** Changes what is known of a reference, if it is still the one that is shown. */
  #changeReference(text: string, changes: Partial<CitedReference>): void {
    const { reference } = this;
    const { card } = this.state.getState();
    if (!card || reference?.text !== text) return;
    this.state.setState({ card: { ...card, content: { ...reference, ...changes } } });
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
