import { setImmediate } from 'node:timers/promises';
import type { ViewSource } from './views.ts';

type Ids = readonly { readonly id: string }[];

const idsIn = (rows: Ids): string[] => rows.map(({ id }) => id);

/** Those of the papers that a list shows. */
export function shownAmong({ connection }: ViewSource, paperIds: readonly string[]): string[] {
  const sql = 'SELECT id FROM papers WHERE known = 1 AND id IN (SELECT value FROM json_each(?))';
  return idsIn(connection.all<{ id: string }>(sql, JSON.stringify(paperIds)));
}

/** Rows that are looked at before others get their turn: some two milliseconds. */
const WINDOW = 5_000;

/** Papers that the user starred, marked or wrote of, or whose PDF is stored, a part at a time. */
export async function* workedOn(source: ViewSource): AsyncGenerator<readonly string[]> {
  const sql = `SELECT id FROM papers WHERE key BETWEEN ? AND ? AND known = 1
    AND (starred = 1 OR highlights > 0 OR has_note = 1 OR has_pdf = 1)`;
  for (let start = 0; start <= lastKey(source); start += WINDOW) {
    yield idsIn(source.connection.all<{ id: string }>(sql, start, start + WINDOW - 1));
    await setImmediate();
  }
}

function lastKey({ connection }: ViewSource): number {
  return connection.get<{ last: number }>('SELECT coalesce(max(key), 0) AS last FROM papers')!.last;
}

/** Those of the papers that a list shows and that the user said anything of, or whose PDF is here. */
export function workedOnAmong({ connection }: ViewSource, paperIds: readonly string[]): string[] {
  const sql = `SELECT id FROM papers WHERE known = 1 AND id IN (SELECT value FROM json_each(?))
    AND (starred = 1 OR status <> 'new' OR highlights > 0 OR has_note = 1 OR has_pdf = 1)`;
  return idsIn(connection.all<{ id: string }>(sql, JSON.stringify(paperIds)));
}

/** Papers of the newest featured day, in the order of its listing. */
export function ofLatestDay({ connection }: ViewSource): string[] {
  const sql = `SELECT id FROM featured JOIN papers ON id = coalesce(paper, named)
    WHERE known = 1 AND day = (SELECT max(day) FROM days) GROUP BY id ORDER BY min(position)`;
  return idsIn(connection.all<{ id: string }>(sql));
}
