import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_SAID, type UpstreamPaper } from '../listings/index.ts';
import { createPaperSink } from './paper-sink.ts';
import { resolveReference } from './resolve-reference.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';

let library: TestLibrary;

const NO_FACTS = {
  ...{ version: null, comment: null, journalRef: null },
  ...{ categories: null, primaryCategory: null, updatedAt: null },
};

const PAPERS: readonly (Partial<UpstreamPaper> & { readonly arxivId: string })[] = [
  { arxivId: '1706.03762', title: 'Attention Is All You Need', authors: ['Ashish Vaswani'] },
  {
    arxivId: '1810.04805',
    title: 'BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding',
    authors: ['Jacob Devlin'],
    arxiv: { ...NO_FACTS, doi: '10.18653/v1/N19-1423' },
  },
  { arxivId: '2001.00001', title: 'Deep Learning', authors: ['Ada Somebody'] },
];

beforeEach(async () => {
  library = await openTestLibrary();
  const papers = PAPERS.map(
    (paper): UpstreamPaper => ({
      ...NOTHING_SAID,
      title: '',
      abstract: 'An abstract.',
      publishedAt: '2020-01-01',
      source: 'arxiv',
      ...paper,
    }),
  );
  await createPaperSink(library.mutations).merge({ papers, at: 0 });
});

afterEach(() => library.close());

const idOf = (text: string): string | null =>
  resolveReference(library.mutations, library.views, text, () => 'none')?.id ?? null;

describe('resolveReference', () => {
  it('[READ-4] finds a paper by the arXiv id that a reference names', () => {
    expect(idOf('[3] Someone else. Another title. arXiv:1706.03762v5, 2017.')).toBe(
      'arxiv:1706.03762',
    );
    expect(idOf('[3] Someone. A title here. arXiv:1706.99999, 2017.')).toBeNull();
  });

  it('[READ-4] finds a paper by its DOI', () => {
    expect(idOf('Anyone. Whatever it was. doi:10.18653/v1/n19-1423.')).toBe('arxiv:1810.04805');
  });

  it('[READ-4] finds a paper by its title where the author is the same', () => {
    expect(idOf('[13] A. Vaswani and others. Attention is all you need. In NIPS, 2017.')).toBe(
      'arxiv:1706.03762',
    );
    expect(idOf('[13] K. Impostor. Attention is all you need. In Nothing, 2017.')).toBeNull();
    expect(idOf('LeCun, Y. Deep learning. Nature, 2015.')).toBeNull();
  });

  it('[READ-4] finds a title whose hyphens were lost at a line’s end', () => {
    const text =
      'Devlin, J. and Chang, M. BERT: Pretraining of deep bi-directional transformers for language understanding. 2019.';
    expect(idOf(text)).toBe('arxiv:1810.04805');
  });

  it('[READ-4] finds nothing in the trash, and nothing for texts that name nothing', () => {
    expect(idOf('')).toBeNull();
    expect(idOf('%_"\u0000 [3]')).toBeNull();
  });

  it('[PERF-9] reads by indexes alone', () => {
    const { connection } = library.mutations.context.readModel;
    const plan = (sql: string): string =>
      connection
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .map(({ detail }) => detail)
        .join();
    expect(
      plan("SELECT id FROM papers WHERE doi = 'x' AND known = 1 ORDER BY id LIMIT 1"),
    ).toContain('papers_by_doi');
    expect(plan('SELECT id FROM papers WHERE identity = 1 AND known = 1 ORDER BY id')).toContain(
      'papers_by_identity',
    );
    expect(
      plan(
        "SELECT id, title FROM papers WHERE title_key >= 'a' AND title_key < 'b' AND known = 1 ORDER BY title_key LIMIT 200",
      ),
    ).toContain('papers_by_title');
  });
});
