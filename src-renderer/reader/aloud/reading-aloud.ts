import { createStore } from 'zustand/vanilla';
import {
  boundsOf,
  type PageText,
  type Quad,
  quadsOf,
  type Rect,
} from '../../../src-shared/pdf/index.ts';
import type { PageView } from '../engine/index.ts';
import { pathOfQuads } from '../selection/selection-paint.ts';
import { languageOf, type Sentence, sentencesOf, spokenText } from './sentences.ts';
import { type Speech, voiceFor } from './speech.ts';
import './aloud.css';

/** What reading aloud needs of the pages. */
export type AloudPages = {
  readonly count: () => number;
  readonly text: (page: number) => Promise<PageText>;
  /** Scrolls as little as shows a rectangle (user space). */
  readonly reveal: (page: number, rect: Rect) => void;
  /** Paints the pages anew. */
  readonly repaint: () => void;
};

export type AloudState = {
  readonly status: 'off' | 'speaking' | 'paused';
  readonly rate: number;
  readonly hasVoices: boolean;
  /** The voices refused to speak. */
  readonly failed: boolean;
};

/** How fast it can be read, 1 the voice's usual speed. */
export const RATES: readonly number[] = [0.75, 1, 1.25, 1.5, 2];

type Page = {
  readonly index: number;
  readonly text: PageText;
  readonly language: string;
  readonly sentences: readonly Sentence[];
};

const SVG = 'http://www.w3.org/2000/svg';

/** There is one voice in a room: who begins to read ends another's reading. */
let reading: ReadingAloud | null = null;

/**
 * Reads a document aloud from a place on, sentence by sentence, and marks what is spoken (READ-9).
 * Offsets count in the page's reading text, in which hyphens at line ends are joined.
 */
export class ReadingAloud {
  readonly state = createStore<AloudState>(() => ({
    ...{ status: 'off', rate: 1, hasVoices: false, failed: false },
  }));
  readonly #speech: Speech | null;
  readonly #pages: AloudPages;
  readonly #stop = new AbortController();
  #page: Page | null = null;
  /** Place of the spoken sentence among its page's, and offset of the spoken word. */
  #at = 0;
  #word: number | null = null;
  #turn = 0;

  constructor(speech: Speech | null, pages: AloudPages) {
    this.#speech = speech;
    this.#pages = pages;
    const look = () => this.state.setState({ hasVoices: (speech?.voices().length ?? 0) > 0 });
    look();
    speech?.onVoices(look, this.#stop.signal);
  }

  /** Whether it reads, or pauses in reading. */
  get isOn(): boolean {
    return this.state.getState().status !== 'off';
  }

  /** Reads from an offset of a page on, to the end of the document or until it is stopped. */
  async start(page: number, offset: number): Promise<void> {
    if (!this.state.getState().hasVoices) return;
    if (reading !== this) reading?.stop();
    reading = this;
    this.state.setState({ status: 'speaking', failed: false });
    await this.#enter(page, 1, (sentences) =>
      Math.max(
        0,
        sentences.findIndex(({ end }) => end > offset),
      ),
    );
  }

  /** Falls silent; `resume` goes on at the word where this was. */
  pause(): void {
    if (this.state.getState().status !== 'speaking') return;
    this.state.setState({ status: 'paused' });
    this.#silence();
  }

  resume(): void {
    if (this.state.getState().status !== 'paused') return;
    this.state.setState({ status: 'speaking' });
    void this.#goOn();
  }

  /** Goes a sentence on or back, over the pages' ends too. */
  async step(direction: 1 | -1): Promise<void> {
    const page = this.#page;
    if (!page || !this.isOn) return;
    this.state.setState({ status: 'speaking' });
    this.#at += direction;
    this.#word = null;
    await this.#goOn();
  }

  /** Reads at another speed, from the word where it is. */
  setRate(rate: number): void {
    this.state.setState({ rate });
    if (this.state.getState().status === 'speaking') void this.#goOn();
  }

  stop(): void {
    if (reading === this) reading = null;
    if (!this.isOn) return;
    this.state.setState({ status: 'off' });
    this.#page = null;
    this.#silence();
    this.#pages.repaint();
  }

  destroy(): void {
    this.stop();
    this.#stop.abort();
  }

  /** Marks the sentence that is spoken on its page, and its word where the voice tells. */
  paint(view: PageView): void {
    const page = this.#page;
    const sentence = page?.sentences[this.#at];
    const isHere = page && sentence && page.index === view.index;
    const shapes = isHere ? shapesOf(page.text, sentence, this.#word) : [];
    if (shapes.length > 0 || view.spoken.firstChild) view.spoken.replaceChildren(...shapes);
  }

  #silence(): void {
    this.#turn++;
    this.#speech?.stop();
  }

  /** Speaks on from where this is; behind a page's end, or before its beginning, on the next one. */
  async #goOn(): Promise<void> {
    const page = this.#page;
    if (!page || page.sentences[this.#at]) return this.#speak(this.#word);
    const direction = this.#at < 0 ? -1 : 1;
    await this.#enter(page.index + direction, direction, endOf(direction));
  }

  /** Goes to a page, or on in that direction to the next one with sentences. */
  async #enter(
    from: number,
    direction: 1 | -1,
    first: (sentences: readonly Sentence[]) => number,
  ): Promise<void> {
    this.#silence();
    const turn = this.#turn;
    let choose = first;
    for (let index = from; index >= 0 && index < this.#pages.count(); index += direction) {
      const text = await this.#pages.text(index).catch(() => null);
      if (turn !== this.#turn) return;
      const page = text && pageOf(index, text);
      if (page && page.sentences.length > 0) {
        this.#page = page;
        this.#at = choose(page.sentences);
        return this.#speak(null);
      }
      choose = endOf(direction);
    }
    // Before the first sentence there is the first one; behind the last one there is nothing.
    if (direction < 0 && this.#page) {
      this.#at = 0;
      this.#speak(null);
    } else this.stop();
  }

  /** Speaks the sentence from the word at an offset on, or the whole of it. */
  #speak(word: number | null): void {
    const page = this.#page;
    const sentence = page?.sentences[this.#at];
    const speech = this.#speech;
    if (!page || !sentence || !speech) {
      this.stop();
      return;
    }
    const turn = ++this.#turn;
    const now = (act: () => void) => () => turn === this.#turn && act();
    const start = word ?? sentence.start;
    this.#word = word;
    const voice = voiceFor(speech.voices(), page.language);
    this.#show(page, sentence);
    speech.say({
      text: spokenText(page.text, { start, end: sentence.end }),
      lang: voice?.lang ?? page.language,
      rate: this.state.getState().rate,
      voice: voice?.id ?? '',
      onWord: (offset) => {
        if (turn !== this.#turn) return;
        this.#word = start + offset;
        this.#pages.repaint();
      },
      onEnd: now(() => void this.step(1)),
      onFailure: now(() => {
        this.stop();
        this.state.setState({ failed: true });
      }),
    });
  }

  #show(page: Page, { start, end }: Sentence): void {
    const quads = quadsOf(page.text, start, end);
    if (quads.length > 0) this.#pages.reveal(page.index, boundsOf(quads));
    this.#pages.repaint();
  }
}

const endOf = (direction: 1 | -1) => (sentences: readonly Sentence[]) =>
  direction > 0 ? 0 : sentences.length - 1;

function pageOf(index: number, text: PageText): Page {
  const language = languageOf(text.text);
  return { index, text, language, sentences: sentencesOf(text, language) };
}

/** The word that begins at an offset. */
function wordAt(text: string, start: number, most: number): Sentence | null {
  const length = text.slice(start, most).search(/\s|$/);
  return length > 0 ? { start, end: start + length } : null;
}

/** The sentence, and over it the word that begins at an offset where the voice told one. */
function shapesOf(text: PageText, { start, end }: Sentence, at: number | null): SVGPathElement[] {
  const word = at === null ? null : wordAt(text.text, at, end);
  const sentence = shapeOf(quadsOf(text, start, end), 'offprint-spoken');
  if (!word) return [sentence];
  return [sentence, shapeOf(quadsOf(text, word.start, word.end), 'offprint-spoken-word')];
}

function shapeOf(quads: readonly Quad[], name: string): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', name);
  path.setAttribute('d', pathOfQuads(quads));
  return path;
}
