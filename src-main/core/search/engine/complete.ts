import { fold } from '../words/index.ts';
import type { SearchFiles } from './files.ts';

const MOST = 20;
/** Papers whose names are looked at. */
const LOOKED_AT = 400;

/** Fields of which values are offered while they are typed. */
export type CompletedField = 'author' | 'org' | 'tag' | 'in';

/** Values of a field that begin so, the most frequent first. */
export function complete(files: SearchFiles, field: CompletedField, prefix: string): string[] {
  const begun = fold(prefix.trim());
  switch (field) {
    case 'tag':
      return named(
        files,
        'SELECT tag AS name FROM tag_counts WHERE papers > 0 ORDER BY papers DESC',
        begun,
      );
    case 'in':
      return named(
        files,
        'SELECT name FROM collections WHERE present = 1 ORDER BY papers DESC',
        begun,
      );
    default:
      return told(files, field === 'author' ? 'authors' : 'organization', begun);
  }
}

function named(files: SearchFiles, sql: string, begun: string): string[] {
  const names = files.all<{ name: string }>(sql).map(({ name }) => name);
  return [...new Set(names)].filter((name) => begins(name, begun)).slice(0, MOST);
}

function told(files: SearchFiles, place: 'authors' | 'organization', begun: string): string[] {
  const words = begun.split(/\s+/).filter((word) => word !== '');
  const match = words.map((word) => `"${word.replaceAll('"', '""')}" *`).join(' AND ');
  const sql =
    match === ''
      ? `SELECT ${place} AS names FROM docs WHERE ${place} <> '' ORDER BY key DESC LIMIT ${LOOKED_AT}`
      : `SELECT docs.${place} AS names FROM doc_terms JOIN docs ON docs.key = doc_terms.rowid
          WHERE doc_terms MATCH ? LIMIT ${LOOKED_AT}`;
  const rows = files.all<{ names: string }>(
    sql,
    ...(match === '' ? [] : [`${place} : (${match})`]),
  );
  const counts = new Map<string, number>();
  for (const { names } of rows)
    for (const name of names.split('\n'))
      if (begins(name, begun)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a, often], [b, oftener]) => oftener - often || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([name]) => name);
}

/** Whether a name, or a word in it and what follows, begins so. */
function begins(name: string, begun: string): boolean {
  const folded = fold(name);
  return folded.startsWith(begun) || folded.includes(` ${begun}`);
}
