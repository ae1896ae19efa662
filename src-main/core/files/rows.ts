import type { DatabaseSync } from 'node:sqlite';
import type { FileReason } from '../../../src-shared/contract/index.ts';
import type { PartIdentity } from './answer-range.ts';

/** One paper in the queue. */
export type Row = {
  readonly paperId: string;
  /** The smaller, the sooner. */
  readonly rank: number;
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
  ) WITHOUT ROWID`;

type NewRow = Omit<Row, 'paperId' | 'rank'>;

const NEW: NewRow = {
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

  /** Reads what an earlier run left. Throws what SQLite throws. */
  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(SCHEMA);
    // A row that cannot be read is one PDF to ask for again, nothing to fail a start for.
    const sql = 'SELECT * FROM pdf_queue WHERE json_valid(row)';
    for (const { paper_id, rank, row } of db.prepare(sql).all()) {
      const paperId = String(paper_id);
      const known = JSON.parse(String(row)) as Partial<NewRow>;
      this.#rows.set(paperId, { ...NEW, ...known, paperId, rank: Number(rank) });
    }
  }

  get(paperId: string): Row | undefined {
    return this.#rows.get(paperId);
  }

  all(): Iterable<Row> {
    return this.#rows.values();
  }

  /** Puts papers into the queue, in order, before or after all others; known ones start anew. */
  add(paperIds: readonly string[], first: boolean): void {
    const ranks = [...this.#rows.values()].map(({ rank }) => rank);
    const start = first ? least(ranks) - paperIds.length : greatest(ranks) + 1;
    const rows = paperIds.map((paperId, index) => this.#renewed(paperId, start + index, first));
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
    const kept = known && { url: known.url, part: known.part };
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
    for (const row of rows) this.#rows.set(row.paperId, row);
  }
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => Math.min(least, number), 0);
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((greatest, number) => Math.max(greatest, number), 0);
}
