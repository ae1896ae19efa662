/** How many papers a query finds; null where it makes no sense. */
export type CountQuery = (query: string) => Promise<number | null>;

const EVERY_MS = 500;

/**
 * Numbers beside saved searches: what was counted last is told at once, and counted again, a little
 * later, when something has changed (FIND-6).
 */
export class LiveCounts {
  readonly #count: CountQuery;
  readonly #onChange: () => void;
  readonly #counts = new Map<string, number | null>();
  #stale = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(count: CountQuery, onChange: () => void) {
    this.#count = count;
    this.#onChange = onChange;
  }

  /** The last count of a query; null while there is none. */
  of(query: string): number | null {
    if (!this.#counts.has(query)) {
      this.#counts.set(query, null);
      this.#stale.add(query);
      this.#later();
    }
    return this.#counts.get(query) ?? null;
  }

  /** Something has changed that may change any count. */
  refresh(): void {
    for (const query of this.#counts.keys()) this.#stale.add(query);
    if (this.#stale.size > 0) this.#later();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #later(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => void this.#countAll(), EVERY_MS).unref();
  }

  async #countAll(): Promise<void> {
    const queries = [...this.#stale];
    this.#stale = new Set();
    let isOther = false;
    for (const query of queries) {
      const count = await this.#count(query).catch(() => undefined);
      if (count === undefined || count === this.#counts.get(query)) continue;
      this.#counts.set(query, count);
      isOther = true;
    }
    this.#timer = undefined;
    if (isOther && !this.#isClosed) this.#onChange();
    if (this.#stale.size > 0) this.#later();
  }
}
