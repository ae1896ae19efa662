import type { TrashKind } from '../../../src-shared/contract/index.ts';
import {
  type AnnotationDocument,
  deletedAt,
  type Fields,
  type FileDocument,
  fieldValue,
  isDeleted,
  isPurged,
  type ListingDocument,
  type NoteDocument,
  type PaperDocument,
  type SqliteConnection,
  type StateDocument,
  TRENDING,
} from '../store/index.ts';

/** Writes one collection's documents into the read model; every one may come twice, in any order. */
export type RowWriter<Document> = (index: SqliteConnection, document: Document) => string;

/** The facts of a paper that a list shows; the rest stays in the store. */
export type ListedFacts = {
  readonly title: string;
  readonly authors: readonly string[] | null;
  readonly authorCount: number | null;
  readonly organization: string | null;
  readonly publishedAt: string | null;
  readonly upvotes: number | null;
  readonly comments: number | null;
};

const ENSURE = 'INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING';

function ensure(index: SqliteConnection, paperId: string): void {
  index.run(ENSURE, paperId);
}

/** A writer of paper rows; `facts` reads what a list shows from a stored paper. */
export function paperWriter(
  facts: (paper: PaperDocument) => ListedFacts,
): RowWriter<PaperDocument> {
  return (index, paper) => {
    const listed = facts(paper);
    ensure(index, paper.id);
    index.run(
      `UPDATE papers SET described = 1, known = NOT trashed, title = ?, author_count = ?, first_author = ?, organization = ?,
        published_at = ?, upvotes = ?, comments = ? WHERE id = ?`,
      listed.title,
      listed.authorCount,
      listed.authors?.[0] ?? null,
      listed.organization,
      listed.publishedAt,
      listed.upvotes,
      listed.comments,
      paper.id,
    );
    return paper.id;
  };
}

/** A paper's place in a day's listing, or among those that trend, which is replaced as a whole. */
export const writeListing: RowWriter<ListingDocument & { readonly _deleted?: boolean }> = (
  index,
  { day, paperId, position, _deleted },
) => {
  ensure(index, paperId);
  if (day === TRENDING) writeTrending(index, paperId, _deleted ? null : position);
  else writeFeatured(index, day, paperId, position);
  return paperId;
};

function writeFeatured(
  index: SqliteConnection,
  day: string,
  paperId: string,
  position: number,
): void {
  index.run(
    `INSERT INTO featured(day, paper, position) VALUES (?, ?, ?)
      ON CONFLICT(day, paper) DO UPDATE SET position = excluded.position`,
    day,
    paperId,
    position,
  );
}

/** `position` null: it has dropped out. */
function writeTrending(index: SqliteConnection, paperId: string, position: number | null): void {
  if (position === null) index.run('DELETE FROM trending WHERE paper = ?', paperId);
  else
    index.run(
      `INSERT INTO trending(paper, position) VALUES (?, ?)
        ON CONFLICT(paper) DO UPDATE SET position = excluded.position`,
      paperId,
      position,
    );
}

type Deletable = {
  readonly kind: TrashKind;
  readonly id: string;
  readonly paperId: string | null;
  readonly fields: Fields;
};

/** A deleted thing lies in the trash until it is let go for ever. */
function writeTrash(index: SqliteConnection, { kind, id, paperId, fields }: Deletable): void {
  const at = isPurged(fields) ? null : deletedAt(fields);
  if (at === null) index.run('DELETE FROM trash WHERE kind = ? AND id = ?', kind, id);
  else
    index.run(
      `INSERT INTO trash(kind, id, paper, deleted_at) VALUES (?, ?, ?, ?)
        ON CONFLICT(kind, id) DO UPDATE SET deleted_at = excluded.deleted_at`,
      ...[kind, id, paperId, at],
    );
}

/** Status and star, and whether the user threw the paper away. */
export const writeState: RowWriter<StateDocument> = (index, { id, fields }) => {
  ensure(index, id);
  const status = fieldValue<string>(fields, 'status', 'new');
  const starred = fieldValue<boolean>(fields, 'starred', false) ? 1 : 0;
  const trashed = isDeleted(fields) ? 1 : 0;
  index.run(
    `UPDATE papers SET status = ?, starred = ?, trashed = ?, known = described AND NOT ?
      WHERE id = ?`,
    status,
    starred,
    trashed,
    trashed,
    id,
  );
  writeTrash(index, { kind: 'paper', id, paperId: id, fields });
  return id;
};

/** A mark that is there counts; a deleted one does not. */
export const writeMark: RowWriter<AnnotationDocument> = (index, { id, paperId, fields }) => {
  ensure(index, paperId);
  if (isDeleted(fields)) index.run('DELETE FROM marks WHERE id = ?', id);
  else
    index.run('INSERT INTO marks(id, paper) VALUES (?, ?) ON CONFLICT(id) DO NOTHING', id, paperId);
  writeTrash(index, { kind: 'annotation', id, paperId, fields });
  return paperId;
};

/** A note counts while it says something. */
export const writeNote: RowWriter<NoteDocument> = (index, { id, paperId, markdown, fields }) => {
  writeTrash(index, { kind: 'note', id, paperId, fields });
  if (paperId === null) return '';
  ensure(index, paperId);
  const has = markdown.trim() !== '' && !isDeleted(fields) ? 1 : 0;
  index.run('UPDATE papers SET has_note = ? WHERE id = ?', has, paperId);
  return paperId;
};

/** A stored PDF. */
export const writeFile: RowWriter<FileDocument> = (index, { id, paperId, sha256 }) => {
  ensure(index, paperId);
  index.run(
    'INSERT INTO files(id, paper, sha256) VALUES (?, ?, ?) ON CONFLICT(id) DO NOTHING',
    id,
    paperId,
    sha256,
  );
  index.run('UPDATE papers SET has_pdf = 1 WHERE id = ?', paperId);
  return paperId;
};

/** Takes out what a removed PDF had put in. */
export function removeFile(index: SqliteConnection, { id, paperId }: FileDocument): void {
  index.run('DELETE FROM files WHERE id = ?', id);
  index.run(
    'UPDATE papers SET has_pdf = EXISTS(SELECT 1 FROM files WHERE paper = ?) WHERE id = ?',
    paperId,
    paperId,
  );
}
