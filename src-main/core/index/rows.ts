import {
  type AnnotationDocument,
  type Fields,
  type FileDocument,
  isDeleted,
  type ListingDocument,
  type PaperDocument,
  type SqliteConnection,
  type StateDocument,
  TRENDING,
} from '../store/index.ts';
import { tellsOfMerge, writeMerge } from './aliases.ts';
import { canonicalId } from './identity.ts';
import {
  BY_ITS_OWN,
  describe,
  FACTS,
  FOR_ANOTHER,
  recountFiles,
  recountMarks,
  restate,
} from './recount.ts';
import { titleKeyOf } from './title-key.ts';
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
  readonly doi: string | null;
  /** Milliseconds since the epoch; null where it is not known. */
  readonly addedAt: number | null;
};

const ENSURE = 'INSERT INTO papers(id) VALUES (?) ON CONFLICT(id) DO NOTHING';

/** The id that the paper goes by now; there is a row for it afterwards. */
export function ensure(index: SqliteConnection, paperId: string): string {
  const present = canonicalId(index, paperId);
  index.run(ENSURE, present);
  return present;
}

/** A writer of paper rows; `facts` reads what a list shows from a stored paper. */
export function paperWriter(
  facts: (paper: PaperDocument) => ListedFacts,
): RowWriter<PaperDocument> {
  return (index, paper) => {
    const present = ensure(index, paper.id);
    const isPresent = present === paper.id;
    if (!isPresent) index.run(ENSURE, paper.id);
    const listed = facts(paper);
    index.run(
      `UPDATE papers SET described = ${isPresent ? BY_ITS_OWN : FOR_ANOTHER}, (${FACTS})
        = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), known = ${isPresent ? 'NOT trashed' : '0'} WHERE id = ?`,
      ...[listed.title, titleKeyOf(listed.title), listed.identity, listed.authorCount],
      ...[listed.authors?.[0] ?? null, listed.organization, listed.publishedAt, listed.upvotes],
      ...[listed.comments, listed.doi, listed.addedAt, paper.id],
    );
    if (!isPresent) describeBy(index, present);
    return present;
  };
}

/** What another id's document says stands until the present id has one of its own. */
function describeBy(index: SqliteConnection, present: string): void {
  describe(index, present);
  index.run('UPDATE papers SET known = (described > 0) AND NOT trashed WHERE id = ?', present);
}

/** A paper's place in a day's listing, or among those that trend, which is replaced as a whole. */
export const writeListing: RowWriter<ListingDocument & { readonly _deleted?: boolean }> = (
  index,
  { day, paperId: named, position, _deleted },
) => {
  const paperId = ensure(index, named);
  if (day === TRENDING) writeTrending(index, { named, paperId }, _deleted ? null : position);
  else writeFeatured(index, day, { named, paperId }, position);
  return paperId;
};

type Named = { readonly named: string; readonly paperId: string };

function writeFeatured(
  index: SqliteConnection,
  day: string,
  { named, paperId }: Named,
  position: number,
): void {
  index.run(
    `INSERT INTO featured(day, named, paper, position) VALUES (?, ?, ?, ?)
      ON CONFLICT(day, named) DO UPDATE SET position = excluded.position`,
    ...[day, named, paperId === named ? null : paperId, position],
  );
}

/** `position` null: it has dropped out. */
function writeTrending(
  index: SqliteConnection,
  { named, paperId }: Named,
  position: number | null,
): void {
  if (position === null) index.run('DELETE FROM trending WHERE named = ?', named);
  else
    index.run(
      `INSERT INTO trending(named, paper, position) VALUES (?, ?, ?)
        ON CONFLICT(named) DO UPDATE SET position = excluded.position`,
      ...[named, paperId, position],
    );
}

/** All that the user says of a paper, and whether they threw it away or found it to be another. */
export const writeState: RowWriter<StateDocument> = (index, { id, fields }) => {
  const paperId = ensure(index, id);
  const sql = 'SELECT fields FROM states WHERE named = ?';
  const before = index.get<{ fields: string }>(sql, id)?.fields;
  index.run(
    `INSERT INTO states(named, paper, fields) VALUES (?, ?, ?)
      ON CONFLICT(named) DO UPDATE SET fields = excluded.fields`,
    ...[id, paperId, JSON.stringify(fields)],
  );
  if (tellsOfMerge(fields, before === undefined ? undefined : (JSON.parse(before) as Fields)))
    writeMerge(index, id);
  const present = canonicalId(index, id);
  restate(index, present);
  return present;
};

/** A mark that is there counts; a deleted one does not. */
export const writeMark: RowWriter<AnnotationDocument> = (index, { id, paperId: named, fields }) => {
  const paperId = ensure(index, named);
  if (isDeleted(fields)) index.run('DELETE FROM marks WHERE id = ?', id);
  else
    index.run(
      'INSERT INTO marks(id, named, paper) VALUES (?, ?, ?) ON CONFLICT(id) DO NOTHING',
      ...[id, named, paperId],
    );
  recountMarks(index, paperId);
  writeTrash(index, { kind: 'annotation', id, named, paperId, fields });
  return paperId;
};

/** A stored PDF. */
export const writeFile: RowWriter<FileDocument> = (index, { id, paperId: named, sha256 }) => {
  const paperId = ensure(index, named);
  index.run(
    `INSERT INTO files(id, named, paper, sha256) VALUES (?, ?, ?, ?) ON CONFLICT(id) DO NOTHING`,
    ...[id, named, paperId, sha256],
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
