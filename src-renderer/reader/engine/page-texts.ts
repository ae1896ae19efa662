import { OPS, type PDFPageProxy } from 'pdfjs-dist';
import {
  buildPageText,
  type Glyph,
  type PageText,
  type Rect,
  readPageGlyphs,
} from '../../../src-shared/pdf/index.ts';
import { breath } from './breath.ts';
import { readTextContent } from './text-content.ts';

/** A dense page's text takes about a megabyte of glyphs; these are at hand for the eye's pages. */
const PAGES_KEPT = 48;

/**
 * A page's glyphs. A page of pictures only, such as a cover or a scan, is known by its text
 * content, which costs nothing; its operator list would decode the pictures once more. Rejects when
 * it is called off.
 */
export async function readGlyphs(page: PDFPageProxy, signal: AbortSignal): Promise<Glyph[]> {
  const content = await readTextContent(page, signal);
  if (!content.items.some((item) => 'str' in item && item.str.trim() !== '')) return [];
  const { view, rotate, commonObjs, objs } = page;
  const getOperatorList: PDFPageProxy['getOperatorList'] = (options) =>
    page.getOperatorList(options);
  const getTextContent = () => Promise.resolve(content);
  return readPageGlyphs({ view, rotate, commonObjs, objs, getOperatorList, getTextContent }, OPS);
}

/** Reads and keeps the text model of pages, the last used ones. */
export class PageTexts {
  readonly #page: (index: number) => Promise<PDFPageProxy>;
  readonly #reading = new Map<number, Promise<PageText>>();
  readonly #texts = new Map<number, PageText>();
  readonly #kept = new Set<number>();
  readonly #closing = new AbortController();

  constructor(page: (index: number) => Promise<PDFPageProxy>) {
    this.#page = page;
  }

  /** The text of a page if it is at hand. */
  peek(index: number): PageText | undefined {
    return this.#texts.get(index);
  }

  /** The text of a page; rejects if the document was closed meanwhile or the page is broken. */
  read(index: number): Promise<PageText> {
    const text = this.#texts.get(index);
    if (text) {
      this.#remember(index, text);
      return Promise.resolve(text);
    }
    const reading = this.#reading.get(index) ?? this.#start(index);
    this.#reading.set(index, reading);
    return reading;
  }

  /** Pages that must stay at hand, such as those that a selection touches. */
  keep(pages: Iterable<number>): void {
    this.#kept.clear();
    for (const page of pages) this.#kept.add(page);
  }

  /** The text of a page for one look at it: what is at hand stays, and this does not. */
  pass(index: number): Promise<PageText> {
    const text = this.#texts.get(index);
    return text ? Promise.resolve(text) : (this.#reading.get(index) ?? this.#build(index));
  }

  /** Calls off what is being read: the document is being closed. */
  close(): void {
    this.#closing.abort();
  }

  async #build(index: number): Promise<PageText> {
    const page = await this.#page(index);
    const glyphs = await readGlyphs(page, this.#closing.signal);
    // Reading glyphs and making words of them are each as much as one frame can bear.
    await breath();
    return buildPageText(index, glyphs, page.view as unknown as Rect);
  }

  async #start(index: number): Promise<PageText> {
    try {
      const text = await this.#build(index);
      this.#remember(index, text);
      return text;
    } finally {
      this.#reading.delete(index);
    }
  }

  #remember(index: number, text: PageText): void {
    this.#texts.delete(index);
    this.#texts.set(index, text);
    for (const old of this.#texts.keys()) {
      if (this.#texts.size <= PAGES_KEPT) return;
      if (!this.#kept.has(old)) this.#texts.delete(old);
    }
  }
}
