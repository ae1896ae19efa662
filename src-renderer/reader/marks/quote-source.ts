import {
  type PageText,
  type Quad,
  type QuotePage,
  quadsOf,
  quotePage,
} from '../../../src-shared/pdf/index.ts';

/** Milliseconds of work after which others get their turn. */
const SLICE = 12;

/** Reads a page's text; rejects when it cannot be read. */
export type ReadPage = (page: number) => Promise<PageText>;

/**
 * The pages of a document, from 0, as quotes are looked for in them: the strings of all that were
 * read are kept, their glyphs are not.
 */
export class QuoteSource {
  readonly count: number;
  readonly #read: ReadPage;
  readonly #pages = new Map<number, Promise<QuotePage | undefined>>();
  #since = performance.now();

  constructor(count: number, read: ReadPage) {
    this.count = count;
    this.#read = read;
  }

  /** A page; undefined where there is none, or where it cannot be read. */
  page(index: number): Promise<QuotePage | undefined> {
    let page = this.#pages.get(index);
    if (!page) {
      page = index < this.count ? this.#readPage(index) : Promise.resolve(undefined);
      this.#pages.set(index, page);
    }
    return page;
  }

  /** The rectangles of a range of a page, user space. */
  async quads(page: number, start: number, end: number): Promise<readonly Quad[]> {
    return quadsOf(await this.#read(page), start, end);
  }

  /** Lets others work when this pass has worked long enough. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#since = performance.now();
  }

  async #readPage(index: number): Promise<QuotePage | undefined> {
    const text = await this.#read(index).catch(() => undefined);
    return text && quotePage(text);
  }
}
