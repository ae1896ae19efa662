import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { ftsSimilarIndex } from './fts-index.ts';
import { type ComparedText, type SimilarIndex, similarTo } from './similar.ts';
import { stem } from './stem.ts';

const databases: DatabaseSync[] = [];

afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

function text(title: string, abstract: string, keywords: string[] = []): ComparedText {
  return { title, abstract, keywords };
}

/** An index of papers, keyed from 1. */
function indexOf(papers: readonly ComparedText[]): SimilarIndex {
  const database = new DatabaseSync(':memory:');
  databases.push(database);
  database.exec(`CREATE VIRTUAL TABLE papers USING fts5(title, abstract, keywords, other);
    CREATE VIRTUAL TABLE terms USING fts5vocab(papers, row)`);
  const insert = database.prepare(
    'INSERT INTO papers(rowid, title, abstract, keywords, other) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [at, { title, abstract, keywords }] of papers.entries()) {
    insert.run(at + 1, title, abstract, keywords.join(' '), 'zebra');
  }
  const columns = ['title', 'abstract', 'keywords'];
  return ftsSimilarIndex(
    database,
    { table: 'papers', columns, vocabulary: 'terms' },
    {
      papers: () => papers.length,
      termsOf: (one) => one.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
      textsOf: (keys) =>
        new Map(keys.flatMap((key) => (papers[key - 1] ? [[key, papers[key - 1]!]] : []))),
    },
  );
}

const PAPERS = [
  text('Pruning of wide networks', 'We prune weights of wide networks and keep their features.'),
  text('Sparse features', 'Pruned networks keep few features of the weights.'),
  text('Sourdough', 'We bake bread with a starter and keep it warm.'),
  text('Bread ovens', 'Baking loaves of bread in wide ovens.', ['sourdough']),
  text('An empty one', ''),
];

const keys = (found: readonly { key: number }[]) => found.map(({ key }) => key);

describe('[FIND-4] similarTo', () => {
  it('puts those first that share the rarest words, in any English form', () => {
    const index = indexOf(PAPERS);
    expect(keys(similarTo(index, PAPERS[0]!, 10, new Set([1])))[0]).toBe(2);
    expect(keys(similarTo(index, PAPERS[2]!, 10, new Set([3])))[0]).toBe(4);
  });

  it('scores from 0 to 1, itself highest, and leaves out what it is told to', () => {
    const index = indexOf(PAPERS);
    const all = similarTo(index, PAPERS[0]!, 10, new Set());
    expect(all[0]).toEqual({ key: 1, score: 1 });
    for (const { score } of all.slice(1)) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
    }
    expect(keys(similarTo(index, PAPERS[0]!, 10, new Set([1, 2])))).not.toContain(2);
    expect(similarTo(index, PAPERS[0]!, 1, new Set([1]))).toHaveLength(1);
  });

  it('finds nothing for a text without words, or in an index without papers', () => {
    expect(similarTo(indexOf(PAPERS), text('', ''), 10, new Set())).toEqual([]);
    expect(similarTo(indexOf(PAPERS), text('Völlig unbekannt', '!?'), 10, new Set())).toEqual([]);
    expect(similarTo(indexOf([]), PAPERS[0]!, 10, new Set())).toEqual([]);
  });

  it('does not meet a word in a column that papers are not compared by', () => {
    expect(similarTo(indexOf(PAPERS), text('zebra', ''), 10, new Set())).toEqual([]);
  });

  it('takes words of the query language for words', () => {
    const index = indexOf([text('NEAR AND OR NOT', 'one near and'), text('b', 'near c')]);
    expect(keys(similarTo(index, text('NEAR', 'AND "x" * ^'), 10, new Set([1])))).toEqual([2]);
  });

  it('asks a large library for as many papers as a small one', () => {
    const asked: string[][] = [];
    const index: SimilarIndex = {
      papers: () => 1_000_000,
      termsOf: (one) => one.match(/\w+/g) ?? [],
      frequencyOf: (term) => (term.startsWith('rare') ? 2_000 : 10_000),
      meeting: (terms) => {
        asked.push([...terms]);
        return [];
      },
      textsOf: () => new Map(),
    };
    const words = Array.from({ length: 30 }, (_, at) => `${at % 2 ? 'rare' : 'common'}${at}`);
    similarTo(index, text('', words.join(' ')), 10, new Set());
    const terms = asked[0]!;
    expect(terms.length).toBe(12);
    expect(terms.every((term) => term.startsWith('rare'))).toBe(true);
  });

  it.each([
    ['pruning', 'prun'],
    ['pruned', 'prun'],
    ['prunes', 'prun'],
    ['studies', 'study'],
    ['ring', 'ring'],
    ['class', 'class'],
    ['gpt4s', 'gpt4s'],
    ['学习', '学习'],
  ])('takes %s back to %s', (word, root) => expect(stem(word)).toBe(root));
});
