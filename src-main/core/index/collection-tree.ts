import type { Collection } from '../../../src-shared/contract/index.ts';
import type { Ask } from './list-keys.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly within: string | null;
  readonly papers: number;
  readonly stamp: number;
};

/** The keys of a collection's own papers, as long as its stamp stays. */
type Own = { readonly stamp: number; readonly papers: Uint32Array };

/** The tree of collections, and how many papers each has. */
export class CollectionTree {
  readonly #ask: Ask;
  #own = new Map<string, Own>();
  /** By the key of a paper, the last count that met it. */
  #met = new Uint32Array();
  #count = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** All collections, parents before children, siblings in the order of the user's hand. */
  list(): Collection[] {
    const rows = rowsOf(this.#ask);
    this.#learn(rows);
    const children = Map.groupBy(rows, ({ within }) => within);
    const listed: Collection[] = [];
    const put = (row: Row): Row[] => {
      const at = listed.length;
      const { id, name, within, papers } = row;
      listed.push({ id, name, parent: within, papers, nested: papers });
      const inside = [row, ...(children.get(id) ?? []).flatMap(put)];
      listed[at] = { ...listed[at]!, nested: this.#nestedOf(inside) };
      return inside;
    };
    for (const row of children.get(null) ?? []) put(row);
    return listed;
  }

  /** Reads the papers of the collections that have changed. */
  #learn(rows: readonly Row[]): void {
    const sql = `SELECT group_concat(paper) AS papers FROM members
      WHERE collection = ? AND known = 1`;
    const read = ({ id, stamp, papers }: Row): Own => {
      const text = papers > 0 ? this.#ask.get<{ papers: string | null }>(sql, id)?.papers : null;
      return {
        stamp,
        papers: text ? Uint32Array.from(text.split(','), Number) : new Uint32Array(),
      };
    };
    this.#own = new Map(
      rows.map((row) => {
        const known = this.#own.get(row.id);
        return [row.id, known?.stamp === row.stamp ? known : read(row)];
      }),
    );
    const last = this.#ask.get<{ last: number | null }>('SELECT max(key) AS last FROM papers');
    const length = (last?.last ?? 0) + 1;
    if (length > this.#met.length) this.#met = new Uint32Array(length);
  }

  /** Each paper counts once, in however many of the collections it is. */
  #nestedOf(inside: readonly Row[]): number {
    const count = ++this.#count;
    let papers = 0;
    for (const { id } of inside)
      for (const paper of this.#own.get(id)!.papers) {
        if (this.#met[paper] === count) continue;
        this.#met[paper] = count;
        papers++;
      }
    return papers;
  }
}

/** The collections that a paper is in, by name. */
export function collectionsOf(
  ask: Ask,
  paperId: string,
): { readonly id: string; readonly name: string }[] {
  const sql = `SELECT collections.id, name FROM memberships
    JOIN collections ON collections.id = collection WHERE paper = ? AND present = 1
    GROUP BY collections.id ORDER BY name, collections.id`;
  return ask.all<{ id: string; name: string }>(sql, paperId);
}

/** The id of a collection by its id, its name, or its path of names; undefined where there is none. */
export function findCollection(ask: Ask, named: string): string | undefined {
  const rows = rowsOf(ask);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pathOf = ({ name, within }: Row): string => {
    const parent = within === null ? undefined : byId.get(within);
    return parent ? `${pathOf(parent)}/${name}` : name;
  };
  const matches: readonly ((row: Row) => boolean)[] = [
    ({ id }) => id === named,
    (row) => pathOf(row) === named,
    ({ name }) => name === named,
    (row) => pathOf(row).toLowerCase() === named.toLowerCase(),
    ({ name }) => name.toLowerCase() === named.toLowerCase(),
  ];
  for (const match of matches) {
    const found = rows.find(match);
    if (found) return found.id;
  }
  return undefined;
}

function rowsOf(ask: Ask): Row[] {
  const sql = `SELECT id, name, within, papers, stamp FROM collections WHERE present = 1
    ORDER BY position = '', position, name, id`;
  return ask.all<Row>(sql);
}
