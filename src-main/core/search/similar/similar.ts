import { stem } from './stem.ts';

/** What papers are compared by. */
export type ComparedText = {
  readonly title: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
};

/** The search index as far as papers are compared through it. */
export type SimilarIndex = {
  /** How many papers there are. */
  readonly papers: () => number;
  /** Terms of a text as the index has them, in its order. */
  readonly termsOf: (text: string) => readonly string[];
  /** In how many papers a term stands; 0 for one that the index does not have. */
  readonly frequencyOf: (term: string) => number;
  /** Keys of the papers that best meet any of the terms, at most `limit`, the best first. */
  readonly meeting: (terms: readonly string[], limit: number) => readonly number[];
  /** Texts of papers by their keys; those that are gone are left out. */
  readonly textsOf: (keys: readonly number[]) => ReadonlyMap<number, ComparedText>;
};

/** A paper by its key in the index; a higher score is more alike, 1 as alike as the paper itself. */
export type SimilarPaper = { readonly key: number; readonly score: number };

/**
 * Chosen on the even papers of the fixture (`npm run bench -- FIND-4`). The frequency counts twice
 * (once for either text, as in a cosine): plain BM25, with once, finds the other half of an
 * abstract in 14 of 100 cases first, this in 22, a TF-IDF cosine in 19.
 */
const RARITY = 2;
const TITLE = 2;
const KEYWORD = 1;
const SATURATION = 1.2;
const LENGTH = 0.75;

/** Terms asked for: more find nothing that these do not. */
const MOST_TERMS = 24;
/** Papers that all terms asked for may stand in together, so that a large library is no slower. */
const MOST_POSTINGS = 25_000;
/** Terms asked for however common they are. */
const FEWEST_TERMS = 4;
/** Papers that are compared word by word. */
const CANDIDATES = 200;

/** The papers most like a text (FIND-4), without those of the keys in `except`; the best first. */
export function similarTo(
  index: SimilarIndex,
  text: ComparedText,
  limit: number,
  except: ReadonlySet<number>,
): SimilarPaper[] {
  const weights = new Weights(index, text);
  const terms = weights.rarest();
  if (terms.length === 0) return [];
  const texts = index.textsOf(index.meeting(terms, CANDIDATES + except.size));
  const candidates = [...texts].map(([key, one]) => ({ key, bag: bagOf(index, one) }));
  const own = bagOf(index, text);
  const length = mean(candidates.map(({ bag }) => bag.length));
  const best = weights.score(own, length);
  return candidates
    .filter(({ key }) => !except.has(key))
    .map(({ key, bag }) => ({ key, score: Math.min(1, weights.score(bag, length) / best) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.key - b.key)
    .slice(0, limit);
}

/** How often each stem stands in a text, by the weight of where it stands. */
type Bag = { readonly counts: ReadonlyMap<string, number>; readonly length: number };

function bagOf(index: SimilarIndex, text: ComparedText): Bag {
  const counts = new Map<string, number>();
  for (const [term, weight] of weightedTerms(index, text)) {
    const root = stem(term);
    counts.set(root, (counts.get(root) ?? 0) + weight);
  }
  return { counts, length: sum(counts.values()) };
}

function* weightedTerms(index: SimilarIndex, text: ComparedText): Generator<[string, number]> {
  for (const term of index.termsOf(text.title)) yield [term, TITLE];
  for (const term of index.termsOf(text.abstract)) yield [term, 1];
  for (const term of index.termsOf(text.keywords.join(' '))) yield [term, KEYWORD];
}

/** How much each stem of a text says, for comparing others with it. */
class Weights {
  readonly #terms = new Map<string, { frequency: number; count: number }>();
  readonly #stems: ReadonlyMap<string, number>;
  readonly #papers: number;

  constructor(index: SimilarIndex, text: ComparedText) {
    this.#papers = Math.max(1, index.papers());
    for (const [term, weight] of weightedTerms(index, text)) {
      const known = this.#terms.get(term);
      if (known) known.count += weight;
      else this.#terms.set(term, { frequency: index.frequencyOf(term), count: weight });
    }
    this.#stems = this.#weighStems(bagOf(index, text));
  }

  /** The terms that say most, as many as the index answers for in bounded time. */
  rarest(): string[] {
    const known = [...this.#terms].filter(([, { frequency }]) => frequency > 0);
    const ranked = known
      .map(([term, { frequency, count }]) => {
        return { term, frequency, weight: (1 + Math.log(count)) * this.#rarity(frequency) };
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_TERMS);
    let postings = 0;
    return ranked
      .filter(({ frequency }, place) => {
        const fits = place < FEWEST_TERMS || postings + frequency <= MOST_POSTINGS;
        if (fits) postings += frequency;
        return fits;
      })
      .map(({ term }) => term);
  }

  /** BM25 of a bag for the stems of the text, with their rarity squared. */
  score(bag: Bag, meanLength: number): number {
    const norm = SATURATION * (1 - LENGTH + (LENGTH * bag.length) / meanLength);
    let score = 0;
    for (const [root, weight] of this.#stems) {
      const count = bag.counts.get(root);
      if (count !== undefined) score += (weight * count * (SATURATION + 1)) / (count + norm);
    }
    return score;
  }

  #weighStems(own: Bag): ReadonlyMap<string, number> {
    const frequencies = new Map<string, number>();
    for (const [term, { frequency }] of this.#terms) {
      const root = stem(term);
      frequencies.set(root, (frequencies.get(root) ?? 0) + frequency);
    }
    return new Map(
      [...own.counts].map(([root, count]) => {
        const rarity = this.#rarity(frequencies.get(root) ?? 0);
        return [root, (1 + Math.log(count)) * rarity ** RARITY];
      }),
    );
  }

  #rarity(frequency: number): number {
    return Math.log((this.#papers + 1) / Math.min(this.#papers, Math.max(1, frequency)));
  }
}

function sum(values: Iterable<number>): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}

function mean(values: readonly number[]): number {
  return sum(values) / Math.max(1, values.length) || 1;
}
