import { corpus } from './corpus.ts';
import { pick, type Random, randomOf } from './random.ts';

/** Queries as they are while they are typed: the last word may not be finished. */
export function typedQueries(papers: number, count: number): string[] {
  const random = randomOf(7);
  return Array.from({ length: count }, (_, round) => {
    const { title, abstract, authors } = corpus().paper(Math.floor(random() * papers));
    const make = KINDS[round % KINDS.length]!;
    return make(random, wordsOf(title), wordsOf(abstract), wordsOf(authors[0]!).at(-1)!);
  });
}

type Make = (
  random: Random,
  title: readonly string[],
  abstract: readonly string[],
  surname: string,
) => string;

const KINDS: readonly Make[] = [
  (random, title) => `${pick(random, title)} ${pick(random, title)}`,
  (random, title) => `${pick(random, title)} ${pick(random, title).slice(0, 3)}`,
  (random, _, abstract) => [1, 2, 3].map(() => pick(random, abstract)).join(' '),
  (random, title, _, surname) => `${surname} ${pick(random, title)}`,
  (random, title) => pick(random, title).slice(0, 4),
];

/** Words with three letters or more, as an index has them. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return words.length > 0 ? words : ['the'];
}
