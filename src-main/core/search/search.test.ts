import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PaperActs } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { noteIdOf, putMany, putOne, withText, withValue } from '../store/index.ts';
import { Search, type SearchQuestion } from './index.ts';

let library: TestLibrary;
let search: Search;

function openSearch(): Search {
  const { store, readModel } = library.mutations.context;
  return new Search({
    dataDir: library.folder,
    sources: { library: store.generation, texts: 'none' },
    build: () => readModel.build,
    onProgress: () => undefined,
  });
}

beforeEach(async () => {
  library = await openTestLibrary();
  search = openSearch();
});

afterEach(async () => {
  await search.close();
  await library.close();
});

type Facts = {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly publishedAt?: string;
  readonly githubRepo?: string;
};

async function put(id: string, facts: Facts): Promise<void> {
  await putOne(library.mutations.context.store.collections.papers, { id, facts });
  await library.mutations.follower.follow();
}

const ALL: Omit<SearchQuestion, 'query'> = {
  ...{ scope: { kind: 'all' }, filters: [], sort: 'relevance', grouped: false },
};

/** Ids of the papers that a query finds, the best first. */
async function found(query: string, rest: Partial<SearchQuestion> = {}): Promise<string[]> {
  await search.caughtUp(20_000);
  const { keys } = await search.search({ ...ALL, ...rest, query });
  const sql = 'SELECT key, id FROM papers';
  const ids = new Map(
    library.views.ask.all<{ key: number; id: string }>(sql).map(({ key, id }) => [key, id]),
  );
  return [...keys].map((key) => ids.get(key)!);
}

async function hitOf(query: string) {
  const { keys } = await search.search({ ...ALL, query });
  return (await search.hits(query, [...keys])).get(keys[0]!);
}

describe('searching the library', () => {
  it('[FIND-1] ranks the title over the abstract, and shows the words where they stand', async () => {
    await put('arxiv:1', { title: 'Widths of Nets', abstract: 'Of sparse features we say much.' });
    await put('arxiv:2', { title: 'Sparse Features in Wide Nets', abstract: 'Something else.' });
    expect(await found('sparse features')).toEqual(['arxiv:2', 'arxiv:1']);
    const hit = await hitOf('sparse features');
    expect(hit).toMatchObject({ where: 'title', page: null });
    expect(hit?.title?.filter(({ marked }) => marked).map(({ text }) => text)).toEqual([
      'Sparse',
      'Features',
    ]);
    expect((await hitOf('much'))?.where).toBe('abstract');
  });

  it('[FIND-3] forgives accents, case, ligatures, hyphens, and a typo; finds CJK', async () => {
    await put('arxiv:1', { title: 'Schrödinger Bridges for eﬃcient Transport' });
    await put('arxiv:2', { title: '深度学习 of Quantization' });
    for (const query of ['schrodinger', 'SCHRÖDINGER', 'efficient', 'effi', 'Schrödigner'])
      expect(await found(query)).toEqual(['arxiv:1']);
    for (const query of ['学习', '深度学习', 'quantizaton', '"of quantization"'])
      expect(await found(query)).toEqual(['arxiv:2']);
    expect(await found('习学')).toEqual([]);
    const { corrected } = await search.search({ ...ALL, query: 'quantizaton' });
    expect(corrected).toEqual([{ from: 'quantizaton', to: 'quantization' }]);
  });

  it('[FIND-3] forgives a typo that is a word of another paper', async () => {
    await put('arxiv:1', { title: 'Temporal Preferences for long Video', authors: ['Ada Yang'] });
    await put('arxiv:2', { title: 'In vivo: on Vieo and llama3, by modes' });
    await put('arxiv:3', { title: 'llama2 Models' });
    const cases: [string, string[], { from: string; to: string }[]][] = [
      ['preferences vieo ', ['arxiv:1'], [{ from: 'vieo', to: 'video' }]],
      ['llama2 modes ', ['arxiv:3'], [{ from: 'modes', to: 'models' }]],
      ['llama2 modes', ['arxiv:3'], [{ from: 'modes', to: 'models' }]],
      ['vieo ', ['arxiv:2'], []],
      // Numbers are as they are; what is said beside words is no typo; what must not be there neither.
      ['llama2 vieo ', [], []],
      ['modes is:starred ', [], []],
      ['temporal -video ', [], []],
      ['"modes llama2"', [], []],
    ];
    for (const [query, ids, corrected] of cases) {
      expect([query, await found(query)]).toEqual([query, ids]);
      expect((await search.search({ ...ALL, query })).corrected).toEqual(
        ids.length > 0 ? corrected : expect.anything(),
      );
      expect(await search.count(query)).toBe(ids.length);
    }
    const hit = await hitOf('preferences vieo ');
    expect(hit?.title?.filter(({ marked }) => marked).map(({ text }) => text)).toEqual([
      'Preferences',
      'Video',
    ]);
  });

  it('[FIND-1] puts the one who is called so, and the year of publication, first', async () => {
    const of2017 = { publishedAt: '2017-06-12' };
    await put('arxiv:1', { title: 'A', authors: ['Yang Xiao', 'Ada Byron'], ...of2017 });
    await put('arxiv:2', { title: 'B', authors: ['Ada Byron', 'Xiao Yang'], ...of2017 });
    await put('arxiv:3', {
      ...{ title: 'C', authors: ['Xiao Yang'], publishedAt: '2025-01-01' },
      abstract: 'Since 2017.',
    });
    expect(await found('yang 2017')).toEqual(['arxiv:2', 'arxiv:1', 'arxiv:3']);
    expect(await found('yang 2017 ')).toEqual(['arxiv:2', 'arxiv:1', 'arxiv:3']);
  });

  it('[FIND-2] understands fields, phrases, not, OR, and what the user said', async () => {
    const acts = new PaperActs(library.mutations, 'here');
    await put('arxiv:1', {
      ...{
        title: 'Alpha beta',
        authors: ['Ada Lovelace', 'Yann LeCun'],
        publishedAt: '2024-03-01',
      },
      githubRepo: 'https://github.com/a/b',
    });
    await put('arxiv:2', {
      title: 'Beta alpha',
      authors: ['Grace Hopper'],
      publishedAt: '2025-03-01',
    });
    await acts.updateMany(randomUUID(), ['arxiv:2'], { starred: true, tagsAdded: ['To cite'] });
    const cases: [string, string[]][] = [
      ['"alpha beta"', ['arxiv:1']],
      ['alpha -author:hopper', ['arxiv:1']],
      ['lovelace OR hopper', ['arxiv:1', 'arxiv:2']],
      ['author:"yann lecun"', ['arxiv:1']],
      ['lecun 2024', ['arxiv:1']],
      ['year:2025', ['arxiv:2']],
      ['alpha year:2020-2024', ['arxiv:1']],
      ['is:starred', ['arxiv:2']],
      ['tag:"to cite"', ['arxiv:2']],
      ['-is:starred alpha', ['arxiv:1']],
      ['has:code', ['arxiv:1']],
      ['title:hopper', []],
    ];
    for (const [query, ids] of cases)
      expect([query, (await found(query)).sort()]).toEqual([query, ids]);
    expect(await found('alpha', { filters: ['starred'] })).toEqual(['arxiv:2']);
    expect(await found('alpha', { sort: 'newest' })).toEqual(['arxiv:2', 'arxiv:1']);
    expect(await found('alpha', { sort: 'title' })).toEqual(['arxiv:1', 'arxiv:2']);
    expect(await search.count('alpha')).toBe(2);
    expect(await search.count('year:abc')).toBeNull();
  });

  it('[FIND-2] answers what makes no sense with a place, and takes no syntax but its own', async () => {
    await put('arxiv:1', { title: 'NEAR a AND b' });
    const odd = ['"open', 'year:abc', 'nofield:x', '(a', 'x'.repeat(10_001)];
    for (const query of odd) {
      const { problems, keys } = await search.search({ ...ALL, query });
      expect(problems.length).toBeGreaterThan(0);
      expect(keys.length).toBe(0);
      expect(problems[0]!.end).toBeLessThanOrEqual(query.length);
    }
    const plain = [
      ...["'; DROP TABLE docs; --", 'NEAR(a b, 2)', 'title : a', '{a b}: c', 'a ^ b', 'rank:1'],
      ...['🤗 🤗', '\u0000', '\ud83d', '* * *', 'a*', '%', 'NOT NOT', `${'word '.repeat(200)}`],
    ];
    for (const query of plain) await search.search({ ...ALL, query });
    expect(await found('NEAR')).toEqual(['arxiv:1']);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (query) => {
        await search.search({ ...ALL, query });
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('[FIND-1] finds notes and marks, and what was said under a merged paper’s id', async () => {
    const acts = new PaperActs(library.mutations, 'here');
    const { notes, annotations } = library.mutations.context.store.collections;
    await put('arxiv:1', { title: 'One' });
    await put('title:x', { title: 'Another' });
    const fields = withText({}, 'body', '', '1');
    await putOne(notes, {
      id: noteIdOf('title:x'),
      paperId: 'title:x',
      markdown: 'quokka',
      fields,
      by: 'n',
    });
    await putOne(annotations, {
      ...{
        id: randomUUID(),
        paperId: 'arxiv:1',
        kind: 'highlight',
        fileSha256: 'f',
        version: null,
      },
      ...{ order: '0', createdAt: 0, anchor: { pages: [{ exact: 'wombat words' }] } },
      ...{ fields: withValue({}, 'colour', 'blue', '1'), by: 'm' },
    });
    await library.mutations.follower.follow();
    expect(await found('quokka')).toEqual(['title:x']);
    expect(await found('wombat')).toEqual(['arxiv:1']);
    expect((await hitOf('wombat'))?.where).toBe('highlight');
    const merge = randomUUID();
    await acts.merge(merge, 'arxiv:1', ['title:x']);
    expect(await found('quokka')).toEqual(['arxiv:1']);
    expect(await found('another')).toEqual([]);
  });

  it('[BACK-2] goes on where it was cut off, and begins anew for another library', async () => {
    const papers = Array.from({ length: 700 }, (_, n) => ({
      id: `arxiv:${n}`,
      facts: { title: `Paper ${n} of many` },
    }));
    await putMany(library.mutations.context.store.collections.papers, papers);
    await library.mutations.follower.follow();
    search.start();
    await delay(30);
    await search.close();
    search = openSearch();
    expect(await found('many')).toHaveLength(700);
    await library.mutations.follower.mend(true);
    expect(await found('many')).toHaveLength(700);
    await search.close();
    const { readModel } = library.mutations.context;
    search = new Search({
      dataDir: library.folder,
      sources: { library: 'another', texts: 'none' },
      build: () => readModel.build,
      onProgress: () => undefined,
    });
    expect(await found('many')).toHaveLength(700);
  });

  it('[FIND-4] finds papers like one', async () => {
    const about = (words: string) => ({ title: words, abstract: `${words} ${words} and more` });
    await put('arxiv:1', about('sparse attention kernels'));
    await put('arxiv:2', about('attention kernels that are sparse'));
    await put('arxiv:3', about('weather of distant planets'));
    await search.caughtUp(20_000);
    const key = library.views.ask.get<{ key: number }>(
      "SELECT key FROM papers WHERE id = 'arxiv:1'",
    )!.key;
    const alike = await search.similar(key, 2);
    const other = library.views.ask.get<{ key: number }>(
      "SELECT key FROM papers WHERE id = 'arxiv:2'",
    )!.key;
    expect(alike[0]?.key).toBe(other);
    expect(await search.complete('author', 'x')).toEqual([]);
  });

  it('[PERF-2] does not answer a question that a newer letter has made pointless', async () => {
    await put('arxiv:1', { title: 'Sparse features' });
    await search.caughtUp(20_000);
    const typed = new AbortController();
    const first = search.search({ ...ALL, query: 's' });
    const second = search.search({ ...ALL, query: 'sp' }, { signal: typed.signal });
    const third = search.search({ ...ALL, query: 'spa' });
    typed.abort();
    await expect(second).rejects.toThrow('aborted');
    expect((await first).keys).toHaveLength(1);
    expect((await third).keys).toHaveLength(1);
  });
});
