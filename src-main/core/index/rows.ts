import {
  type AnnotationDocument,
  type FileDocument,
  isDeleted,
  type ListingDocument,
  type NoteDocument,
  type PaperDocument,
  type SqliteConnection,
  type StateDocument,
  TRENDING,
} from '../store/index.ts';
import { canonicalId } from './aliases.ts';
import { recountFiles, recountNotes, restate } from './recount.ts';
import { writeTrash } from './write-trash.ts';

/** Writes one collection's documents into the read model; every one may come twice, in any order. */
export type RowWriter<Document> = (index: SqliteConnection, document: Document) => string;

/** The facts of a paper that a list shows; the rest stays in the store. */
export type ListedFacts = {
  readonly title: string;
  /** A number that papers of the same title share, 48 bits; null where there is no title. */
  readonly identity: number | null;
  readonly authors: readonly string[] | null;
  readonly authorCount: number | null;
  readonly organization: string | null;
  readonly publishedAt: string | null;
  readonly upvotes: number | null;
  readonly comments: number | null;
};

/** Whose document describes a paper; that of its own id stands over one of a former id. */
const BY_A_FORMER = 1;
const BY_ITS_OWN = 2;

const ENSURE = 'INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING';

/** The id that the paper goes by now; there is a row for it afterwards. */
function ensure(index: SqliteConnection, paperId: string): string {
  const present = canonicalId(index, paperId);
  index.run(ENSURE, present);
  return present;
}

/** A writer of paper rows; `facts` reads what a list shows from a stored paper. */
export function paperWriter(
  facts: (paper: PaperDocument) => ListedFacts,
): RowWriter<PaperDocument> {
  return (index, paper) => {
    const listed = facts(paper);
    const paperId = ensure(index, paper.id);
    // What a former id's document says stands until the present id has one of its own.
    const described = paperId === paper.id ? BY_ITS_OWN : BY_A_FORMER;
    index.run(
      `UPDATE papers SET described = ?, known = NOT trashed, title = ?, identity = ?,
        author_count = ?, first_author = ?, organization = ?, published_at = ?, upvotes = ?,
        comments = ? WHERE id = ? AND described <= ?`,
      described,
      listed.title,
      listed.identity,
      listed.authorCount,
      listed.authors?.[0] ?? null,
      listed.organization,
      listed.publishedAt,
      listed.upvotes,
      listed.comments,
      paperId,
      described,
    );
    return paperId;
  };
}

/** A paper's place in a day's listing, or among those that trend, which is replaced as a whole. */
export const writeListing: RowWriter<ListingDocument & { readonly _deleted?: boolean }> = (
  index,
  { day, paperId: named, position, _deleted },
) => {
  const paperId = ensure(index, named);
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

/** Status and star, and whether the user threw the paper away. */
export const writeState: RowWriter<StateDocument> = (index, { id, fields }) => {
  const paperId = ensure(index, id);
  index.run(
    `INSERT INTO states(id, paper, fields) VALUES (?, ?, ?)
      ON CONFLICT(id) DO UPDATE SET fields = excluded.fields`,
    ...[id, paperId, JSON.stringify(fields)],
  );
  restate(index, paperId);
  return paperId;
};

/** A mark that is there counts; a deleted one does not. */
export const writeMark: RowWriter<AnnotationDocument> = (index, { id, paperId: named, fields }) => {
  const paperId = ensure(index, named);
  if (isDeleted(fields)) index.run('DELETE FROM marks WHERE id = ?', id);
  else
    index.run('INSERT INTO marks(id, paper) VALUES (?, ?) ON CONFLICT(id) DO NOTHING', id, paperId);
  writeTrash(index, { kind: 'annotation', id, paperId, fields });
  return paperId;
};

/** A note counts while it says something. */
export const writeNote: RowWriter<NoteDocument> = (index, note) => {
  const { id, markdown, fields } = note;
  const paperId = note.paperId === null ? null : ensure(index, note.paperId);
  writeTrash(index, { kind: 'note', id, paperId, fields });
  if (paperId === null) return '';
  if (markdown.trim() === '' || isDeleted(fields)) index.run('DELETE FROM notes WHERE id = ?', id);
  else
    index.run('INSERT INTO notes(id, paper) VALUES (?, ?) ON CONFLICT(id) DO NOTHING', id, paperId);
  recountNotes(index, paperId);
  return paperId;
};

/** A stored PDF. */
export const writeFile: RowWriter<FileDocument> = (index, { id, paperId: named, sha256 }) => {
  const paperId = ensure(index, named);
  index.run(
    'INSERT INTO files(id, paper, sha256) VALUES (?, ?, ?) ON CONFLICT(id) DO NOTHING',
    id,
    paperId,
    sha256,
  );
  index.run('UPDATE papers SET has_pdf = 1 WHERE id = ?', paperId);
  return paperId;
};

/** Takes out what a removed PDF had put in; returns its paper. */
export function removeFile(index: SqliteConnection, { id, paperId }: FileDocument): string {
  const present = canonicalId(index, paperId);
  index.run('DELETE FROM files WHERE id = ?', id);
  recountFiles(index, present);
  return present;
}
