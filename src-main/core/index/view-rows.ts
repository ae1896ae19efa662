import type { PaperRow } from '../../../src-shared/contract/index.ts';
import type { Ask } from './list-keys.ts';

type IndexRow = Omit<PaperRow, 'starred' | 'hasNote' | 'pdfState' | 'tags'> & {
  key: number;
  starred: number;
  hasNote: number;
  hasPdf: number;
};

/** What is known of a paper's PDF, `stored` or on its way. */
export type PdfStateOf = (paperId: string, stored: boolean) => PaperRow['pdfState'];

/** A row and its key. */
export type KeyedRow = { readonly key: number; readonly row: PaperRow };

const COLUMNS = `key, id, title, author_count AS authorCount, first_author AS firstAuthor,
  organization, upvotes, comments, status, starred, highlights, has_note AS hasNote,
  has_pdf AS hasPdf, progress, due, published_at AS publishedAt`;

/** The rows of these keys, in their order; keys without a row are left out. */
export function rowsOf(ask: Ask, keys: readonly number[], stateOf: PdfStateOf): KeyedRow[] {
  const sql = `SELECT ${COLUMNS} FROM papers WHERE key IN (SELECT value FROM json_each(?))`;
  const found = ask.all<IndexRow>(sql, JSON.stringify(keys));
  const byKey = new Map(found.map((row) => [row.key, row]));
  const tags = tagsOf(
    ask,
    found.map(({ id }) => id),
  );
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [{ key, row: toPaperRow(row, tags.get(row.id) ?? [], stateOf) }] : [];
  });
}

/** The rows of these papers, in their order; those that are not known are left out. */
export function rowsById(ask: Ask, ids: readonly string[], stateOf: PdfStateOf): PaperRow[] {
  const sql =
    'SELECT key, id FROM papers WHERE id IN (SELECT value FROM json_each(?)) AND known = 1';
  const found = ask.all<{ key: number; id: string }>(sql, JSON.stringify(ids));
  const keyOf = new Map(found.map(({ key, id }) => [id, key]));
  const keys = ids.flatMap((id) => keyOf.get(id) ?? []);
  return rowsOf(ask, keys, stateOf).map(({ row }) => row);
}

function tagsOf(ask: Ask, ids: readonly string[]): Map<string, string[]> {
  const sql = `SELECT paper, tag FROM tags WHERE paper IN (SELECT value FROM json_each(?))
    ORDER BY paper, tag`;
  const tags = new Map<string, string[]>();
  for (const { paper, tag } of ask.all<{ paper: string; tag: string }>(sql, JSON.stringify(ids)))
    tags.set(paper, [...(tags.get(paper) ?? []), tag]);
  return tags;
}

function toPaperRow(
  { key: _key, starred, hasNote, hasPdf, ...row }: IndexRow,
  tags: string[],
  stateOf: PdfStateOf,
): PaperRow {
  return {
    ...row,
    tags,
    starred: starred === 1,
    hasNote: hasNote === 1,
    pdfState: stateOf(row.id, hasPdf === 1),
  };
}
