import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { putOne } from '../store/index.ts';
import { TestIndex } from '../test-search-index.ts';

let library: TestLibrary;
let index: TestIndex;

const PAGES = [
  'An introduction that says nothing of it.',
  'Here the quick wombat sleeps beneath a eucalyptus; it is eﬃcient and inter-\nnational.',
  'Erdős met Schrödinger naïvely. 我们研究深度学习的方法。',
];

beforeEach(async () => {
  library = await openTestLibrary();
  index = new TestIndex(library);
  const { papers } = library.mutations.context.store.collections;
  const abstract = 'About something else.';
  await putOne(papers, { id: 'arxiv:1', facts: { title: 'With a PDF', abstract } });
  await putOne(papers, { id: 'arxiv:2', facts: { title: 'Without one', abstract } });
  index.putText(await index.putFile('arxiv:1', 'one'), PAGES);
  await library.mutations.follower.follow();
  index.follow();
});

afterEach(async () => {
  index.close();
  await library.close();
});

/** The page of each paper that a query finds, null where it is not by a page. */
function pagesOf(query: string): Record<string, number | null> {
  const { hits } = index.answer(query);
  return Object.fromEntries(hits.map(({ id, hit }) => [id, hit?.page ?? null]));
}

describe('the text of PDFs', () => {
  it('[FIND-1] finds a sentence that stands in a PDF only, with its page and its words', () => {
    for (const query of ['"wombat sleeps beneath"', 'wombat eucalyptus', 'text:wombat', 'eucal'])
      expect([query, pagesOf(query)]).toEqual([query, { 'arxiv:1': 1 }]);
    const [found] = index.answer('"wombat sleeps"').hits;
    expect(found?.hit).toMatchObject({ where: 'pdf', words: ['wombat', 'sleeps'] });
    const marked = found?.hit?.snippet.filter((part) => part.marked).map(({ text }) => text);
    expect(marked).toEqual(['wombat', 'sleeps']);
  });

  it('[FIND-3] finds words that are parted, bound or accented there, and Chinese ones', () => {
    for (const query of ['international', 'efficient', 'eﬃcient'])
      expect([query, pagesOf(query)]).toEqual([query, { 'arxiv:1': 1 }]);
    for (const query of ['erdos', 'Erdős', 'schrodinger', 'naively', '深度学习', '学习的方法'])
      expect([query, pagesOf(query)]).toEqual([query, { 'arxiv:1': 2 }]);
    expect(pagesOf('习学')).toEqual({});
  });

  it('[FIND-2] leaves PDFs out where a query asks for another place, or for papers without', () => {
    for (const query of ['title:wombat', 'abstract:wombat', 'note:wombat', 'wombat -has:pdf'])
      expect([query, pagesOf(query)]).toEqual([query, {}]);
    expect(pagesOf('-wombat')).toEqual({ 'arxiv:2': null });
    expect(pagesOf('something -text:wombat')).toEqual({ 'arxiv:2': null });
    expect(pagesOf('wombat has:pdf')).toEqual({ 'arxiv:1': 1 });
  });
});
