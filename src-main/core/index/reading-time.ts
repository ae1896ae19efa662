import type { Fields } from '../store/index.ts';
import type { Ask } from './list-keys.ts';

/** What one machine counted of a day's reading of a paper. */
export type ReadingTime = {
  readonly day: string;
  readonly device: string;
  readonly seconds: number;
};

const FIELD = /^seconds:(\d{4}-\d\d-\d\d):(.+)$/;

/** The time that what was said of a paper tells of, by day and machine. */
export function readingIn(fields: Fields): ReadingTime[] {
  return Object.entries(fields).flatMap(([name, { value }]) => {
    const [, day, device] = FIELD.exec(name) ?? [];
    if (day === undefined || device === undefined || typeof value !== 'number') return [];
    return [{ day, device, seconds: value }];
  });
}

/** All of it, in seconds. */
export function secondsIn(fields: Fields): number {
  return readingIn(fields).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** A paper that was read or had time spent on it; `read` is 1 or 0. */
export type ReadPaper = { readonly id: string; readonly read: number; readonly seconds: number };

/** The user's day, by this machine's clock, on which a paper was said to be read. */
const READ_ON = `date(read_at / 1000, 'unixepoch', 'localtime')`;

/** The days on which anything was read, oldest first. */
export function activeDays(ask: Ask): { day: string; read: number; seconds: number }[] {
  return ask.all(`SELECT day, sum(read) AS read, sum(seconds) AS seconds FROM (
      SELECT ${READ_ON} AS day, 1 AS read, 0 AS seconds FROM papers INDEXED BY papers_read
        WHERE read_at IS NOT NULL AND known = 1
      UNION ALL
      SELECT day, 0 AS read, seconds FROM reading CROSS JOIN papers ON id = paper
        WHERE known = 1 AND seconds > 0
    ) GROUP BY day ORDER BY day`);
}

/** Papers that were read, or spent time on, from one day to another. */
export function readPapers(ask: Ask, from: string, to: string): ReadPaper[] {
  const sql = `SELECT id, max(read) AS read, sum(seconds) AS seconds FROM (
      SELECT id, 1 AS read, 0 AS seconds FROM papers INDEXED BY papers_read
        WHERE read_at IS NOT NULL AND known = 1 AND ${READ_ON} BETWEEN ? AND ?
      UNION ALL
      SELECT id, 0 AS read, seconds FROM reading CROSS JOIN papers ON id = paper
        WHERE known = 1 AND seconds > 0 AND day BETWEEN ? AND ?
    ) GROUP BY id ORDER BY id`;
  return ask.all<ReadPaper>(sql, from, to, from, to);
}

/** The tags of papers, and the names of the collections that they are in. */
export function topicsSaid(
  ask: Ask,
  paperIds: readonly string[],
): { paper: string; kind: 'tag' | 'collection'; topic: string }[] {
  const ids = JSON.stringify(paperIds);
  return ask.all(
    `SELECT paper, 'tag' AS kind, tag AS topic FROM tags
        WHERE paper IN (SELECT value FROM json_each(?))
      UNION SELECT memberships.paper, 'collection', name FROM memberships
        JOIN collections ON collections.id = collection
        WHERE present = 1 AND memberships.paper IN (SELECT value FROM json_each(?))`,
    ...[ids, ids],
  );
}
