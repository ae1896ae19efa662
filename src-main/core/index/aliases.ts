import {
  type AliasDocument,
  type Fields,
  mergeFields,
  type SqliteConnection,
} from '../store/index.ts';
import { allIdsOf, canonicalId, rootOf } from './identity.ts';
import { BY_ITS_OWN, FOR_ANOTHER, recount } from './recount.ts';

const MERGED_INTO = 'mergedInto';

/** Everything that was said under the former id counts for the present one from now on. */
export function writeAlias(index: SqliteConnection, { id, target }: AliasDocument): string {
  const before = allIdsOf(index, [id, target]);
  const sql = `INSERT INTO aliases(id, target) VALUES (?, ?)
    ON CONFLICT(id) DO UPDATE SET target = excluded.target`;
  index.run(sql, id, target);
  reconnect(index, before);
  return canonicalId(index, id);
}

/** Whether fields that were said of a paper may change which paper it is. */
export function tellsOfMerge(...said: readonly (Fields | undefined)[]): boolean {
  return said.some((fields) => fields?.[MERGED_INTO] !== undefined);
}

/** To be called after what was said of a paper has changed, where it tells of a merge. */
export function writeMerge(index: SqliteConnection, id: string): void {
  reconnect(index, allIdsOf(index, [id]));
}

/** Finds out anew which papers these ids stand for, and moves what was said under them there. */
function reconnect(index: SqliteConnection, ids: readonly string[]): void {
  const roots = new Set(ids.map((id) => rootOf(index, id)));
  for (const id of ids) if (!roots.has(id)) index.run('DELETE FROM merged WHERE id = ?', id);
  for (const root of roots) writeTarget(index, root, ids);
  const related = allIdsOf(index, ids);
  for (const id of related) point(index, id, canonicalId(index, id));
  for (const id of related) recount(index, id);
}

/** What the documents of all former ids of a paper say of its being a duplicate, the last word. */
function writeTarget(index: SqliteConnection, root: string, ids: readonly string[]): void {
  const own = [root, ...ids.filter((id) => id !== root && rootOf(index, id) === root)];
  const said = own.map((id) => index.get<{ fields: string }>(STATE, id)?.fields ?? '{}');
  const fields = said.map((text) => JSON.parse(text) as Fields).reduce(mergeFields);
  const target = fields[MERGED_INTO]?.value;
  if (typeof target !== 'string') index.run('DELETE FROM merged WHERE id = ?', root);
  else
    index.run(
      `INSERT INTO merged(id, target) VALUES (?, ?)
        ON CONFLICT(id) DO UPDATE SET target = excluded.target`,
      ...[root, target],
    );
}

const STATE = 'SELECT fields FROM states WHERE named = ?';

function point(index: SqliteConnection, named: string, paper: string): void {
  for (const id of [named, paper])
    index.run('INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING', id);
  for (const table of ['states', 'marks', 'notes', 'files', 'trash', 'trending', 'memberships'])
    index.run(`UPDATE ${table} SET paper = ? WHERE named = ?`, paper, named);
  index.run(
    `UPDATE papers SET described = iif(described IN (${BY_ITS_OWN}, ${FOR_ANOTHER}), ?, 0)
      WHERE id = ?`,
    ...[paper === named ? BY_ITS_OWN : FOR_ANOTHER, named],
  );
  const elsewhere = paper === named ? null : paper;
  index.run('UPDATE featured SET paper = ? WHERE named = ?', elsewhere, named);
}
