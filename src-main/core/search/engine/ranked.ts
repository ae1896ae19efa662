import type { Query } from '../../../../src-shared/query/index.ts';
import { type Candidate, rarityOf, scorer } from '../ranking/index.ts';
import { termsOf } from '../words/index.ts';
import type { SearchFiles } from './files.ts';
import type { KeySet } from './key-set.ts';
import type { Sentence } from './text-search.ts';

/** Papers that are looked at word by word; the rest stay as the index orders them. */
const CLOSELY = 80;
/** Papers, and pages, that the index orders. */
const BY_INDEX = 400;
/** Papers that may be found for BM25 to order them: some twenty milliseconds. */
const COMMON = 8_000;

/** What is ranked: papers that were found for words of a query. */
export type Ranking = {
  readonly query: Query;
  readonly leaves: readonly Query[];
  readonly found: KeySet;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** The papers found, the best first: the first of them by `ranking`, then as BM25 has them, then the rest. */
export function ranked(
  files: SearchFiles,
  sentence: Sentence,
  { query, leaves, found, now }: Ranking,
): Uint32Array {
  const near = candidates(files, sentence, { query, leaves, found });
  const close = near.slice(0, CLOSELY);
  const score = scorerOf(files, sentence, leaves, now);
  const texts = candidatesOf(files, close, sentence, leaves);
  const scored = close.map((key, at) => ({ key, score: score(texts[at]!) }));
  // Equal ones stay as the index has them.
  scored.sort((a, b) => b.score - a.score);
  const first = [...scored.map(({ key }) => key), ...near.slice(CLOSELY)];
  const keys = new Uint32Array(found.size);
  keys.set(first.slice(0, keys.length));
  const placed = new Set(first);
  let at = Math.min(first.length, keys.length);
  for (const key of found.keys()) if (!placed.has(key) && at < keys.length) keys[at++] = key;
  return keys;
}

/**
 * Keys of papers that meet words best by BM25, those of which only pages do in between. Where a
 * tenth of the library is found, BM25 says little and takes long: then the newest are looked at, and
 * the newest that have the words in their titles.
 */
function candidates(
  files: SearchFiles,
  sentence: Sentence,
  { query, leaves, found }: Omit<Ranking, 'now'>,
): number[] {
  const words = sentence.allWords('docs', query) ?? sentence.anyWord('docs', leaves);
  const isCommon = found.size > COMMON;
  const order = isCommon ? 'rowid DESC' : 'rank';
  const titled =
    isCommon && words !== null ? best(files, 'doc_terms', `title : (${words})`, order) : [];
  const docs = [...titled, ...best(files, 'doc_terms', words, order)];
  const onPages = sentence.allWords('pages', query) ?? sentence.anyWord('pages', leaves);
  const pages = best(files, 'page_terms', onPages, order);
  const own = docs.map((doc) => files.paperOf(doc));
  const byPage = pages.map((page) => files.paperOf(files.docOfPage(page)));
  // Every other one, so that neither crowds the other out.
  const mixed = own.flatMap((key, at) => [key, byPage[at] ?? 0]).concat(byPage.slice(own.length));
  return [...new Set(mixed)].filter((key) => key > 0 && found.has(key));
}

function best(files: SearchFiles, table: string, match: string | null, order: string): number[] {
  if (match === null) return [];
  const sql = `SELECT rowid AS value FROM ${table} WHERE ${table} MATCH ? ORDER BY ${order} LIMIT ${BY_INDEX}`;
  return files.numbers(sql, match);
}

function scorerOf(files: SearchFiles, sentence: Sentence, leaves: readonly Query[], now: number) {
  const known = new Map<string, number>();
  const rarity = (term: string): number => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const value = rarityOf(files.docs, sentence.frequencyOf(term));
    known.set(term, value);
    return value;
  };
  return scorer(sentence.words(leaves), rarity, now);
}

/** What stands in papers, by their keys, with the terms of the pages that meet words best. */
function candidatesOf(
  files: SearchFiles,
  keys: readonly number[],
  sentence: Sentence,
  leaves: readonly Query[],
): Candidate[] {
  const docs = keys.flatMap((key) => files.docOf(key) ?? []);
  const texts = files.terms.of(docs);
  const paged = files.withPages(docs);
  const isMeant = sentence.isMeant(leaves);
  return keys.map((key) => {
    const doc = files.docOf(key);
    const known = doc === undefined ? undefined : texts.get(doc);
    if (!known || doc === undefined || !paged.has(doc)) return known ?? UNKNOWN;
    const page = bestPage(files, sentence, leaves, doc);
    const text = page ? termsOf(page.text).filter(isMeant) : [];
    return { ...known, places: { ...known.places, text } };
  });
}

const UNKNOWN: Candidate = { places: {}, publishedAt: null };

/** The page of a paper that meets words best. */
export function bestPage(
  files: SearchFiles,
  sentence: Sentence,
  leaves: readonly Query[],
  doc: number,
): { readonly page: number; readonly text: string } | undefined {
  const match = sentence.anyWord('pages', leaves);
  const ends = files.get<{ first: number | null; last: number | null }>(
    'SELECT min(key) AS first, max(key) AS last FROM pages WHERE doc = ?',
    doc,
  );
  if (match === null || ends?.first == null) return undefined;
  return files.get<{ page: number; text: string }>(
    `SELECT pages.page, pages.text FROM page_terms JOIN pages ON pages.key = page_terms.rowid
      WHERE page_terms MATCH ? AND page_terms.rowid BETWEEN ? AND ? AND pages.doc = ?
      ORDER BY rank LIMIT 1`,
    ...[match, ends.first, ends.last!, doc],
  );
}
