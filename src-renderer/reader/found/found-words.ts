import { boundsOf, type Quad, quadsOf } from '../../../src-shared/pdf/index.ts';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import { pathOfQuads } from '../selection/selection-paint.ts';
import { rangesOfWords } from './word-ranges.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A page, counted from 0, and words on it. */
export type WordsTarget = { readonly page: number; readonly words: readonly string[] };

type Found = { readonly page: number; readonly words: readonly (readonly Quad[])[] };

/** The words that a search of the library found on a page, marked until the user is done with them. */
export class FoundWords {
  readonly #engine: ReaderEngine;
  readonly #changed: () => void;
  #found: Found | null = null;
  #turn = 0;

  /** `changed` hears when pages are to be painted again. */
  constructor(engine: ReaderEngine, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
  }

  /** Whether words are marked. */
  get isShown(): boolean {
    return this.#found !== null;
  }

  /** Goes to a page and marks words there; resolves with how many there are. */
  async show({ page, words }: WordsTarget): Promise<number> {
    const turn = ++this.#turn;
    this.#engine.goTo({ page, share: 0 });
    const text = await this.#engine.pageText(page).catch(() => null);
    if (turn !== this.#turn || !text) return 0;
    const ranges = rangesOfWords(text.text, words);
    const quads = ranges.map(({ start, end }) => quadsOf(text, start, end));
    const [first] = quads.filter((of) => of.length > 0);
    this.#found = first ? { page, words: quads } : null;
    if (first) this.#engine.reveal(page, boundsOf(first));
    this.#changed();
    return ranges.length;
  }

  /** Takes the marks away. */
  clear(): void {
    this.#turn++;
    if (!this.#found) return;
    this.#found = null;
    this.#changed();
  }

  /** Draws what of it lies on a page. */
  paint(view: PageView): void {
    const words = this.#found?.page === view.index ? this.#found.words : [];
    view.found.replaceChildren(...words.map(shapeOf));
  }
}

function shapeOf(quads: readonly Quad[]): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', 'offprint-found');
  path.setAttribute('d', pathOfQuads(quads));
  return path;
}
