import type { ViewSource } from './views.ts';

type Ids = readonly { readonly id: string }[];

const idsIn = (rows: Ids): string[] => rows.map(({ id }) => id);

/** Those of the papers that a list shows. */
export function shownAmong({ connection }: ViewSource, paperIds: readonly string[]): string[] {
  const sql = 'SELECT id FROM papers WHERE known = 1 AND id IN (SELECT value FROM json_each(?))';
  return idsIn(connection.all<{ id: string }>(sql, JSON.stringify(paperIds)));
}

/** Papers that the user starred, marked or wrote of, or whose PDF is stored. */
export function workedOn({ connection }: ViewSource): string[] {
  const sql = `SELECT id FROM papers WHERE starred = 1 AND known = 1
    UNION SELECT id FROM papers WHERE highlights > 0 AND known = 1
    UNION SELECT id FROM papers WHERE has_note = 1 AND known = 1
    UNION SELECT id FROM papers WHERE has_pdf = 1 AND known = 1`;
  return idsIn(connection.all<{ id: string }>(sql));
}

/** Papers of the newest featured day, in the order of its listing. */
export function ofLatestDay({ connection }: ViewSource): string[] {
  const sql = `SELECT paper AS id FROM featured JOIN papers ON id = paper
    WHERE known = 1 AND day = (SELECT max(day) FROM days) ORDER BY position`;
  return idsIn(connection.all<{ id: string }>(sql));
}
