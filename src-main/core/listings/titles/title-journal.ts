import type { SqliteConnection } from '../../store/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long to wait after so many tries; a paper that was tried more often is left alone. */
const WAITS_MS = [0, DAY_MS, 7 * DAY_MS, 30 * DAY_MS];

const SCHEMA = `CREATE TABLE IF NOT EXISTS title_tries(
  id TEXT PRIMARY KEY, tries INTEGER NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID`;

type Try = { readonly id: string; readonly tries: number; readonly at: number };

/** Which papers were looked for by title, and how often: a plain table of `local.sqlite`. */
export class TitleJournal {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    connection.db.exec(SCHEMA);
  }

  /** Those of the papers that may be looked for now, in their order. */
  due(ids: readonly string[], now: number): string[] {
    const sql = `SELECT id, tries, at FROM title_tries
      WHERE id IN (SELECT value FROM json_each(?))`;
    const known = new Map(
      this.#connection.all<Try>(sql, JSON.stringify(ids)).map((one) => [one.id, one]),
    );
    return ids.filter((id) => isDue(known.get(id), now));
  }

  /** How many papers were looked for in the day before. */
  lately(now: number): number {
    const sql = 'SELECT count(*) AS n FROM title_tries WHERE at > ? AND at <= ?';
    return this.#connection.get<{ n: number }>(sql, now - DAY_MS, now)?.n ?? 0;
  }

  /** Remembers that a paper was looked for. */
  save(id: string, at: number): void {
    const sql = `INSERT INTO title_tries(id, tries, at) VALUES (?, 1, ?)
      ON CONFLICT(id) DO UPDATE SET tries = tries + 1, at = excluded.at`;
    this.#connection.run(sql, id, at);
  }
}

/** A time that lies ahead is of a clock that was wrong. */
function isDue(known: Try | undefined, now: number): boolean {
  if (!known) return true;
  const wait = WAITS_MS[known.tries];
  return wait !== undefined && (known.at > now || now - known.at >= wait);
}
