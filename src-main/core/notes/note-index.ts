import type { Backlink, LinkTarget, NoteEntry } from '../../../src-shared/contract/index.ts';
import { isPaperKey, noteKeyOf, noteTarget } from '../../../src-shared/notes/index.ts';
import { soughtIn } from '../index/index.ts';
import { idsOf, type Mutations } from '../library/index.ts';

const MOST_BACKLINKS = 500;

/** One row to a note; a paper that went by several ids may have several notes, which are one. */
const SHOWN = `FROM notes LEFT JOIN papers ON papers.id = notes.paper
  WHERE coalesce(trashed, 0) = 0`;
const KEY = 'coalesce(notes.paper, notes.id)';
const TOLD = `${KEY} AS key, notes.paper AS paperId, papers.title AS paperTitle, notes.title AS title`;

/** What the read model knows of all notes: their list, and what links where (NOTE-1, NOTE-2). */
export class NoteIndex {
  readonly #mutations: Mutations;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** Notes that have all of the words, what was changed last first, and how many there are. */
  list(words: string, limit: number): { total: number; notes: NoteEntry[] } {
    const sought = soughtIn(words).split(/\s+/).filter(Boolean);
    const has = `AND (instr(sought, ?) > 0 OR instr(coalesce(title_key, ''), ?) > 0)`;
    const where = `${SHOWN} ${sought.map(() => has).join(' ')}`;
    const values = sought.flatMap((word) => [word, word]);
    const sql = `SELECT ${TOLD}, excerpt, max(changed_at) AS changedAt, count(*) OVER () AS total
      ${where} GROUP BY ${KEY} ORDER BY changedAt DESC, key LIMIT ?`;
    const rows = this.#all<NoteEntry & { total: number }>(sql, ...values, limit);
    return { total: rows[0]?.total ?? 0, notes: rows.map(({ total: _all, ...note }) => note) };
  }

  /** Where notes link to a paper, its note, or a free note; what was changed last first. */
  linkedFrom(key: string): Backlink[] {
    const keys = this.#keysOf(key);
    const targets = [...keys.map(noteTarget), ...keys.filter(isPaperKey)];
    const sql = `SELECT ${TOLD}, line FROM note_links
      JOIN notes ON notes.id = note LEFT JOIN papers ON papers.id = notes.paper
      WHERE target IN (SELECT value FROM json_each(?)) AND coalesce(trashed, 0) = 0
        AND ${KEY} <> ?
      ORDER BY changed_at DESC, note, place LIMIT ${MOST_BACKLINKS}`;
    return this.#all<Backlink>(sql, JSON.stringify(targets), keys[0]!);
  }

  /** What links lead to: a paper's title, or a note's. */
  targets(targets: readonly string[]): LinkTarget[] {
    return targets.map((target) => ({ target, title: this.#titleOf(target) }));
  }

  #titleOf(target: string): string | null {
    const key = noteKeyOf(target);
    const [present] = this.#keysOf(key ?? target);
    const place = isPaperKey(present!) ? 'notes.paper' : 'notes.id';
    const sql =
      key === undefined
        ? 'SELECT title FROM papers WHERE id = ? AND known = 1'
        : `SELECT notes.title AS title ${SHOWN} AND ${place} = ?`;
    return this.#all<{ title: string }>(sql, present!)[0]?.title ?? null;
  }

  /** All keys of a note, the present one first. */
  #keysOf(key: string): string[] {
    return isPaperKey(key) ? idsOf(this.#mutations, key) : [key];
  }

  #all<Row>(sql: string, ...values: (string | number)[]): Row[] {
    const { context, follower } = this.#mutations;
    try {
      return context.readModel.connection.all<Row>(sql, ...values);
    } catch (error) {
      follower.suspect(error);
      throw error;
    }
  }
}
