import { rm } from 'node:fs/promises';
import { SearchFiles } from '../src-main/core/search/engine/files.ts';
import { similarDocs } from '../src-main/core/search/engine/similar-papers.ts';
import type { ComparedText } from '../src-main/core/search/similar/index.ts';
import type { Sample } from './fixture.ts';
import { libraryOf } from './sample-library.ts';
import { openSearch } from './searching-run.ts';

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

/** Similar papers, and a way to let go of what they are found in. */
export type SimilarEngine = { readonly similar: Similar; readonly close: () => Promise<void> };

/** The program's own: a library on disk, and the index that the program builds of it. */
export async function ourSimilar(papers: readonly Sample[]): Promise<SimilarEngine> {
  const folder = await libraryOf(papers);
  await (await openSearch(folder)).close();
  const files = SearchFiles.open(folder);
  const rows = files.all<{ key: number; paper: string }>('SELECT key, paper FROM docs');
  const docs = new Map(rows.map(({ key, paper }) => [paper, key]));
  const numbers = new Map(papers.map(({ id }, number) => [docs.get(id)!, number]));
  return {
    similar: (text, limit, except) => {
      const left = except === null ? [] : [docs.get(papers[except]!.id)!];
      const found = files.within(() => similarDocs(files, text, limit, new Set(left)));
      return found.map(({ key }) => numbers.get(key)!);
    },
    close: async () => {
      files.close();
      await rm(folder, { recursive: true });
    },
  };
}

type Vector = { readonly weights: ReadonlyMap<string, number>; readonly norm: number };

/** The textbook's: logarithmic frequency times rarity, cosine, every paper compared. */
export async function tfIdfCosine(papers: readonly Sample[]): Promise<SimilarEngine> {
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
  const similar: Similar = (text, limit, except) => {
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
  return { similar, close: async () => undefined };
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
