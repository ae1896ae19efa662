import type { AliasDocument, SqliteConnection } from '../store/index.ts';
import { recountFiles, recountMarks, recountNotes, restate } from './recount.ts';

/** Aliases only grow and seldom chain; a longer chain than this is a circle, or nobody's work. */
const LONGEST_CHAIN = 32;

/**
 * The id that a paper goes by now, as far as the read model has been told; a circle leads nowhere,
 * so each of its ids stays what it is.
 */
export function canonicalId(index: SqliteConnection, id: string): string {
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

/** Every id that a paper has gone by, the present one first. */
export function idsOf(index: SqliteConnection, id: string): string[] {
  const present = canonicalId(index, id);
  const sql = `WITH RECURSIVE former(id) AS (
      SELECT ? UNION SELECT aliases.id FROM aliases JOIN former ON aliases.target = former.id
    ) SELECT id FROM former`;
  return index.all<{ id: string }>(sql, present).map((row) => row.id);
}

/** All ids of the papers that go or went by these, these included. */
export function allIdsOf(index: SqliteConnection, ids: readonly string[]): string[] {
  const sql = `WITH RECURSIVE same(id) AS (
      SELECT value FROM json_each(?)
      UNION SELECT target FROM aliases JOIN same ON aliases.id = same.id
      UNION SELECT aliases.id FROM aliases JOIN same ON aliases.target = same.id
    ) SELECT id FROM same`;
  return index.all<{ id: string }>(sql, JSON.stringify(ids)).map(({ id }) => id);
}

/** Everything that was said under the former id counts for the present one from now on. */
export function writeAlias(index: SqliteConnection, { id, target }: AliasDocument): string {
  const sql = `INSERT INTO aliases(id, target) VALUES (?, ?)
    ON CONFLICT(id) DO UPDATE SET target = excluded.target`;
  index.run(sql, id, target);
  const present = canonicalId(index, id);
  if (present !== id) move(index, id, present);
  return present;
}

/** See `papers.described`. */
const BY_A_FORMER = 1;

const FACTS =
  'title, author_count, first_author, organization, published_at, upvotes, comments, identity';

function move(index: SqliteConnection, from: string, to: string): void {
  index.run('INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING', to);
  // A paper may be known under its former id alone until upstream is heard of the other.
  index.run(
    `UPDATE papers SET described = ?, (${FACTS}) = (SELECT ${FACTS} FROM papers WHERE id = ?)
      WHERE id = ? AND described = 0 AND EXISTS(SELECT 1 FROM papers WHERE id = ? AND described)`,
    ...[BY_A_FORMER, from, to, from],
  );
  index.run(
    `UPDATE papers SET described = 0, known = 0, identity = NULL, featured_on = NULL WHERE id = ?`,
    from,
  );
  index.run(
    `INSERT INTO featured(day, paper, position) SELECT day, ?, position FROM featured
      WHERE paper = ? ON CONFLICT(day, paper) DO NOTHING`,
    ...[to, from],
  );
  index.run('DELETE FROM featured WHERE paper = ?', from);
  index.run('UPDATE OR IGNORE trending SET paper = ? WHERE paper = ?', to, from);
  index.run('DELETE FROM trending WHERE paper = ?', from);
  for (const table of ['states', 'marks', 'notes', 'files', 'trash'])
    index.run(`UPDATE ${table} SET paper = ? WHERE paper = ?`, to, from);
  for (const recount of [restate, recountMarks, recountNotes, recountFiles])
    for (const id of [from, to]) recount(index, id);
}
