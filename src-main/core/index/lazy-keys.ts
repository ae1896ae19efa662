import type { Group, ListKeys } from './keys.ts';

/** Rows of a list that are read together from an index. */
export interface Stretch {
  readonly day: string | null;
  readonly count: number;
  /** At most `limit` keys, after `offset` of them. */
  read(limit: number, offset: number): number[];
  /** How many keys stand before a key; undefined where it is not one of them. */
  before(key: number): number | undefined;
}

/** Keys that are read together: the window that was asked for and some around it. */
const CHUNK = 128;
/** Keys far down a long stretch are counted to, so more of them are read at a time. */
const LONG_CHUNK = 1_024;

const chunkOf = (count: number): number => (count > 8 * LONG_CHUNK ? LONG_CHUNK : CHUNK);

/**
 * The ordered keys of a list of which only the lengths of its stretches were read. Keys are read when
 * their rows are asked for, so opening a list of a million papers reads none of them.
 */
export class LazyKeys implements ListKeys {
  readonly groups: readonly Group[];
  readonly total: number;
  readonly #stretches: readonly Stretch[];
  readonly #starts: readonly number[];
  readonly #chunks = new Map<string, Uint32Array>();

  /** `grouped`: whether the stretches are days. */
  constructor(stretches: readonly Stretch[], grouped: boolean) {
    let start = 0;
    this.#stretches = stretches;
    this.#starts = stretches.map(({ count }) => {
      start += count;
      return start - count;
    });
    this.total = start;
    const whole = { day: null, start: 0, count: start };
    const days = stretches.map(({ day, count }, at) => ({ day, start: this.#starts[at]!, count }));
    this.groups = grouped ? days : [whole].filter(({ count }) => count > 0);
  }

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

  locate(key: number): number | null {
    for (const [at, stretch] of this.#stretches.entries()) {
      const before = stretch.before(key);
      if (before !== undefined) return this.#starts[at]! + before;
    }
    return null;
  }

  /** The keys from a position on that lie in one chunk; at least one. */
  #from(position: number, end: number): Uint32Array | undefined {
    const index = this.#stretchAt(position);
    const start = this.#starts[index]!;
    const size = chunkOf(this.#stretches[index]!.count);
    const first = Math.floor((position - start) / size) * size;
    const chunk = this.#chunk(index, first, size);
    return chunk?.subarray(position - start - first, end - start - first);
  }

  #chunk(index: number, first: number, size: number): Uint32Array | undefined {
    const name = `${index}:${first}`;
    const known = this.#chunks.get(name);
    if (known) return known;
    const stretch = this.#stretches[index]!;
    const expected = Math.min(size, stretch.count - first);
    // One more than a stretch's last key shows that it has grown.
    const isLast = first + expected === stretch.count;
    const keys = stretch.read(isLast ? expected + 1 : expected, first);
    if (keys.length !== expected) return undefined;
    const chunk = Uint32Array.from(keys);
    this.#chunks.set(name, chunk);
    return chunk;
  }

  #stretchAt(position: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
