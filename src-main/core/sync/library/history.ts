import type { SqliteConnection } from '../../store/index.ts';
import type { Loss } from '../record.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS lost_values(
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL, document TEXT NOT NULL,
    field TEXT NOT NULL, clock TEXT NOT NULL, value TEXT NOT NULL, back INTEGER NOT NULL DEFAULT 0,
    sent INTEGER NOT NULL DEFAULT 0, words INTEGER NOT NULL,
    UNIQUE(collection, document, field, clock));
  CREATE TABLE IF NOT EXISTS sync_log(
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, entry TEXT NOT NULL);`;

/** Values that one field remembers; of what somebody wrote in words, all. */
const MOST_VALUES = 20;
/** Fields that hold what somebody wrote, however short. */
const WORDS = ['comment', 'name', 'query'];
/** Letters of a value that is no name of ours for a colour or a state. */
const LONG = 20;
/** Runs that are remembered. */
const MOST_RUNS = 2_000;

/** A value that lost, as it is kept. */
export type LostRow = Loss & { readonly number: number; readonly isBack: boolean };

/** A run as it is kept: a JSON object of the engine's. */
export type LogRow<Entry> = Entry & { readonly id: number; readonly at: number };

/** What synchronisation did, and the values that lost, kept in the library's own file (SYNC-7). */
export class SyncHistory {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    connection.db.exec(TABLES);
  }

  /** Keeps values that lost, before what they lost to is written; one that is kept already stays so. */
  keep(losses: readonly Loss[]): void {
    if (losses.length === 0) return;
    this.#connection.transaction(() => {
      for (const loss of losses) this.#keepOne(loss);
    });
  }

  /** Keeps what another machine kept; returns those that were not kept here. */
  learn(losses: readonly Loss[]): Loss[] {
    const news = losses.filter((loss) => this.find(loss) === undefined);
    this.keep(news);
    this.noteSent(news);
    return news;
  }

  /** Values that no other machine was told of. */
  unsent(): Loss[] {
    const rows = this.#rows('WHERE sent = 0 ORDER BY id');
    return rows.map(({ number: _own, isBack: _too, ...loss }) => loss);
  }

  /** Notes that others were told of these. */
  noteSent(losses: readonly Loss[]): void {
    const where = 'WHERE collection = ? AND document = ? AND field = ? AND clock = ?';
    this.#connection.transaction(() => {
      for (const { collection, id, field, clock } of losses)
        this.#connection.run(
          `UPDATE lost_values SET sent = 1 ${where}`,
          ...[collection, id, field, clock],
        );
    });
  }

  /** The kept value that lost by this clock; undefined where it was one too many. */
  find({ collection, id, field, clock }: Omit<Loss, 'value'>): LostRow | undefined {
    const where = 'WHERE collection = ? AND document = ? AND field = ? AND clock = ?';
    return this.#read(where, collection, id, field, clock);
  }

  /** A kept value by its number. */
  get(number: number): LostRow | undefined {
    return this.#read('WHERE id = ?', number);
  }

  /** Notes that somebody put a value back. */
  noteBack(number: number): void {
    this.#connection.run('UPDATE lost_values SET back = 1 WHERE id = ?', number);
  }

  /** Adds a run to the log; the oldest are forgotten. */
  log(at: number, entry: object): void {
    const text = JSON.stringify(entry);
    this.#connection.run('INSERT INTO sync_log(at, entry) VALUES (?, ?)', Math.round(at), text);
    const last = '(SELECT max(id) FROM sync_log)';
    this.#connection.run(`DELETE FROM sync_log WHERE id <= ${last} - ?`, MOST_RUNS);
  }

  /** Runs, the newest first, from before one on. */
  runs<Entry>(before: number | undefined, limit: number): LogRow<Entry>[] {
    const sql = 'SELECT id, at, entry FROM sync_log WHERE id < ? ORDER BY id DESC LIMIT ?';
    const first = before ?? Number.MAX_SAFE_INTEGER;
    const rows = this.#connection.all<{ id: number; at: number; entry: string }>(sql, first, limit);
    return rows.map(({ id, at, entry }) => ({ ...(JSON.parse(entry) as Entry), id, at }));
  }

  #keepOne({ collection, id, field, clock, value }: Loss): void {
    const put = `INSERT OR IGNORE INTO lost_values(collection, document, field, clock, value, words)
      VALUES (?, ?, ?, ?, ?, ?)`;
    const words = Number(isWords(field, value));
    this.#connection.run(put, collection, id, field, clock, JSON.stringify(value), words);
    const surplus = `DELETE FROM lost_values WHERE id IN (SELECT id FROM lost_values
      WHERE collection = ? AND document = ? AND field = ? AND words = 0
      ORDER BY id DESC LIMIT -1 OFFSET ?)`;
    this.#connection.run(surplus, collection, id, field, MOST_VALUES);
  }

  #read(where: string, ...values: (string | number)[]): LostRow | undefined {
    return this.#rows(where, ...values)[0];
  }

  #rows(where: string, ...values: (string | number)[]): LostRow[] {
    type Row = Omit<LostRow, 'value' | 'isBack'> & { value: string; back: number };
    const sql = `SELECT id AS number, collection, document AS id, field, clock, value, back
      FROM lost_values ${where}`;
    return this.#connection.all<Row>(sql, ...values).map(({ back, value, ...rest }) => ({
      ...{ ...rest, value: JSON.parse(value) as unknown, isBack: back === 1 },
    }));
  }
}

function isWords(field: string, value: unknown): boolean {
  return typeof value === 'string' && (WORDS.includes(field) || value.length > LONG);
}
