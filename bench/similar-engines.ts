import { DatabaseSync } from 'node:sqlite';
import {
  type ComparedText,
  ftsSimilarIndex,
  similarTo,
} from '../src-main/core/search/similar/index.ts';
import type { Sample } from './fixture.ts';

/** Numbers of the papers most like a text, the best first, without that of the number `except`. */
export type Similar = (text: ComparedText, limit: number, except: number | null) => number[];

/** Words as a full-text index has them: no accents, no case. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The program's own, over an index of the papers in memory. */
export function ourSimilar(papers: readonly Sample[]): Similar {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE VIRTUAL TABLE papers USING
      fts5(title, abstract, keywords, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE terms USING fts5vocab(papers, row); BEGIN`);
  const insert = database.prepare(
    'INSERT INTO papers(rowid, title, abstract, keywords) VALUES (?, ?, ?, ?)',
  );
  for (const [key, { title, abstract, keywords }] of papers.entries()) {
    insert.run(key, title, abstract, keywords.join(' '));
  }
  database.exec('COMMIT');
  const tables = {
    table: 'papers',
    columns: ['title', 'abstract', 'keywords'],
    vocabulary: 'terms',
  };
  const index = ftsSimilarIndex(database, tables, {
    papers: () => papers.length,
    termsOf: wordsOf,
    textsOf: (keys) => new Map(keys.map((key) => [key, papers[key]!])),
  });
  return (text, limit, except) => {
    const left = new Set(except === null ? [] : [except]);
    return similarTo(index, text, limit, left).map(({ key }) => key);
  };
}

type Vector = { readonly weights: ReadonlyMap<string, number>; readonly norm: number };

/** The textbook's: logarithmic frequency times rarity, cosine, every paper compared. */
export function tfIdfCosine(papers: readonly Sample[]): Similar {
  const counts = papers.map(countsOf);
  const frequencies = new Map<string, number>();
  for (const one of counts) {
    for (const word of one.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const vectorOf = (one: ReadonlyMap<string, number>) => vector(one, frequencies, papers.length);
  const vectors = counts.map(vectorOf);
  const postings = Map.groupBy(
    vectors.flatMap(({ weights }, key) =>
      [...weights].map(([word, weight]) => ({ word, key, weight })),
    ),
    ({ word }) => word,
  );
  return (text, limit, except) => {
    const scores = new Float64Array(papers.length);
    for (const [word, weight] of vectorOf(countsOf(text)).weights) {
      for (const one of postings.get(word) ?? []) scores[one.key]! += weight * one.weight;
    }
    return [...scores.keys()]
      .filter((key) => key !== except && scores[key]! > 0)
      .map((key) => ({ key, score: scores[key]! / vectors[key]!.norm }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ key }) => key);
  };
}

function countsOf({ title, abstract, keywords }: ComparedText): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf([title, abstract, ...keywords].join(' '))) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function vector(
  counts: ReadonlyMap<string, number>,
  frequencies: ReadonlyMap<string, number>,
  papers: number,
): Vector {
  const weights = new Map<string, number>();
  let squares = 0;
  for (const [word, count] of counts) {
    const weight = (1 + Math.log(count)) * Math.log(papers / (frequencies.get(word) ?? papers));
    weights.set(word, weight);
    squares += weight * weight;
  }
  return { weights, norm: Math.sqrt(squares) };
}
