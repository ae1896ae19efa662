import { corpus } from './corpus.ts';
import { fixturePapers, type Sample } from './fixture.ts';
import { type Bench, duration, median, percentile, type Row } from './measure.ts';
import { ourSimilar, type Similar, type SimilarEngine, tfIdfCosine } from './similar-engines.ts';

/** Papers of the library in which the time is measured. */
const LIBRARY = Number(process.env.OFFPRINT_BENCH_PAPERS ?? 100_000);
const LIMIT = 10;
/** Two tags in a hundred and ten say less than all: only rare ones make neighbours. */
const RARE_TAG = 100;

/** Of odd papers, for constants were chosen on even ones, every third: enough, and three times as quick. */
const isAsked = (key: number): boolean => key % 6 === 1;

/** An abstract in two; words in between are in the first. */
function halves({ abstract }: Sample): [string, string] {
  const words = abstract.split(' ');
  const middle = Math.ceil(words.length / 2);
  return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')];
}

type Scores = { readonly first: number; readonly ten: number; readonly mrr: number };

/** How well each paper's other half is found. */
async function otherHalf(
  papers: readonly Sample[],
  engine: (seconds: Sample[]) => Promise<SimilarEngine>,
): Promise<Scores> {
  const parts = papers.map(halves);
  const bare = { title: '', keywords: [] };
  const { similar, close } = await engine(
    papers.map((paper, key) => ({ ...paper, ...bare, abstract: parts[key]![1] })),
  );
  const ranks = papers.flatMap((_, key) => {
    if (!isAsked(key)) return [];
    const found = similar({ ...bare, abstract: parts[key]![0] }, LIMIT, null);
    return [found.indexOf(key) + 1];
  });
  await close();
  return scoresOf(ranks);
}

/** From the rank of each right answer among ten, 0 where it is not there. */
function scoresOf(ranks: readonly number[]): Scores {
  const share = (test: (rank: number) => boolean) => ranks.filter(test).length / ranks.length;
  return {
    first: share((rank) => rank === 1),
    ten: share((rank) => rank > 0),
    mrr: ranks.reduce((all, rank) => all + (rank > 0 ? 1 / rank : 0), 0) / ranks.length,
  };
}

/** Share of papers that have one of the same first author among the ten most alike, if there is one. */
function sameAuthor(papers: readonly Sample[], similar: Similar): Scores {
  return neighbours(papers, similar, ({ authors }) => authors.slice(0, 1), 12);
}

function sameTag(papers: readonly Sample[], similar: Similar): Scores {
  return neighbours(papers, similar, ({ keywords }) => keywords, RARE_TAG);
}

function neighbours(
  papers: readonly Sample[],
  similar: Similar,
  labelsOf: (paper: Sample) => readonly string[],
  most: number,
): Scores {
  const having = Map.groupBy(
    papers.flatMap((paper, key) => labelsOf(paper).map((label) => ({ label, key }))),
    ({ label }) => label,
  );
  const ranks = papers.flatMap((paper, key) => {
    const labels = labelsOf(paper).filter((label) => {
      const count = having.get(label)!.length;
      return count > 1 && count <= most;
    });
    if (labels.length === 0 || key % 2 === 0) return [];
    const right = new Set(labels.flatMap((label) => having.get(label)!.map((one) => one.key)));
    return [similar({ ...paper, keywords: [] }, LIMIT, key).findIndex((one) => right.has(one)) + 1];
  });
  return scoresOf(ranks);
}

const shown = ({ first, ten, mrr }: Scores): string =>
  [first, ten, mrr].map((value) => value.toFixed(3)).join(' / ');

async function quality(papers: readonly Sample[]): Promise<Row[]> {
  const untagged = papers.map((paper) => ({ ...paper, keywords: [] }));
  const engines = [await ourSimilar(untagged), await tfIdfCosine(untagged)] as const;
  const [ours, plain] = [engines[0].similar, engines[1].similar];
  const row = (what: string, a: Scores, b: Scores): Row => ({
    what,
    value: `${shown(a)}   |   ${shown(b)}`,
  });
  const rows = [
    { what: 'first / in ten / MRR', value: 'ours   |   plain TF-IDF cosine' },
    row(
      'the other half of an abstract',
      await otherHalf(papers, ourSimilar),
      await otherHalf(papers, tfIdfCosine),
    ),
    row('one of the same first author', sameAuthor(papers, ours), sameAuthor(papers, plain)),
    row('one of the same rare tag', sameTag(papers, ours), sameTag(papers, plain)),
  ];
  for (const { close } of engines) await close();
  return rows;
}

async function speed(): Promise<Row[]> {
  const papers = Array.from({ length: LIBRARY }, (_, key) => {
    return { ...corpus().paper(key), id: `${key}`, publishedAt: '' };
  });
  const { similar, close } = await ourSimilar(papers);
  const times = Array.from({ length: 210 }, (_, round) => {
    const key = (round * 7_919 + 13) % LIBRARY;
    const start = performance.now();
    similar(papers[key]!, LIMIT, key);
    return performance.now() - start;
  }).slice(10);
  await close();
  const value = `${duration(median(times))} / ${duration(percentile(times, 0.95))}`;
  return [{ what: `${LIBRARY.toLocaleString('en-GB')} papers, p50 / p95`, value }];
}

async function run(): Promise<Row[]> {
  const papers = fixturePapers();
  const none = { what: 'quality', value: 'not measured: the fixture is not here' };
  return [...(papers ? await quality(papers) : [none]), ...(await speed())];
}

/** Papers like one: whether they are the right ones, and how long it takes. */
export const similar: Bench = {
  rule: 'FIND-4',
  title: 'similar papers, on the odd-numbered papers of the fixture',
  run,
};
