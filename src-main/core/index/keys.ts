/** Rows of a list that share a featured day; null for papers never featured. */
export type Group = { readonly day: string | null; readonly start: number; readonly count: number };

/** The ordered keys of a list's rows. */
export interface ListKeys {
  readonly total: number;
  readonly groups: readonly Group[];
  /** Keys `offset` to `offset + limit`; undefined where the list is no longer as long as it was. */
  slice(offset: number, limit: number): number[] | undefined;
  /** The row of a key; null where it has none. */
  locate(key: number): number | null;
}

/** The keys of a list that was read or found as a whole. */
export class FixedKeys implements ListKeys {
  readonly total: number;
  readonly groups: readonly Group[];
  readonly #keys: Uint32Array;

  /** Without `groups` no day is shown. */
  constructor(keys: Uint32Array, groups?: readonly Group[]) {
    this.#keys = keys;
    this.total = keys.length;
    const whole = { day: null, start: 0, count: keys.length };
    this.groups = groups ?? (keys.length > 0 ? [whole] : []);
  }

  slice(offset: number, limit: number): number[] {
    return [...this.#keys.subarray(offset, offset + limit)];
  }

  locate(key: number): number | null {
    const row = this.#keys.indexOf(key);
    return row < 0 ? null : row;
  }
}
