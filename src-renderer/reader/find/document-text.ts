import { joinedHyphens, type PageText } from '../../../src-shared/pdf/index.ts';
import type { FoundText } from '../../../src-shared/text/index.ts';
import type { ReaderEngine } from '../engine/index.ts';

/** So many characters of plain text are kept, about a thousand dense pages. */
const CHARACTERS_KEPT = 8_000_000;

/**
 * The plain text of a document's pages. Only characters are kept: with its glyphs a page takes three
 * hundred times as much, and is read anew when it is shown.
 */
export class DocumentText {
  readonly #engine: ReaderEngine;
  readonly #pages = new Map<number, FoundText>();
  #characters = 0;

  constructor(engine: ReaderEngine) {
    this.#engine = engine;
  }

  /** The text of a page if it is at hand. */
  peek(page: number): FoundText | undefined {
    return this.#pages.get(page);
  }

  /** The text of a page, nothing where it cannot be read; null once the document is closed. */
  async read(page: number): Promise<FoundText | null> {
    const kept = this.#pages.get(page);
    if (kept) return kept;
    const full = await this.pass(page);
    if (!this.#engine.document) return null;
    return this.#pages.get(page) ?? plainOf(full);
  }

  /**
   * The whole text of a page for one look at it; its characters are kept. Null where it cannot be
   * read or the document is closed.
   */
  async pass(page: number): Promise<PageText | null> {
    const { document } = this.#engine;
    const full = (await document?.texts.pass(page).catch(() => null)) ?? null;
    if (!this.#engine.document) return null;
    if (!this.#engine.mounted.some(({ index }) => index === page)) document?.pages.release(page);
    if (!this.#pages.has(page)) this.#keep(page, plainOf(full));
    return full;
  }

  #keep(page: number, text: FoundText): void {
    if (this.#characters + text.text.length > CHARACTERS_KEPT) return;
    this.#characters += text.text.length;
    this.#pages.set(page, text);
  }
}

function plainOf(full: PageText | null): FoundText {
  return full ? { text: full.text, joints: joinedHyphens(full) } : { text: '', joints: [] };
}
