import type { SqliteConnection } from '../store/index.ts';

/** Aliases only grow and seldom chain; a longer chain than this is a circle, or nobody's work. */
const LONGEST_CHAIN = 32;

/**
 * The id that a paper goes by now, as far as the read model has been told. A circle of aliases leads
 * nowhere, so each of its ids stays what it is; of duplicates that were merged into each other the
 * one with the smallest id is the present one.
 */
export function canonicalId(index: SqliteConnection, id: string): string {
  const sql = 'SELECT target FROM merged WHERE id = ?';
  const path = [rootOf(index, id)];
  for (;;) {
    const target = index.get<{ target: string }>(sql, path.at(-1)!)?.target;
    if (target === undefined) return path.at(-1)!;
    const next = rootOf(index, target);
    const circle = path.indexOf(next);
    if (circle >= 0) return path.slice(circle).toSorted()[0]!;
    path.push(next);
  }
}

/** Where a chain of aliases ends. */
export function rootOf(index: SqliteConnection, id: string): string {
  const sql = 'SELECT target FROM aliases WHERE id = ?';
  let now = id;
  for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
    const target = index.get<{ target: string }>(sql, now)?.target;
    if (target === undefined) return now;
    if (target === id) return id;
    now = target;
  }
  return id;
}

/** Every id that a paper has gone by, and those of duplicates merged into it; the present one first. */
export function idsOf(index: SqliteConnection, id: string): string[] {
  const present = canonicalId(index, id);
  const related = allIdsOf(index, [present]);
  return related.filter((each) => each === present || canonicalId(index, each) === present);
}

/** All ids of the papers that go or went by these, these included. */
export function allIdsOf(index: SqliteConnection, ids: readonly string[]): string[] {
  const sql = `WITH RECURSIVE same(id) AS (
      SELECT value FROM json_each(?)
      UNION SELECT target FROM aliases JOIN same ON aliases.id = same.id
      UNION SELECT aliases.id FROM aliases JOIN same ON aliases.target = same.id
      UNION SELECT target FROM merged JOIN same ON merged.id = same.id
      UNION SELECT merged.id FROM merged JOIN same ON merged.target = same.id
    ) SELECT id FROM same`;
  return index.all<{ id: string }>(sql, JSON.stringify(ids)).map(({ id }) => id);
}
