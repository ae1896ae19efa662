import type { SqliteConnection } from '../sqlite/index.ts';
import { originOfFiles } from './0002-origin-of-files.ts';
import type { Migration } from './types.ts';

/** In their order; the first library had format 1. */
const MIGRATIONS: readonly Migration[] = [originOfFiles];

/**
 * The format of libraries that this program writes, in `PRAGMA user_version`. It meets a higher number
 * with leaving the file alone: RxDB would open empty collections of an older version beside the newer.
 */
export const LIBRARY_FORMAT = MIGRATIONS.at(-1)?.to ?? 1;

/** The format of a library file; 0 for one that was only just made. */
export function formatOf(connection: SqliteConnection): number {
  return connection.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}

/**
 * Brings a library to the present format, each migration in one transaction, which raises the number
 * too: wherever it is cut short, the library has the format that it says. `beforeFirst` is awaited
 * before anything is changed; when it rejects nothing is. A new library has the present format at
 * once. Throws an Error for a newer format, and what SQLite throws.
 */
export async function migrate(
  connection: SqliteConnection,
  beforeFirst: () => Promise<void>,
): Promise<void> {
  const format = formatOf(connection);
  if (format > LIBRARY_FORMAT) {
    throw new Error(
      `storage format ${format} of the library; this version reads ${LIBRARY_FORMAT}`,
    );
  }
  if (format === 0) return setFormat(connection, LIBRARY_FORMAT);
  const pending = MIGRATIONS.filter(({ to }) => to > format);
  if (pending.length > 0) await beforeFirst();
  for (const { to, run } of pending) {
    connection.transaction(() => {
      run(connection);
      setFormat(connection, to);
    });
  }
}

function setFormat(connection: SqliteConnection, format: number): void {
  connection.db.exec(`PRAGMA user_version = ${format}`);
}
