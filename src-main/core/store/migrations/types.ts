import type { SqliteConnection } from '../sqlite/index.ts';

/** One step of the library's format. A released one is never edited: another follows it. */
export type Migration = {
  /** The `PRAGMA user_version` that the file has after it. */
  readonly to: number;
  /** Runs in a transaction that the runner ends; must not hold all documents in memory. */
  readonly run: (connection: SqliteConnection) => void;
};
