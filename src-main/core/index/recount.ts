import {
  elementsOf,
  type Fields,
  fieldValue,
  isDeleted,
  mergeFields,
  type SqliteConnection,
} from '../store/index.ts';
import { canonicalId, idsOf } from './identity.ts';
import { recountMembers } from './members.ts';
import { readingIn } from './reading-time.ts';
import { numberIn, textIn } from './said.ts';
import { writeTrash } from './write-trash.ts';

type Said = { readonly id: string; readonly fields: Fields };

/** What the user said of a paper, under whichever id. */
export type Saying = {
  readonly status: string;
  readonly starred: boolean;
  /** All of it, merged by field. */
  readonly fields: Fields;
  /** The document that tells whether it is in the trash. */
  readonly decider: Said;
};

const DELETED = 'deleted';

/** Whose document describes a paper; see `papers.described`. */
export const BY_ANOTHER = 1;
export const BY_ITS_OWN = 2;
export const FOR_ANOTHER = -1;

/** What `papers` has of upstream. */
export const FACTS = [
  ...['title', 'title_key', 'identity', 'author_count', 'first_author', 'organization'],
  ...['published_at', 'upvotes', 'comments', 'doi', 'added_at'],
].join(', ');
const NO_FACTS = "'', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";

/**
 * What the documents of a paper's ids say together: by field, as two machines' documents merge. Of
 * deletion the present id's document decides, where it says anything of it: what was said under a
 * former id did not know the fields of the other.
 */
export function mergeSaid(paperId: string, said: readonly Said[]): Saying | undefined {
  const present = said.find(({ id }) => id === paperId);
  const others = said.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const deciding = [present, ...others].find((one) => one?.fields[DELETED] !== undefined);
  const decider = deciding ?? present ?? others[0];
  if (!decider) return undefined;
  const fields = said.reduce<Fields>((merged, one) => mergeFields(merged, one.fields), {});
  return {
    status: textIn(fields, 'status') ?? 'new',
    starred: fieldValue<boolean>(fields, 'starred', false),
    fields,
    decider,
  };
}

/** Makes a paper's row anew from all that is told of it; `described` of its other ids is right. */
export function recount(index: SqliteConnection, paperId: string): void {
  describe(index, paperId);
  restate(index, paperId);
  refeature(index, paperId);
  for (const count of [recountMarks, recountNotes, recountFiles, recountMembers])
    count(index, paperId);
}

/** Takes the facts of another id, the first by name, where the paper's own document is not here. */
export function describe(index: SqliteConnection, paperId: string): void {
  const sql = 'SELECT described FROM papers WHERE id = ?';
  const described = index.get<{ described: number }>(sql, paperId)?.described ?? 0;
  if (described === BY_ITS_OWN || described === FOR_ANOTHER) return;
  const other = describedAmong(index, paperId);
  if (other === undefined)
    index.run(`UPDATE papers SET described = 0, (${FACTS}) = (${NO_FACTS}) WHERE id = ?`, paperId);
  else
    index.run(
      `UPDATE papers SET described = ${BY_ANOTHER}, (${FACTS}) = (SELECT ${FACTS} FROM papers WHERE id = ?)
        WHERE id = ?`,
      ...[other, paperId],
    );
}

function describedAmong(index: SqliteConnection, paperId: string): string | undefined {
  if (canonicalId(index, paperId) !== paperId) return undefined;
  const sql = `SELECT min(id) AS id FROM papers WHERE described = ${FOR_ANOTHER}
    AND id IN (SELECT value FROM json_each(?))`;
  const found = index.get<{ id: string | null }>(sql, JSON.stringify(idsOf(index, paperId)));
  return found?.id ?? undefined;
}

/** Sets a paper's row, and its place in the trash, to what the user's documents of all its ids say. */
export function restate(index: SqliteConnection, paperId: string): void {
  const rows = index.all<{ id: string; fields: string }>(
    'SELECT named AS id, fields FROM states WHERE paper = ?',
    paperId,
  );
  const said = rows.map(({ id, fields }) => ({ id, fields: JSON.parse(fields) as Fields }));
  const saying = mergeSaid(paperId, said);
  const trashed = saying && isDeleted(saying.decider.fields) ? 1 : 0;
  writeSaying(index, paperId, saying?.fields ?? {}, trashed);
  writeTags(index, paperId, elementsOf(saying?.fields ?? {}, 'tags'));
  writeReading(
    index,
    paperId,
    said.map(({ fields }) => fields),
  );
  if (!saying) return;
  const { id, fields } = saying.decider;
  for (const other of said)
    if (other.id !== id) writeTrash(index, { kind: 'paper', id: other.id, paperId, fields: {} });
  writeTrash(index, { kind: 'paper', id, paperId, fields });
}

function writeSaying(
  index: SqliteConnection,
  paperId: string,
  fields: Fields,
  trashed: number,
): void {
  index.run(
    `UPDATE papers SET status = ?, starred = ?, trashed = ?, known = (described > 0) AND NOT ?,
      last_read_at = ?, read_at = ?, progress = ?, due = ?, list_order = ? WHERE id = ?`,
    ...[
      textIn(fields, 'status') ?? 'new',
      fieldValue(fields, 'starred', false) ? 1 : 0,
      trashed,
      trashed,
    ],
    ...[
      numberIn(fields, 'lastReadAt'),
      numberIn(fields, 'readAt'),
      numberIn(fields, 'progress'),
      textIn(fields, 'due'),
    ],
    ...[textIn(fields, 'listOrder'), paperId],
  );
}

function writeTags(index: SqliteConnection, paperId: string, tags: readonly string[]): void {
  const wanted = JSON.stringify(tags);
  index.run(
    'DELETE FROM tags WHERE paper = ? AND tag NOT IN (SELECT value FROM json_each(?))',
    ...[paperId, wanted],
  );
  if (tags.length === 0) return;
  index.run(
    `INSERT INTO tags(paper, tag) SELECT ?, value FROM json_each(?) WHERE true
      ON CONFLICT DO NOTHING`,
    ...[paperId, wanted],
  );
}

/** What was counted under one id is no newer word of what was counted under another. */
function writeReading(index: SqliteConnection, paperId: string, said: readonly Fields[]): void {
  index.run('DELETE FROM reading WHERE paper = ?', paperId);
  for (const { day, device, seconds } of said.flatMap(readingIn))
    index.run(
      `INSERT INTO reading(paper, day, device, seconds) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds`,
      ...[paperId, day, device, seconds],
    );
}

/** The newest day on which a paper was featured, under whichever id. */
function refeature(index: SqliteConnection, paperId: string): void {
  index.run(
    `UPDATE papers SET featured_on = nullif(max(
        coalesce((SELECT max(day) FROM featured WHERE paper = papers.id), ''),
        coalesce((SELECT max(day) FROM featured WHERE named = papers.id AND paper IS NULL), '')), '')
      WHERE id = ?`,
    paperId,
  );
}

/** Counts a paper's marks anew. */
export function recountMarks(index: SqliteConnection, paperId: string): void {
  const sql = `UPDATE papers SET highlights = (SELECT count(*) FROM marks WHERE paper = ?)
    WHERE id = ?`;
  index.run(sql, paperId, paperId);
}

/** Whether any note of the paper says something. */
export function recountNotes(index: SqliteConnection, paperId: string): void {
  const sql = `UPDATE papers SET has_note = EXISTS(SELECT 1 FROM notes WHERE paper = ?)
    WHERE id = ?`;
  index.run(sql, paperId, paperId);
}

/** Whether any PDF of the paper is stored. */
export function recountFiles(index: SqliteConnection, paperId: string): void {
  const sql = `UPDATE papers SET has_pdf = EXISTS(SELECT 1 FROM files WHERE paper = ?)
    WHERE id = ?`;
  index.run(sql, paperId, paperId);
}
