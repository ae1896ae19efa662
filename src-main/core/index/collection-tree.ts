import type { Collection } from '../../../src-shared/contract/index.ts';
import type { Ask } from './list-keys.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly within: string | null;
  readonly papers: number;
  readonly stamp: number;
};

/** How many papers collections have with those in them, as long as none of these changes. */
type Nested = { readonly stamps: string; readonly papers: number };

/** The tree of collections, and how many papers each has. */
export class CollectionTree {
  readonly #ask: Ask;
  readonly #nested = new Map<string, Nested>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** All collections, parents before children, siblings in the order of the user's hand. */
  list(): Collection[] {
    const rows = rowsOf(this.#ask);
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
    for (const id of this.#nested.keys())
      if (!rows.some((row) => row.id === id)) this.#nested.delete(id);
    return listed;
  }

  /** Each paper counts once, in however many of the collections it is. */
  #nestedOf(inside: readonly Row[]): number {
    const filled = inside.filter(({ papers }) => papers > 0);
    if (filled.length <= 1) return filled[0]?.papers ?? 0;
    const { id } = inside[0]!;
    const stamps = inside.map((row) => `${row.id} ${row.stamp}`).join();
    const known = this.#nested.get(id);
    if (known?.stamps === stamps) return known.papers;
    const sql = `SELECT count(DISTINCT paper) AS n FROM members
      WHERE collection IN (SELECT value FROM json_each(?)) AND known = 1`;
    const ids = JSON.stringify(filled.map((row) => row.id));
    const papers = this.#ask.get<{ n: number }>(sql, ids)?.n ?? 0;
    this.#nested.set(id, { stamps, papers });
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
