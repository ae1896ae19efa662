import type { FoundRange } from '../../../src-shared/text/index.ts';

/** One hit: its page, and which it is there; both from 0. */
export type Hit = { readonly page: number; readonly index: number };

const NONE: readonly FoundRange[] = [];

/** What was found so far, page by page, while a document is looked through. */
export class Hits {
  readonly #first: number;
  readonly #pages: (readonly FoundRange[] | undefined)[];
  #count = 0;
  #scanned = 0;

  /** Hits on the pages from `first` to `last`. */
  constructor(first: number, last: number) {
    this.#first = first;
    this.#pages = new Array(Math.max(0, last - first + 1)).fill(undefined);
  }

  /** How many there are on the pages that were looked through. */
  get count(): number {
    return this.#count;
  }

  /** Whether every page was looked through. */
  get isWhole(): boolean {
    return this.#scanned === this.#pages.length;
  }

  /** Takes what was found on a page. */
  put(page: number, ranges: readonly FoundRange[]): void {
    const place = page - this.#first;
    if (this.#pages[place] === undefined) this.#scanned++;
    this.#count += ranges.length - (this.#pages[place]?.length ?? 0);
    this.#pages[place] = ranges;
  }

  /** What was found on a page; nothing where it was not looked through yet. */
  on(page: number): readonly FoundRange[] {
    return this.#pages[page - this.#first] ?? NONE;
  }

  /** Where a hit stands on its page. */
  rangeOf({ page, index }: Hit): FoundRange | undefined {
    return this.on(page)[index];
  }

  /** Which one of all a hit is, from 1. */
  rankOf({ page, index }: Hit): number {
    let rank = index + 1;
    for (let place = 0; place < page - this.#first; place++) {
      rank += this.#pages[place]?.length ?? 0;
    }
    return rank;
  }

  /** The first hit of a page that does not begin before an offset, else the page's first. */
  near(page: number, offset: number): Hit | null {
    const ranges = this.on(page);
    if (ranges.length === 0) return null;
    const index = ranges.findIndex(({ start }) => start >= offset);
    return { page, index: Math.max(0, index) };
  }

  /**
   * The hit after (`1`) or before (`-1`) another, round the document's end; `unknown` where pages
   * between were not looked through yet, null where there is none.
   */
  next({ page, index }: Hit, direction: 1 | -1): Hit | 'unknown' | null {
    if (this.on(page)[index + direction]) return { page, index: index + direction };
    const { length } = this.#pages;
    for (let step = 1; step <= length; step++) {
      const place = (page - this.#first + direction * step + length * step) % length;
      const ranges = this.#pages[place];
      if (ranges === undefined) return 'unknown';
      if (ranges.length > 0) {
        return { page: this.#first + place, index: direction > 0 ? 0 : ranges.length - 1 };
      }
    }
    return null;
  }
}
