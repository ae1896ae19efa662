/**
 * Where in a paper words are found. `surnames` (of authors) and `year` (of publication) stand in other
 * places as well; people remember papers by them.
 */
export type Place =
  | 'title'
  | 'authors'
  | 'surnames'
  | 'year'
  | 'organization'
  | 'tags'
  | 'facts'
  | 'abstract'
  | 'note'
  | 'highlight'
  | 'text';

/**
 * How much a word counts that stands there. Chosen on the even papers of the fixture and told on the
 * odd ones (`npm run bench -- FIND-1`): a heavier title loses papers of which the abstract is
 * remembered, a lighter author those of which the surname is.
 */
export const PLACE_WEIGHTS: Readonly<Record<Place, number>> = {
  title: 2,
  authors: 2.5,
  surnames: 3,
  year: 2,
  organization: 2,
  tags: 2,
  facts: 1,
  abstract: 1,
  note: 1,
  highlight: 1,
  text: 0.7,
};

/** A word that only resembles the one that was typed, beside 1 for the word itself. */
export const CORRECTED = 0.7;

/**
 * Papers without one of the words stand behind those with all: the share of what was asked, by
 * rarity, to this power.
 */
const COMPLETENESS = 4;
/** What a title that is asked for whole has over one that is met by the way. */
const WHOLE_TITLE = 0.5;
/** What a paper of today has over an old one, and the years in which that falls to a third. */
const RECENT = 0.05;
const RECENT_YEARS = 2;
const YEAR_MS = 365.25 * 86_400_000;

/** A word of the query. */
export type SoughtWord = {
  /** Terms of the index that are meant, each with how like the word it is: 1 for the word itself. */
  readonly terms: ReadonlyMap<string, number>;
  /** How much the word says: the inverse document frequency of the most telling of its terms. */
  readonly rarity: number;
};

/** A paper that an index found, with the terms of its texts; `text` may be the terms of the hits. */
export type Candidate = {
  readonly places: Partial<Readonly<Record<Place, readonly string[]>>>;
  /** `YYYY-MM-DD`, or null. */
  readonly publishedAt: string | null;
};

/** How much a term says: 0 where every paper has it. */
export function rarityOf(papers: number, frequency: number): number {
  return Math.log(1 + (papers - frequency + 0.5) / (frequency + 0.5));
}

/**
 * A score for each paper that an index found for some words, for ordering them anew; higher is
 * better, 0 for a paper with none of them. `rarity`: of any term, for the words of titles; `now` in
 * milliseconds.
 *
 * BM25 adds up what is found and so puts a paper with one word often before one with all words
 * once, and a word's likeness before the word. This takes each word where it counts most, and asks
 * how much of the query, and how much of the title, is met.
 */
export function scorer(
  words: readonly SoughtWord[],
  rarity: (term: string) => number,
  now: number,
): (candidate: Candidate) => number {
  const sought = meaningsOf(words);
  const asked = words.reduce((all, word) => all + word.rarity, 0);
  return ({ places, publishedAt }) => {
    const best = bestOf(sought, words.length, places);
    const found = words.reduce((all, word, at) => all + word.rarity * best[at]!, 0);
    const met = words.reduce((all, word, at) => all + (best[at]! > 0 ? word.rarity : 0), 0);
    if (met === 0) return 0;
    const title = WHOLE_TITLE * titleShare(sought, places.title ?? [], rarity);
    return found * (met / asked) ** COMPLETENESS * (1 + title) * recency(publishedAt, now);
  };
}

/** Which words a term is meant by, by their number, and how like it is. */
type Meanings = ReadonlyMap<string, readonly { readonly at: number; readonly likeness: number }[]>;

function meaningsOf(words: readonly SoughtWord[]): Meanings {
  const meanings = new Map<string, { at: number; likeness: number }[]>();
  for (const [at, { terms }] of words.entries()) {
    for (const [term, likeness] of terms) {
      const known = meanings.get(term);
      if (known) known.push({ at, likeness });
      else meanings.set(term, [{ at, likeness }]);
    }
  }
  return meanings;
}

/** For each word what it counts in the place where it counts most. */
function bestOf(sought: Meanings, words: number, places: Candidate['places']): Float64Array {
  const best = new Float64Array(words);
  for (const [place, terms] of Object.entries(places) as [Place, readonly string[]][]) {
    const weight = PLACE_WEIGHTS[place];
    for (const term of terms) {
      const meant = sought.get(term);
      if (!meant) continue;
      for (const { at, likeness } of meant) best[at] = Math.max(best[at]!, likeness * weight);
    }
  }
  return best;
}

/** How much of a title, by rarity, is asked for. */
function titleShare(
  sought: Meanings,
  title: readonly string[],
  rarity: (term: string) => number,
): number {
  let [met, all] = [0, 0];
  for (const term of new Set(title)) {
    const weight = rarity(term);
    const likeness = Math.max(0, ...(sought.get(term) ?? []).map((one) => one.likeness));
    all += weight;
    met += weight * likeness;
  }
  return all > 0 ? met / all : 0;
}

function recency(publishedAt: string | null, now: number): number {
  const time = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  if (Number.isNaN(time)) return 1;
  const years = Math.max(0, now - time) / YEAR_MS;
  return 1 + RECENT * Math.exp(-years / RECENT_YEARS);
}
