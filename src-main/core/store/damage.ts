import type { SqliteConnection } from './sqlite/index.ts';

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Whether SQLite says of a file that it is damaged. */
export function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  const primary = typeof code === 'number' ? code & 0xff : null;
  return primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB;
}

/** Whether SQLite finds a file well-formed; of some damage it cannot even say so and throws. */
export function isIntact(connection: SqliteConnection): boolean {
  try {
    return connection.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check === 'ok';
  } catch {
    return false;
  }
}
