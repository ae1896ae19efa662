import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Notes which other ids a paper was put together from: what parts again must be taken out of it. */
export class MergedIds {
  readonly #paperOf: StatementSync;
  readonly #remove: StatementSync;
  readonly #add: StatementSync;

  constructor(database: DatabaseSync) {
    this.#paperOf = database.prepare(
      'SELECT DISTINCT paper FROM merged WHERE id IN (SELECT value FROM json_each(?))',
    );
    this.#remove = database.prepare('DELETE FROM merged WHERE paper = ?');
    this.#add = database.prepare('INSERT OR REPLACE INTO merged(id, paper) VALUES (?, ?)');
  }

  /** The papers that these ids stood in when they were put together. */
  papersOf(ids: readonly string[]): string[] {
    return this.#paperOf.all(JSON.stringify(ids)).map(({ paper }) => String(paper));
  }

  put(paper: string, others: readonly string[]): void {
    this.#remove.run(paper);
    for (const id of others) this.#add.run(id, paper);
  }
}
