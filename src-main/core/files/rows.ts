import type { DatabaseSync } from 'node:sqlite';
import type { FileReason } from '../../../src-shared/contract/index.ts';
import type { PartIdentity } from './answer-range.ts';

/** One paper in the queue. */
export type Row = {
  readonly paperId: string;
  /** The smaller, the sooner. */
  readonly rank: number;
  /** Who asked for it: what a policy wants takes less room than what the user wants. */
  readonly by: 'user' | 'policy';
  /** `waiting`: to be tried again by itself, but not soon; `failed`: when the user says so. */
  readonly state: 'queued' | 'waiting' | 'failed';
  /** Of the last try that failed. */
  readonly reason: FileReason | null;
  /** Milliseconds since the epoch before which it is not tried. */
  readonly retryAt: number | null;
  /** Tries in a row that failed and brought nothing. */
  readonly attempts: number;
  /** Whether it was begun afresh once because what came was cut or damaged. */
  readonly triedAfresh: boolean;
  /** Where the last try asked. */
  readonly url: string | null;
  /** What the partial download is of, where there is one to go on with. */
  readonly part: PartIdentity | null;
};

/** Changes of a row; what is left out stays. */
export type RowChanges = Partial<Omit<Row, 'paperId'>>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS pdf_queue(
    paper_id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    row TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pdf_queue_pause(one INTEGER PRIMARY KEY CHECK (one = 1))`;

type NewRow = Omit<Row, 'paperId' | 'rank'>;

const NEW: NewRow = {
  by: 'user',
  state: 'queued',
  reason: null,
  retryAt: null,
  attempts: 0,
  triedAfresh: false,
  url: null,
  part: null,
};

/**
 * The queue: a plain table, and the same rows in memory, since a list asks for the state of each of
 * its papers. A change is in the table before it is in memory.
 */
export class Rows {
  readonly #db: DatabaseSync;
  readonly #rows = new Map<string, Row>();
  #first = 0;
  #last = 0;
  #isPaused: boolean;

  /** Reads what an earlier run left. Throws what SQLite throws. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(SCHEMA);
    // A row that cannot be read is one PDF to ask for again, nothing to fail a start for.
    const sql = 'SELECT * FROM pdf_queue WHERE json_valid(row)';
    for (const { paper_id, rank, row } of db.prepare(sql).all()) {
      const paperId = String(paper_id);
      const known = JSON.parse(String(row)) as Partial<NewRow>;
      this.#keep({ ...NEW, ...known, paperId, rank: Number(rank) });
    }
    this.#isPaused = db.prepare('SELECT 1 FROM pdf_queue_pause').get() !== undefined;
  }

  /** Whether the user paused the queue, in this run or an earlier one. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Throws what SQLite throws, and then changes nothing. */
  setPaused(isPaused: boolean): void {
    const set = 'INSERT OR IGNORE INTO pdf_queue_pause(one) VALUES (1)';
    this.#db.exec(isPaused ? set : 'DELETE FROM pdf_queue_pause');
    this.#isPaused = isPaused;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(paperId: string): Row | undefined {
    return this.#rows.get(paperId);
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /**
   * Puts papers into the queue, in order, before or after all others; known ones start anew, and are
   * of whom they were where `by` is left out.
   */
  add(paperIds: readonly string[], first: boolean, by?: Row['by']): void {
    const start = first ? this.#first - paperIds.length : this.#last + 1;
    const rows = paperIds.map((paperId, index) => ({
      ...this.#renewed(paperId, start + index, first),
      ...(by && { by }),
    }));
    this.#write(rows);
  }

  /** Changes a row that is there. Throws what SQLite throws, and then changes nothing. */
  change(paperId: string, changes: RowChanges): void {
    const row = this.#rows.get(paperId);
    if (row) this.#write([{ ...row, ...changes }]);
  }

  /** As `change`; where the table cannot be written, the change holds for this run at least. */
  note(paperId: string, changes: RowChanges): void {
    const row = this.#rows.get(paperId);
    if (!row) return;
    this.#rows.set(paperId, { ...row, ...changes });
    try {
      this.change(paperId, changes);
    } catch {
      // A full disk: the next run finds the row as it was before the try, and tries again.
    }
  }

  remove(paperIds: readonly string[]): void {
    const sql = 'DELETE FROM pdf_queue WHERE paper_id IN (SELECT value FROM json_each(?))';
    this.#db.prepare(sql).run(JSON.stringify(paperIds));
    for (const paperId of paperIds) this.#rows.delete(paperId);
  }

  /** Keeps its place unless it goes to the front, and its partial download. */
  #renewed(paperId: string, rank: number, first: boolean): Row {
    const known = this.#rows.get(paperId);
    const kept = known && { by: known.by, url: known.url, part: known.part };
    const isStill = known?.state === 'queued' && !first;
    return { ...NEW, ...kept, paperId, rank: isStill ? known.rank : rank };
  }

  /** One statement, and so all of it or nothing. */
  #write(rows: readonly Row[]): void {
    const sql = `
      INSERT INTO pdf_queue(paper_id, rank, row)
      SELECT value ->> 'paperId', value ->> 'rank', json_remove(value, '$.paperId', '$.rank')
      FROM json_each(?) WHERE true
      ON CONFLICT(paper_id) DO UPDATE SET rank = excluded.rank, row = excluded.row`;
    this.#db.prepare(sql).run(JSON.stringify(rows));
    for (const row of rows) this.#keep(row);
  }

  #keep(row: Row): void {
    this.#rows.set(row.paperId, row);
    this.#first = Math.min(this.#first, row.rank);
    this.#last = Math.max(this.#last, row.rank);
  }
}
