import type { DatabaseSync } from 'node:sqlite';
import type { Place } from '../ranking/index.ts';

/** Places of a paper's own text, in the order of their columns; pages of its PDF are apart. */
export const DOC_PLACES = [
  'title',
  'authors',
  'organization',
  'tags',
  'facts',
  'abstract',
  'note',
  'highlight',
] as const satisfies readonly Place[];
export type DocPlace = (typeof DOC_PLACES)[number];

/** Of BM25, for the choice of candidates; `ranking` orders them. */
const CANDIDATE_WEIGHTS: Readonly<Record<DocPlace, number>> = {
  title: 5,
  authors: 5,
  organization: 2,
  tags: 2,
  facts: 1,
  abstract: 1,
  note: 1,
  highlight: 1,
};

/** Terms are folded before they come here; the tokenizer only parts them at spaces. */
const TOKENIZER = `tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co So'"`;
/** Without them a word's first letters, of which people type all, take as long as thousands of words do. */
const BEGINNINGS = `prefix = '1 2 3'`;
const CONTENTLESS = `content = '', contentless_delete = 1, ${TOKENIZER}`;

/**
 * `docs` and `pages` hold texts as they are, for snippets and for ordering; the full-text tables
 * hold terms only, by the same keys. `endings` has each word of papers backwards, for typos in a
 * word's beginning. `progress` has how far each of the sources was followed, and how many papers were
 * taken out.
 */
const SCHEMA = `
CREATE TABLE docs(key INTEGER PRIMARY KEY, paper TEXT NOT NULL UNIQUE, published TEXT,
  ${DOC_PLACES.map((place) => `${place} TEXT NOT NULL`).join(', ')});
CREATE VIRTUAL TABLE doc_terms USING fts5(${DOC_PLACES.join(', ')}, ${BEGINNINGS}, ${CONTENTLESS});
CREATE VIRTUAL TABLE doc_words USING fts5vocab(doc_terms, row);
CREATE TABLE pages(key INTEGER PRIMARY KEY, doc INTEGER NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX pages_by_doc ON pages(doc, page);
CREATE VIRTUAL TABLE page_terms USING fts5(text, ${CONTENTLESS});
CREATE VIRTUAL TABLE page_words USING fts5vocab(page_terms, row);
CREATE TABLE endings(word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE progress(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO doc_terms(doc_terms, rank) VALUES ('rank', 'bm25(${DOC_PLACES.map(
  (place) => CANDIDATE_WEIGHTS[place],
).join(', ')})');
`;

/** Makes the tables of an empty index. */
export function createTextIndex(database: DatabaseSync): void {
  database.exec(SCHEMA);
}
