import type { DatabaseSync } from 'node:sqlite';

/**
 * Hashes of files that are being put into the folder of PDFs or taken out of it: a plain table, so
 * that what a crash left between the library and the disk is known at the next start.
 */
export class Unsettled {
  readonly #db: DatabaseSync;

  /** Throws what SQLite throws. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS pdf_unsettled(sha256 TEXT PRIMARY KEY) WITHOUT ROWID');
  }

  all(): string[] {
    return this.#db
      .prepare('SELECT sha256 FROM pdf_unsettled')
      .all()
      .map(({ sha256 }) => String(sha256));
  }

  /** Durable when it returns. */
  begin(hashes: readonly string[]): void {
    const sql =
      'INSERT OR IGNORE INTO pdf_unsettled(sha256) SELECT value FROM json_each(?) WHERE true';
    this.#db.prepare(sql).run(JSON.stringify(hashes));
  }

  end(hashes: readonly string[]): void {
    const sql = 'DELETE FROM pdf_unsettled WHERE sha256 IN (SELECT value FROM json_each(?))';
    this.#db.prepare(sql).run(JSON.stringify(hashes));
  }
}
