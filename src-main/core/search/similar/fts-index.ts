import type { DatabaseSync } from 'node:sqlite';
import type { SimilarIndex } from './similar.ts';

/** Where the papers stand; names are the program's own, never a user's. */
export type FtsTables = {
  /** An FTS5 table whose row ids are the papers' keys. */
  readonly table: string;
  /** Its columns that papers are compared by. */
  readonly columns: readonly string[];
  /** An fts5vocab table of it, of type `row`. */
  readonly vocabulary: string;
};

/** A view on a full-text index of SQLite. Terms are looked up there once for each view. */
export function ftsSimilarIndex(
  database: DatabaseSync,
  { table, columns, vocabulary }: FtsTables,
  rest: Pick<SimilarIndex, 'papers' | 'termsOf' | 'textsOf'>,
): SimilarIndex {
  const frequency = database.prepare(`SELECT doc FROM ${vocabulary} WHERE term = ?`);
  const meeting = database.prepare(
    `SELECT rowid AS key FROM ${table} WHERE ${table} MATCH ? ORDER BY rank LIMIT ?`,
  );
  const known = new Map<string, number>();
  return {
    ...rest,
    frequencyOf: (term) => {
      const before = known.get(term);
      if (before !== undefined) return before;
      const count = Number(frequency.get(term)?.doc ?? 0);
      known.set(term, count);
      return count;
    },
    meeting: (terms, limit) => {
      const match = `{${columns.join(' ')}} : (${terms.map(quoted).join(' OR ')})`;
      return meeting.all(match, limit).map(({ key }) => Number(key));
    },
  };
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
