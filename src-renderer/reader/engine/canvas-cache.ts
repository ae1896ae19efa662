/** How dearly a drawing is kept: in the window, wanted next, or only remembered. */
export type Keep = 'visible' | 'wanted' | 'no';

/** A finished drawing of a page. */
export type CacheEntry = {
  readonly owner: object;
  readonly page: number;
  readonly bytes: number;
  keep: Keep;
  /** Frees the pixels. */
  release(): void;
};

/** Most bytes that the canvases of all tabs may hold together (PERF-5). */
const ALL_CANVASES_BYTES = 150_000_000;

/** Of these, what small pictures may hold, which stand in for pages until they are sharp. */
export const SMALL_BUDGET_BYTES = 16_000_000;

/** What is left for drawings with all pixels. */
export const CANVAS_BUDGET_BYTES = ALL_CANVASES_BYTES - SMALL_BUDGET_BYTES;

const RANK = { no: 0, wanted: 1, visible: 2 } as const;

/**
 * Keeps drawings of pages of all open documents within one budget, those being made included; what
 * was used longest ago goes first. One drawing for each page of an owner.
 */
export class CanvasCache<T extends CacheEntry> {
  /** In order of use: a Map remembers insertion, so touching is deleting and setting again. */
  readonly #entries = new Map<string, T>();
  readonly #owners = new WeakMap<object, number>();
  readonly budget: number;
  #stored = 0;
  #reserved = 0;
  #nextOwner = 1;

  constructor(budget: number = CANVAS_BUDGET_BYTES) {
    this.budget = budget;
  }

  /** Bytes held now, those reserved for drawings in progress included. */
  get bytes(): number {
    return this.#stored + this.#reserved;
  }

  get(owner: object, page: number): T | undefined {
    return this.#entries.get(this.#key(owner, page));
  }

  /** Every drawing of an owner. */
  *of(owner: object): Iterable<T> {
    for (const entry of this.#entries.values()) if (entry.owner === owner) yield entry;
  }

  /** Marks an entry as just used. */
  touch(entry: T): void {
    const key = this.#key(entry.owner, entry.page);
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  /**
   * Makes room for a drawing by letting go of less dear ones, and answers how many bytes are free
   * now (at most what was asked for). Reserves nothing.
   */
  makeRoom(bytes: number, keep: Keep): number {
    // What is only remembered may always go, for its like too.
    const rank = Math.max(RANK.wanted, RANK[keep]);
    for (const entry of this.#entries.values()) {
      if (this.bytes + bytes <= this.budget) break;
      if (RANK[entry.keep] < rank) this.#drop(entry);
    }
    return Math.max(0, Math.min(bytes, this.budget - this.bytes));
  }

  /** Counts a drawing in progress; the function answered gives the bytes back, once. */
  reserve(bytes: number): () => void {
    this.#reserved += bytes;
    let held = true;
    return () => {
      if (held) this.#reserved -= bytes;
      held = false;
    };
  }

  /** Stores a drawing in place of the page's former one. */
  put(entry: T): void {
    const old = this.get(entry.owner, entry.page);
    if (old) this.#drop(old);
    this.makeRoom(entry.bytes, entry.keep);
    this.#entries.set(this.#key(entry.owner, entry.page), entry);
    this.#stored += entry.bytes;
  }

  /** Frees everything that an owner has: its document was closed. */
  clear(owner: object): void {
    for (const entry of [...this.of(owner)]) this.#drop(entry);
  }

  #drop(entry: T): void {
    this.#entries.delete(this.#key(entry.owner, entry.page));
    this.#stored -= entry.bytes;
    entry.release();
  }

  #key(owner: object, page: number): string {
    let id = this.#owners.get(owner);
    if (id === undefined) {
      id = this.#nextOwner++;
      this.#owners.set(owner, id);
    }
    return `${id}:${page}`;
  }
}
