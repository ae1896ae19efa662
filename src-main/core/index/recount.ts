import {
  type Fields,
  fieldValue,
  isDeleted,
  mergeFields,
  type SqliteConnection,
} from '../store/index.ts';
import { writeTrash } from './write-trash.ts';

type Said = { readonly id: string; readonly fields: Fields };

/** What the user said of a paper, under whichever id. */
export type Saying = {
  readonly status: string;
  readonly starred: boolean;
  /** The document that tells whether it is in the trash. */
  readonly decider: Said;
};

const DELETED = 'deleted';

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
    status: fieldValue<string>(fields, 'status', 'new'),
    starred: fieldValue<boolean>(fields, 'starred', false),
    decider,
  };
}

/** Sets a paper's row, and its place in the trash, to what the user's documents of all its ids say. */
export function restate(index: SqliteConnection, paperId: string): void {
  const rows = index.all<{ id: string; fields: string }>(
    'SELECT id, fields FROM states WHERE paper = ?',
    paperId,
  );
  const said = rows.map(({ id, fields }) => ({ id, fields: JSON.parse(fields) as Fields }));
  const saying = mergeSaid(paperId, said);
  const trashed = saying && isDeleted(saying.decider.fields) ? 1 : 0;
  index.run(
    `UPDATE papers SET status = ?, starred = ?, trashed = ?, known = (described > 0) AND NOT ?
      WHERE id = ?`,
    ...[saying?.status ?? 'new', saying?.starred ? 1 : 0, trashed, trashed, paperId],
  );
  if (!saying) return;
  const { id, fields } = saying.decider;
  for (const other of said)
    if (other.id !== id) writeTrash(index, { kind: 'paper', id: other.id, paperId, fields: {} });
  writeTrash(index, { kind: 'paper', id, paperId, fields });
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
