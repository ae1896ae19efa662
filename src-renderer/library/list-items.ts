import type { View } from '../../src-shared/contract/index.ts';

/** A line of the list: a day's heading, or a row of the view by its index. */
export type ListItem =
  | { readonly kind: 'heading'; readonly day: string | null; readonly count: number }
  | { readonly kind: 'row'; readonly row: number };

type Group = View['groups'][number];

/**
 * The lines that a list has: each group is a heading and its rows; without groups there are rows
 * only. Works on the groups
 * alone, so that a list of any length costs the same.
 */
export class ListItems {
  readonly #groups: readonly Group[];
  /** Lines: rows and headings. */
  readonly count: number;
  /** Rows. */
  readonly total: number;

  constructor({ groups, total }: Pick<View, 'groups' | 'total'>) {
    this.#groups = groups;
    this.total = total;
    this.count = total + groups.length;
  }

  /** The line at an index, which must be below `count`. */
  at(item: number): ListItem {
    const index = this.#groupAt(item);
    const group = this.#groups[index];
    if (!group) return { kind: 'row', row: item };
    const offset = item - (group.start + index);
    return offset === 0
      ? { kind: 'heading', day: group.day, count: group.count }
      : { kind: 'row', row: group.start + offset - 1 };
  }

  /** The line of a row. */
  ofRow(row: number): number {
    if (this.#groups.length === 0) return row;
    return row + this.#lastGroup((group) => group.start <= row) + 1;
  }

  /** The line of the heading under which a line stands; -1 where there are none. */
  headingOf(item: number): number {
    const index = this.#groupAt(item);
    const group = this.#groups[index];
    return group ? group.start + index : -1;
  }

  /** Whether a row is the first of its day. */
  isFirst(row: number): boolean {
    return this.#groups[this.#lastGroup((group) => group.start <= row)]?.start === row;
  }

  #groupAt(item: number): number {
    return this.#lastGroup((group, index) => group.start + index <= item);
  }

  /** The last group that passes, where all that pass stand before all that do not. */
  #lastGroup(passes: (group: Group, index: number) => boolean): number {
    let low = 0;
    let high = this.#groups.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (passes(this.#groups[middle]!, middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
