import { z } from 'zod';
import { type Backfill, backfill } from '../../../../src-shared/contract/index.ts';
import type { SqliteConnection } from '../../store/index.ts';

/** What is asked of an upstream paper by paper, and remembered so that it is not asked too often. */
export type AskedKind = 'details' | 'version';

const categoryMemory = z.object({
  /** Milliseconds since the epoch; everything announced before was read. */
  readAt: z.number().nullable(),
  /** A reading that is not over: since which day, how far it came, when it began. */
  sweep: z.object({ since: z.iso.date(), offset: z.number(), beganAt: z.number() }).nullable(),
});

/** How far a category was read. */
export type CategoryMemory = z.infer<typeof categoryMemory>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS listings_kept(
    kind TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(kind, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS listings_asked(
    kind TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(kind, id)
  ) WITHOUT ROWID`;

/**
 * What listings remember over restarts, in plain tables of `local.sqlite`. Everything is durable when
 * its call returns; what cannot be read counts as not kept.
 */
export class ListingsJournal {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    connection.db.exec(SCHEMA);
  }

  /** Milliseconds since the epoch of the last sync that brought every day asked for. */
  get syncedAt(): number | null {
    return this.#read('synced', z.number())[0] ?? null;
  }

  set syncedAt(at: number) {
    this.#keep('synced', '', at, 0);
  }

  /** In the order in which they were begun. */
  backfills(): Backfill[] {
    return this.#read('backfill', backfill);
  }

  saveBackfill(value: Backfill): void {
    const { last } = this.#connection.get<{ last: number }>(
      `SELECT coalesce(max(place), 0) AS last FROM listings_kept WHERE kind = 'backfill'`,
    ) ?? { last: 0 };
    this.#keep('backfill', value.id, value, last + 1);
  }

  removeBackfill(id: string): void {
    this.#connection.run(`DELETE FROM listings_kept WHERE kind = 'backfill' AND id = ?`, id);
  }

  category(category: string): CategoryMemory {
    const [known] = this.#read('category', categoryMemory, category);
    return known ?? { readAt: null, sweep: null };
  }

  saveCategory(category: string, memory: CategoryMemory): void {
    this.#keep('category', category, memory, 0);
  }

  /** When something was last asked of a paper, in milliseconds since the epoch, or null. */
  askedAt(kind: AskedKind, paperId: string): number | null {
    const sql = 'SELECT at FROM listings_asked WHERE kind = ? AND id = ?';
    return this.#connection.get<{ at: number }>(sql, kind, paperId)?.at ?? null;
  }

  saveAsked(kind: AskedKind, paperIds: readonly string[], at: number): void {
    const sql = `INSERT INTO listings_asked(kind, id, at) SELECT ?, value, ? FROM json_each(?)
      WHERE true ON CONFLICT(kind, id) DO UPDATE SET at = excluded.at`;
    this.#connection.run(sql, kind, at, JSON.stringify(paperIds));
  }

  /** Those of the papers that were not asked about between the two times. */
  notAsked(kind: AskedKind, ids: readonly string[], after: number, until: number): string[] {
    const sql = `SELECT value AS id FROM json_each(?) WHERE NOT EXISTS (
      SELECT 1 FROM listings_asked WHERE kind = ? AND id = value AND at > ? AND at <= ?)`;
    const rows = this.#connection.all<{ id: string }>(sql, JSON.stringify(ids), kind, after, until);
    return rows.map(({ id }) => id);
  }

  /** Forgets what it knows of a library that another one has taken the place of. */
  forget(): void {
    this.#connection.transaction(() => {
      this.#connection.run('DELETE FROM listings_asked');
      this.#connection.run(`DELETE FROM listings_kept WHERE kind <> 'backfill'`);
      for (const one of this.backfills()) this.saveBackfill(begunAgain(one));
    });
  }

  #keep(kind: string, id: string, value: unknown, place: number): void {
    const sql = `INSERT INTO listings_kept(kind, id, place, value) VALUES (?, ?, ?, ?)
      ON CONFLICT(kind, id) DO UPDATE SET value = excluded.value`;
    this.#connection.run(sql, kind, id, place, JSON.stringify(value));
  }

  #read<T>(kind: string, shape: z.ZodType<T>, id?: string): T[] {
    const sql = `SELECT value FROM listings_kept WHERE kind = ? AND id = coalesce(?, id)
      AND json_valid(value) ORDER BY place`;
    const rows = this.#connection.all<{ value: string }>(sql, kind, id ?? null);
    return rows.flatMap(({ value }) => shape.safeParse(JSON.parse(value)).data ?? []);
  }
}

/** The days that it brought are in the other library. */
function begunAgain(known: Backfill): Backfill {
  if (known.state === 'done' || known.state === 'cancelled') return known;
  return { ...known, next: known.to, done: 0, papers: 0, new: 0, skipped: [], failure: null };
}
