/** A set of papers by the keys of their rows, a bit for each. */
export class KeySet {
  readonly #bits: Uint32Array;

  private constructor(bits: Uint32Array) {
    this.#bits = bits;
  }

  /** Keys up to `most`; those beyond are left out. */
  static of(keys: Iterable<number>, most: number): KeySet {
    const bits = new Uint32Array((most >>> 5) + 1);
    for (const key of keys) if (key <= most) bits[key >>> 5]! |= 1 << (key & 31);
    return new KeySet(bits);
  }

  has(key: number): boolean {
    return ((this.#bits[key >>> 5] ?? 0) & (1 << (key & 31))) !== 0;
  }

  and(other: KeySet): KeySet {
    return new KeySet(this.#bits.map((bits, at) => bits & (other.#bits[at] ?? 0)));
  }

  or(other: KeySet): KeySet {
    const [long, short] = this.#bits.length >= other.#bits.length ? [this, other] : [other, this];
    return new KeySet(long.#bits.map((bits, at) => bits | (short.#bits[at] ?? 0)));
  }

  /** Those that are not in the other. */
  without(other: KeySet): KeySet {
    return new KeySet(this.#bits.map((bits, at) => bits & ~(other.#bits[at] ?? 0)));
  }

  get size(): number {
    let size = 0;
    for (const bits of this.#bits) size += ones(bits);
    return size;
  }

  /** The keys, the greatest first: what came last stands first. */
  *keys(): Generator<number> {
    for (let at = this.#bits.length - 1; at >= 0; at--) {
      const bits = this.#bits[at]!;
      if (bits === 0) continue;
      for (let bit = 31; bit >= 0; bit--) if (bits & (1 << bit)) yield at * 32 + bit;
    }
  }
}

function ones(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
