import {
  type CollectionDocument,
  isDeleted,
  type MembershipDocument,
  type SqliteConnection,
} from '../store/index.ts';
import { canonicalId } from './identity.ts';
import { textIn } from './said.ts';

/** A collection's name and its place in the tree. */
export function writeCollection(
  index: SqliteConnection,
  { id, fields }: CollectionDocument,
): string {
  ensureCollection(index, id);
  const above = lineOf(index, id);
  index.run(
    `UPDATE collections SET present = ?, name = ?, parent = ?, position = ?, stamp = stamp + 1
      WHERE id = ?`,
    isDeleted(fields) ? 0 : 1,
    textIn(fields, 'name') ?? '',
    textIn(fields, 'parent'),
    textIn(fields, 'order') ?? '',
    id,
  );
  const below = index.all<{ id: string }>('SELECT id FROM collections WHERE parent = ?', id);
  const concerned = [...above, ...lineOf(index, id), ...below.map((child) => child.id)];
  for (const each of new Set(concerned)) writeWithin(index, each);
  return '';
}

type Parent = { readonly parent: string | null; readonly present: number };
const PARENT = 'SELECT parent, present FROM collections WHERE id = ?';

/** A collection and those that it is in, or all of a circle. */
function lineOf(index: SqliteConnection, id: string): Set<string> {
  const line = new Set<string>();
  for (let at: string | null = id; at !== null && !line.has(at); ) {
    line.add(at);
    at = index.get<Parent>(PARENT, at)?.parent ?? null;
  }
  return line;
}

/** Of a circle, which moves on two machines made, the collection with the smallest id is at the top. */
function writeWithin(index: SqliteConnection, id: string): void {
  const sql = 'UPDATE collections SET within = ? WHERE id = ?';
  const parent = index.get<Parent>(PARENT, id)?.parent ?? null;
  const above = parent === null ? undefined : index.get<Parent>(PARENT, parent);
  index.run(sql, above?.present === 1 && !isTopOfCircle(index, id) ? parent : null, id);
}

function isTopOfCircle(index: SqliteConnection, id: string): boolean {
  const seen = new Set<string>();
  for (let at = id; !seen.has(at); ) {
    seen.add(at);
    const row = index.get<Parent>(PARENT, at);
    if (row?.present !== 1 || row.parent === null) return false;
    if (row.parent === id) return [...seen].every((each) => each >= id);
    at = row.parent;
  }
  return false;
}

/** A paper's place in a collection, told under whichever of its ids. */
export function writeMembership(
  index: SqliteConnection,
  { id, collectionId, paperId: named, fields }: MembershipDocument,
): string {
  // What does not name both, as no version of ours writes it, is kept in the store alone.
  if (typeof collectionId !== 'string' || typeof named !== 'string') return '';
  const paperId = canonicalId(index, named);
  ensureCollection(index, collectionId);
  index.run('INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING', paperId);
  if (isDeleted(fields)) index.run('DELETE FROM memberships WHERE id = ?', id);
  else
    index.run(
      `INSERT INTO memberships(id, collection, named, paper, position) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET position = excluded.position`,
      ...[id, collectionId, named, paperId],
      textIn(fields, 'order'),
    );
  recountMembers(index, paperId);
  return paperId;
}

/** Each collection has a paper once, at the first of the places that it was given. */
export function recountMembers(index: SqliteConnection, paperId: string): void {
  const row = index.get<{ key: number; known: number }>(
    'SELECT key, known FROM papers WHERE id = ?',
    paperId,
  );
  if (!row) return;
  index.run(
    `DELETE FROM members WHERE paper = ?
      AND collection NOT IN (SELECT collection FROM memberships WHERE paper = ?)`,
    ...[row.key, paperId],
  );
  index.run(
    `INSERT INTO members(collection, paper, position, known)
      SELECT collection, ?, min(position), ? FROM memberships WHERE paper = ? GROUP BY collection
      ON CONFLICT DO UPDATE SET position = excluded.position`,
    ...[row.key, row.known, paperId],
  );
}

function ensureCollection(index: SqliteConnection, id: string): void {
  index.run('INSERT INTO collections(id) VALUES (?) ON CONFLICT(id) DO NOTHING', id);
}
