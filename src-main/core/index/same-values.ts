import { setImmediate } from 'node:timers/promises';
import type { Ask } from './list-keys.ts';

/** Ids of papers that have the same value, two or more. */
export type SameValue = readonly string[];

type Column = {
  /** Rows of `id` and `value` from an index in the order of the value, from one on. */
  readonly sql: (comparison: '>=' | '>') => string;
  /** Less than every value. */
  readonly first: string | number;
};

/** Rows that are compared before others get their turn: some three milliseconds. */
const WINDOW = 4_000;

const papersBy = (column: 'doi' | 'identity'): Column['sql'] => {
  return (comparison) => `SELECT id, ${column} AS value FROM papers INDEXED BY papers_by_${column}
    WHERE ${column} IS NOT NULL AND ${column} ${comparison} ? ORDER BY ${column} LIMIT ${WINDOW}`;
};

const COLUMNS: Record<'doi' | 'file' | 'title', Column> = {
  doi: { first: '', sql: papersBy('doi') },
  title: { first: -1, sql: papersBy('identity') },
  file: {
    first: '',
    sql: (comparison) => `SELECT paper AS id, sha256 AS value FROM files INDEXED BY files_by_sha256
      WHERE sha256 ${comparison} ? ORDER BY sha256 LIMIT ${WINDOW}`,
  },
};

type WindowRow = { readonly first: string | number | null; readonly last: string | number | null };

/** Papers of the library, not of the trash, with the same DOI, file or title, a few at a time. */
export async function* sameValues(
  ask: Ask,
  kind: 'doi' | 'file' | 'title',
): AsyncGenerator<SameValue> {
  const { first, sql } = COLUMNS[kind];
  let comparison: '>=' | '>' = '>=';
  for (let start = first; ; await setImmediate()) {
    const rows = sql(comparison);
    const bounds = `SELECT min(value) AS first, max(value) AS last, count(*) AS n FROM (${rows})`;
    const window = ask.get<WindowRow & { n: number }>(bounds, start);
    if (!window || window.last === null) return;
    const isLast = window.n < WINDOW;
    // A value at the window's end may go on in the next one, unless it fills this one.
    const isWhole = isLast || window.first === window.last;
    const same = `SELECT json_group_array(DISTINCT id) AS ids FROM (${rows})
      WHERE value ${isWhole ? '<=' : '<'} ? GROUP BY value HAVING count(*) > 1`;
    for (const { ids } of ask.all<{ ids: string }>(same, start, window.last)) {
      const shown = shownOf(ask, ids);
      if (shown.length > 1) yield shown;
    }
    if (isLast) return;
    start = window.last;
    comparison = isWhole ? '>' : '>=';
  }
}

function shownOf(ask: Ask, ids: string): string[] {
  const sql = `SELECT id FROM papers WHERE known = 1 AND id IN (SELECT value FROM json_each(?))
    ORDER BY id`;
  return ask.all<{ id: string }>(sql, ids).map(({ id }) => id);
}
