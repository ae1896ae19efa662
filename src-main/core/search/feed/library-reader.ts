import type { CollectionName, Documents } from '../../store/index.ts';
import type { Reader } from './reader.ts';

/** A document as it lies in the library's file. */
export type Stored<Name extends CollectionName> = Documents[Name] & { readonly _deleted?: boolean };

/** What the program that writes `library.sqlite` has committed, for a thread that follows it. */
export class LibraryReader {
  readonly #reader: Reader;
  readonly #tables = new Map<CollectionName, string>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Changes of a collection after one sequence and up to another, oldest first. */
  changes<Name extends CollectionName>(
    name: Name,
    { after, upTo, most }: { readonly after: number; readonly upTo: number; readonly most: number },
  ): { readonly sequence: number; readonly document: Stored<Name> }[] {
    const sql = `SELECT sequence, data FROM ${this.#table(name)}
      WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`;
    const rows = this.#reader.all<{ sequence: number; data: string }>(sql, after, upTo, most);
    return rows.map(({ sequence, data }) => ({ sequence, document: JSON.parse(data) }));
  }

  /** The documents with these ids, in their order; those that are not there or deleted are left out. */
  documents<Name extends CollectionName>(name: Name, ids: readonly string[]): Stored<Name>[] {
    const sql = `SELECT data FROM ${this.#table(name)} WHERE id = ? AND deleted = 0`;
    return ids.flatMap((id) => {
      const row = this.#reader.get<{ data: string }>(sql, id);
      return row ? [JSON.parse(row.data) as Stored<Name>] : [];
    });
  }

  #table(name: CollectionName): string {
    const known = this.#tables.get(name);
    if (known) return known;
    const sql = `SELECT name FROM rx_tables WHERE collection = ? AND removed = 0
      ORDER BY version DESC LIMIT 1`;
    const found = this.#reader.get<{ name: string }>(sql, name);
    if (!found) throw new Error(`the library has no ${name}`);
    const table = `"${found.name.replaceAll('"', '""')}"`;
    this.#tables.set(name, table);
    return table;
  }
}
