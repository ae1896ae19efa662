import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Notes which papers have code (`has:code`), which no list shows and so the read model leaves out. */
export class CodeWriter {
  readonly #add: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare('INSERT OR IGNORE INTO coded(paper) VALUES (?)');
    this.#remove = database.prepare('DELETE FROM coded WHERE paper = ?');
  }

  put(paper: string, hasCode: boolean): void {
    (hasCode ? this.#add : this.#remove).run(paper);
  }
}
