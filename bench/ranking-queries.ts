import type { Sample } from './fixture.ts';
import { pick, type Random, randomOf, shuffled } from './random.ts';

/** A query that somebody types who looks for one paper that they know. */
export type KnownItem = { readonly query: string; readonly id: string };

/** One way of remembering a paper. */
export type QueryKind = { readonly name: string; readonly queries: readonly KnownItem[] };

/** A word that stands in fewer papers than this share is rare. */
const RARE = 0.01;
const RARE_WORDS = 5;
/** Letters that a word has at least in which a typo is made. */
const LONG = 5;

/** The four kinds of query for a part of the papers; the same for the same seed. */
export function queryKinds(
  all: readonly Sample[],
  wanted: readonly Sample[],
  seed: number,
): QueryKind[] {
  const random = randomOf(seed);
  const frequencies = frequenciesOf(all);
  const isRare = (word: string) => (frequencies.get(word) ?? 0) < all.length * RARE;
  const kind = (name: string, make: (paper: Sample) => string | null): QueryKind => ({
    name,
    queries: wanted.flatMap((paper) => {
      const query = make(paper);
      return query === null ? [] : [{ query, id: paper.id }];
    }),
  });
  return [
    kind('title words in random order', ({ title }) => joined(shuffled(random, wordsOf(title)))),
    kind('half the title with one typo', ({ title }) => halfWithTypo(random, wordsOf(title))),
    kind('five rare words of the abstract', ({ abstract }) => {
      const rare = shuffled(random, [...new Set(wordsOf(abstract))].filter(isRare));
      return rare.length < RARE_WORDS ? null : joined(rare.slice(0, RARE_WORDS));
    }),
    kind("first author's surname and year", ({ authors, publishedAt }) => {
      const surname = authors[0]?.split(' ').at(-1);
      return surname === undefined ? null : `${surname} ${publishedAt.slice(0, 4)}`;
    }),
  ];
}

/** Words of a text without signs around them; what has no letter is none. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /\p{L}/u.test(word));
}

function joined(words: readonly string[]): string {
  // A space behind the last word: it is finished.
  return `${words.join(' ')} `;
}

function frequenciesOf(papers: readonly Sample[]): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const { title, abstract } of papers) {
    for (const word of new Set(wordsOf(`${title} ${abstract}`))) {
      frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    }
  }
  return frequencies;
}

function halfWithTypo(random: Random, words: readonly string[]): string | null {
  const half = shuffled(random, words).slice(0, Math.max(2, Math.ceil(words.length / 2)));
  const long = half.filter((word) => word.length >= LONG);
  if (long.length === 0) return null;
  const wrong = pick(random, long);
  return joined(half.map((word) => (word === wrong ? withTypo(random, word) : word)));
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One letter left out, doubled up with another, replaced, or exchanged with its neighbour. */
function withTypo(random: Random, word: string): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const other = pick(
    random,
    [...LETTERS].filter((one) => one !== letter),
  );
  const made = [
    before + after,
    before + other + letter + after,
    before + other + after,
    before + after.slice(0, 1) + letter + after.slice(1),
  ];
  return pick(
    random,
    made.filter((one) => one !== word),
  );
}
