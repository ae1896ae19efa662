/** Rows of a list that share a featured day; null for papers never featured. */
export type Stretch = { readonly day: string | null; readonly count: number };

/** Reads the keys of one day in the list's order, at most `limit`, after `offset` of them. */
export type ReadKeys = (day: string | null, limit: number, offset: number) => number[];

/** Keys that are read together; a day seldom has more papers. */
const CHUNK = 1_000;

/**
 * The ordered keys of a list of which only the days' lengths were read. The keys of a day are read
 * when its rows are asked for, so opening a list of a million papers reads none of them.
 */
export class LazyKeys {
  readonly groups: readonly { day: string | null; start: number; count: number }[];
  readonly total: number;
  readonly #read: ReadKeys;
  readonly #chunks = new Map<string, readonly number[]>();

  constructor(stretches: readonly Stretch[], read: ReadKeys) {
    let start = 0;
    this.groups = stretches.map(({ day, count }) => {
      const group = { day, start, count };
      start += count;
      return group;
    });
    this.total = start;
    this.#read = read;
  }

  /** Keys `offset` to `offset + limit`; undefined where the list is no longer as long as it was. */
  slice(offset: number, limit: number): number[] | undefined {
    const keys: number[] = [];
    const end = Math.min(offset + limit, this.total);
    for (let position = offset; position < end; ) {
      const part = this.#from(position, end);
      if (part === undefined) return undefined;
      keys.push(...part);
      position += part.length;
    }
    return keys;
  }

  /** The keys from a position on that lie in one chunk; at least one. */
  #from(position: number, end: number): readonly number[] | undefined {
    const index = this.#groupAt(position);
    const { start } = this.groups[index]!;
    const first = Math.floor((position - start) / CHUNK) * CHUNK;
    const chunk = this.#chunk(index, first);
    return chunk?.slice(position - start - first, end - start - first);
  }

  #chunk(index: number, first: number): readonly number[] | undefined {
    const name = `${index}:${first}`;
    const known = this.#chunks.get(name);
    if (known) return known;
    const { day, count } = this.groups[index]!;
    const expected = Math.min(CHUNK, count - first);
    // One more than a day's last key shows that the day has grown.
    const isLast = first + expected === count;
    const keys = this.#read(day, isLast ? expected + 1 : expected, first);
    if (keys.length !== expected) return undefined;
    this.#chunks.set(name, keys);
    return keys;
  }

  #groupAt(position: number): number {
    let low = 0;
    let high = this.groups.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.groups[middle]!.start <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
