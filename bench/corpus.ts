import { fixturePapers, type Sample } from './fixture.ts';
import { pick, type Random, randomOf } from './random.ts';

/**
 * Papers whose words are as frequent as those of real ones: of the fixture where it is present,
 * else of made-up words after Zipf. A paper draws from all words and from those of two papers that
 * it is "about", so that there are subjects; one word in a hundred is new, as in real libraries,
 * whose vocabulary never stops growing. Abstracts are as long as arXiv's, about 180 words.
 */
export type Corpus = {
  /** Whether the statistics are those of real papers. */
  readonly real: boolean;
  /** The paper of a number; always the same. */
  readonly paper: (number: number) => Omit<Sample, 'id' | 'publishedAt'>;
};

/** Words to draw from, each as often as it is frequent, in their original order. */
type Statistics = {
  readonly words: readonly string[];
  readonly subjects: readonly (readonly string[])[];
  readonly titleLengths: readonly number[];
  readonly givenNames: readonly string[];
  readonly surnames: readonly string[];
  readonly keywords: readonly string[];
};

let made: Corpus | undefined;

/** The corpus of this machine. */
export function corpus(): Corpus {
  made ??= makeCorpus(fixturePapers());
  return made;
}

function makeCorpus(papers: Sample[] | null): Corpus {
  const statistics = papers ? statisticsOf(papers) : madeUpStatistics();
  return { real: papers !== null, paper: (number) => makePaper(statistics, randomOf(number)) };
}

function statisticsOf(papers: readonly Sample[]): Statistics {
  const subjects = papers.map(({ title, abstract }) => wordsOf(`${title} ${abstract}`));
  const names = papers.flatMap(({ authors }) => authors).map((author) => author.split(' '));
  return {
    words: subjects.flat(),
    subjects,
    titleLengths: papers.map(({ title }) => title.split(' ').length),
    givenNames: names.map((name) => name[0]!),
    surnames: names.map((name) => name.at(-1)!),
    keywords: papers.flatMap(({ keywords }) => keywords),
  };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru pla spe sti tro'.split(
    ' ',
  );

/** A word for a number; no two of the first half million are alike. */
function madeUpWord(number: number): string {
  let word = SYLLABLES[number % SYLLABLES.length]!;
  for (let rest = Math.floor(number / SYLLABLES.length); rest > 0; ) {
    word += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}

function madeUpStatistics(): Statistics {
  const random = randomOf(1);
  const words = Array.from({ length: 400_000 }, () => madeUpWord(zipf(random, 17_000)));
  const subjects = Array.from({ length: 8_000 }, () =>
    Array.from({ length: 70 }, () => pick(random, words)),
  );
  const names = Array.from({ length: 4_000 }, (_, index) => capital(madeUpWord(index + 1_000)));
  const keywords = Array.from({ length: 500 }, (_, index) => madeUpWord(index + 300));
  const titleLengths = Array.from({ length: 1_000 }, () => 5 + Math.floor(random() * 9));
  return { words, subjects, titleLengths, givenNames: names, surnames: names, keywords };
}

/** A rank from 0; the chance of a rank falls nearly as one over it. */
function zipf(random: Random, count: number): number {
  return Math.floor((count + 1) ** random()) - 1;
}

function makePaper(from: Statistics, random: Random): ReturnType<Corpus['paper']> {
  const about = [pick(random, from.subjects), pick(random, from.subjects)];
  const word = () => drawWord(from, about, random);
  const text = (length: number) => Array.from({ length }, word).join(' ');
  return {
    title: capital(text(pick(random, from.titleLengths))),
    abstract: `${capital(text(110 + Math.floor((random() + random()) * 70)))}.`,
    authors: Array.from(
      { length: 1 + Math.floor(random() * random() * 14) },
      () => `${pick(random, from.givenNames)} ${pick(random, from.surnames)}`,
    ),
    organization: random() < 0.3 ? `${capital(madeUpWord(zipf(random, 2_000)))} Laboratory` : null,
    keywords: [pick(random, from.keywords), pick(random, from.keywords)],
  };
}

function drawWord(from: Statistics, about: readonly (readonly string[])[], random: Random): string {
  const chance = random();
  if (chance < 0.01) return madeUpWord(29 ** 4 + Math.floor(random() * 2 ** 24));
  return pick(random, chance < 0.3 ? pick(random, about) : from.words);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
