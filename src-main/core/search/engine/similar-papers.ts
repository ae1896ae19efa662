import {
  type ComparedText,
  ftsSimilarIndex,
  type SimilarPaper,
  similarTo,
} from '../similar/index.ts';
import { termsOf } from '../words/index.ts';
import type { SearchFiles } from './files.ts';

type Row = {
  readonly key: number;
  readonly title: string;
  readonly abstract: string;
  readonly facts: string;
};

/** A paper that is like another, by the key of its row in the read model. */
export type SimilarKey = { readonly key: number; readonly score: number };

/** Papers like one, by the keys of their rows in the read model (FIND-4). */
export function similarPapers(files: SearchFiles, key: number, limit: number): SimilarKey[] {
  const doc = files.docOf(key);
  const own = doc === undefined ? undefined : textsOf(files, [doc]).get(doc);
  if (doc === undefined || !own) return [];
  // Those in the trash stay in the index.
  const found = similarDocs(files, own, limit * 2, new Set([doc]));
  return found
    .map(({ key: other, score }) => ({ key: files.paperOf(other), score }))
    .filter((one) => one.key > 0 && isShown(files, one.key))
    .slice(0, limit);
}

/** Papers like a text, by their rows in the text index, without those in `except`. */
export function similarDocs(
  files: SearchFiles,
  text: ComparedText,
  limit: number,
  except: ReadonlySet<number>,
): SimilarPaper[] {
  const index = ftsSimilarIndex(
    files.database,
    { table: 'doc_terms', columns: ['title', 'abstract', 'facts'], vocabulary: 'doc_words' },
    { papers: () => files.docs, termsOf, textsOf: (keys) => textsOf(files, keys) },
  );
  return similarTo(index, text, limit, except);
}

function isShown(files: SearchFiles, key: number): boolean {
  return files.get('SELECT 1 FROM papers WHERE key = ? AND known = 1', key) !== undefined;
}

function textsOf(files: SearchFiles, docs: readonly number[]): Map<number, ComparedText> {
  const rows = files.all<Row>(
    `SELECT key, title, abstract, facts FROM docs WHERE key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(docs),
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return new Map(
    docs.flatMap((doc) => {
      const row = byKey.get(doc);
      if (!row) return [];
      const { title, abstract, facts } = row;
      return [[doc, { title, abstract, keywords: facts.split('\n') }] as const];
    }),
  );
}
