import { expect, it } from 'vitest';
import type { UpstreamReason } from '../../../src-shared/contract/index.ts';
import type {
  Arxiv,
  HuggingFace,
  RecentAnswer,
  Upstream,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';

/** A paper that the upstream under test knows: what any upstream says of it. */
export type KnownPaper = Pick<UpstreamPaper, 'arxivId' | 'title' | 'authors' | 'publishedAt'> & {
  readonly categories: readonly string[];
  readonly version: number;
};

/** An upstream under test, and what it knows: some hundred papers, no two titles alike. */
export type Trial<T extends Upstream> = {
  readonly upstream: T;
  readonly papers: readonly KnownPaper[];
  /** Ids of the papers of a day in their order; empty for a day without any. */
  readonly listingOf: (day: string) => readonly string[];
  /** A day with papers, and one without. */
  readonly days: { readonly busy: string; readonly empty: string };
  /** From now on nothing is answered; gives the reason to expect. */
  readonly breakDown: () => UpstreamReason;
  /** A newer version of the paper comes; gives its number. */
  readonly publishVersion: (arxivId: string) => number;
};

/** Makes a fresh trial; what it holds is closed by whoever made it. */
export type MakeTrial<T extends Upstream> = () => Promise<Trial<T>>;

/** Texts that have a meaning in some query language, or none at all. */
const HOSTILE = [
  ...['', ' ', '"', '"" ""', '((', ')', '[', 'ti:', 'cat:', 'cat:"x', 'AND', 'OR NOT', 'id:x'],
  ...['\\', '\0', '\ud800', '%', '&max_results=9', '#', 'a:b:c:d', '*', '$\\frac{a}{b}$', '<b>'],
  'x'.repeat(2_000),
  'word '.repeat(300),
];

/** What every upstream owes to its callers, whatever it is made of. */
export function acceptUpstream(make: MakeTrial<Upstream>): void {
  it('[LIST-8] finds papers by id, in any form, and says which it does not know', async () => {
    const { upstream, papers } = await make();
    const [first, second, third] = [papers[0]!, papers[50]!, papers.at(-1)!];
    const asked = [
      first.arxivId,
      `${second.arxivId}v1`,
      'arXiv:9912.99999',
      third.arxivId,
      'no id',
    ];
    const { papers: found, missing } = must(await upstream.fetchByIds([...asked, first.arxivId]));
    expect(found.map(({ arxivId }) => arxivId).sort()).toEqual(
      [first, second, third].map(({ arxivId }) => arxivId).sort(),
    );
    expect(missing).toEqual(['arXiv:9912.99999', 'no id']);
    for (const paper of found) expectSame(paper, papers, upstream.source);
    expect(must(await upstream.fetchByIds([]))).toMatchObject({ papers: [], missing: [] });
  });

  it('[LIST-9] finds a paper by its title, its id and its address', async () => {
    const { upstream, papers } = await make();
    const { title, arxivId } = papers[7]!;
    for (const query of [title, `"${title}"`, arxivId, `https://arxiv.org/abs/${arxivId}v1`]) {
      const { papers: found, problems } = must(await upstream.search({ query }));
      expect(
        found.map((paper) => paper.arxivId),
        query,
      ).toEqual([arxivId]);
      expectSame(found[0]!, papers, upstream.source);
      expect(problems).toEqual([]);
    }
  });

  it('[LIST-9] finds nothing where there is nothing, and takes no text for an error', async () => {
    const { upstream } = await make();
    for (const query of ['qqzzxx', '9912.99999', ...HOSTILE]) {
      const { hasMore } = must(await upstream.search({ query, limit: 5 }));
      expect(hasMore === true || hasMore === false).toBe(true);
    }
    for (const query of ['qqzzxx', '9912.99999', ' ?! ', '']) {
      expect(must(await upstream.search({ query })).papers, query).toEqual([]);
    }
  });

  it('[LIST-9] gives no more than asked for, each paper once, until there is no more', async () => {
    const { upstream, papers } = await make();
    const found: string[] = [];
    let hasMore = true;
    for (let offset = 0; hasMore; offset += 20) {
      const answer = must(await upstream.search({ query: 'with', offset, limit: 20 }));
      expect(answer.papers.length).toBeGreaterThan(0);
      expect(answer.papers.length).toBeLessThanOrEqual(20);
      if (answer.total !== null) expect(answer.total).toBeGreaterThanOrEqual(found.length);
      found.push(...answer.papers.map(({ arxivId }) => arxivId));
      hasMore = answer.hasMore;
      expect(offset).toBeLessThan(papers.length);
    }
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found).size).toBe(found.length);
    const beyond = must(await upstream.search({ query: 'with', offset: 25_000 }));
    expect(beyond).toMatchObject({ papers: [], hasMore: false });
  });

  it('[LIST-4] ends as cancelled when it is', async () => {
    const { upstream, papers } = await make();
    const signal = AbortSignal.abort();
    const answers = [
      await upstream.fetchByIds([papers[0]!.arxivId], signal),
      await upstream.search({ query: 'with' }, signal),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ failure: { reason: 'cancelled' } });
  });

  it('[LIST-4] tells a failure as a result', async () => {
    const { upstream, papers, breakDown } = await make();
    const reason = breakDown();
    const answers = [
      await upstream.fetchByIds([papers[0]!.arxivId]),
      await upstream.search({ query: 'with' }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, failure: { reason } });
  });
}

/** What a source of listings owes besides. */
export function acceptListings(make: MakeTrial<HuggingFace>): void {
  it('[LIST-3] tells the papers of a day in their order, and none of an empty day', async () => {
    const { upstream, papers, days, listingOf } = await make();
    const answer = must(await upstream.fetchDay(days.busy));
    const ids = listingOf(days.busy);
    expect(answer.papers.map(({ arxivId }) => arxivId)).toEqual(ids);
    expect(answer.listing).toMatchObject({ day: days.busy, source: 'hf' });
    expect(answer.listing.entries.map(({ arxivId, position }) => [arxivId, position])).toEqual(
      ids.map((id, position) => [id, position]),
    );
    for (const paper of answer.papers) expectSame(paper, papers, 'hf');
    expect(must(await upstream.fetchDay(days.empty))).toMatchObject({
      ...{ papers: [], problems: [], listing: { entries: [] } },
    });
  });

  it('[LIST-1] tells at most a hundred papers that trend, each once', async () => {
    const { upstream, papers, days, listingOf } = await make();
    const answer = must(await upstream.fetchTrending());
    const ids = answer.papers.map(({ arxivId }) => arxivId);
    expect(ids.length).toBeGreaterThan(50);
    expect(ids.length).toBeLessThanOrEqual(100);
    expect(new Set(ids).size).toBe(ids.length);
    for (const paper of answer.papers) expectSame(paper, papers, 'hf');
    const busy = answer.papers.filter(
      ({ arxivId }) => answer.featuredOn.get(arxivId) === days.busy,
    );
    expect(busy.length).toBeGreaterThan(0);
    for (const { arxivId } of busy) expect(listingOf(days.busy)).toContain(arxivId);
  });

  it('[LIST-6] tells one paper, or that it is not there', async () => {
    const { upstream, papers } = await make();
    expectSame(must(await upstream.fetchPaper(papers[3]!.arxivId)), papers, 'hf');
    for (const id of ['9912.99999', 'hep-th/9912999']) {
      expect(await upstream.fetchPaper(id)).toMatchObject({ failure: { reason: 'not-found' } });
    }
  });
}

/** What arXiv owes besides. */
export function acceptArxiv(make: MakeTrial<Arxiv>): void {
  it('[LIST-10] tells the newest version of each paper, whichever was named', async () => {
    const { upstream, papers, publishVersion } = await make();
    const { arxivId, version } = papers[9]!;
    const ask = async () => must(await upstream.fetchByIds([`${arxivId}v1`])).papers[0]?.arxiv;
    expect(await ask()).toMatchObject({ version });
    const next = publishVersion(arxivId);
    expect(next).toBe(version + 1);
    expect(await ask()).toMatchObject({ version: next });
  });

  it('[LIST-10] tells of hundreds of papers at once', async () => {
    const { upstream, papers } = await make();
    const ids = papers.map(({ arxivId }) => arxivId);
    const answer = must(await upstream.fetchByIds([...ids, '9912.99999']));
    expect(answer.papers.map(({ arxivId }) => arxivId).sort()).toEqual(ids.toSorted());
    expect(answer.missing).toEqual(['9912.99999']);
    const versions = new Map(papers.map(({ arxivId, version }) => [arxivId, version]));
    for (const { arxivId, arxiv } of answer.papers)
      expect(arxiv?.version).toBe(versions.get(arxivId));
  });

  it('[LIST-8] reads a category back to a day and a few days further, without a gap', async () => {
    const { upstream, papers } = await make();
    const dates = papers.map(({ publishedAt }) => publishedAt!).sort();
    const since = dates[Math.floor(dates.length / 2)]!;
    for (const category of ['cs.CL', 'cs.*']) {
      const wanted = papers
        .filter(({ categories }) =>
          categories.some((c) => (category === 'cs.*' ? c.startsWith('cs.') : c === category)),
        )
        .filter(({ publishedAt }) => publishedAt! >= since);
      const found = await readAll(upstream, category, since);
      expect(found).toEqual(expect.arrayContaining(wanted.map(({ arxivId }) => arxivId)));
      expect(wanted.length).toBeGreaterThan(10);
      const all = papers.filter(({ categories }) => categories.some((c) => c.startsWith('cs.')));
      expect(found.length).toBeLessThan(all.length);
    }
  });

  it('[LIST-8] says that a category is none', async () => {
    const { upstream } = await make();
    for (const category of ['', 'not a category', 'cs.CL" OR all:x'])
      expect(await upstream.fetchRecent({ category, since: '2026-11-01' })).toMatchObject({
        failure: { reason: 'bad-request' },
      });
    expect(await upstream.fetchRecent({ category: 'cs.CL', since: 'soon' })).toMatchObject({
      failure: { reason: 'bad-request' },
    });
    expect(
      must(await upstream.fetchRecent({ category: 'hep-zz', since: '2026-11-01' })),
    ).toMatchObject({ papers: [], next: null });
  });

  it('[LIST-8] searches by field, category and operators', async () => {
    const { upstream, papers } = await make();
    const { title, authors, arxivId, categories } = papers[20]!;
    const ask = async (query: string) =>
      must(await upstream.search({ query, limit: 100 })).papers.map((paper) => paper.arxivId);
    expect(await ask(`ti:"${title}" au:"${authors![0]}" cat:${categories[0]}`)).toEqual([arxivId]);
    expect(await ask(`ti:"${title}" NOT cat:${categories[0]}`)).toEqual([]);
    const both = await ask(`ti:"${title}" OR ti:"${papers[21]!.title}"`);
    expect(both.toSorted()).toEqual([arxivId, papers[21]!.arxivId].toSorted());
  });
}

async function readAll(upstream: Arxiv, category: string, since: string): Promise<string[]> {
  const found: string[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const answer: RecentAnswer = must(await upstream.fetchRecent({ category, since, offset }));
    found.push(...answer.papers.map(({ arxivId }) => arxivId));
    if (answer.next !== null) expect(answer.next).toBeGreaterThan(offset);
    offset = answer.next;
  }
  expect(new Set(found).size).toBe(found.length);
  return found;
}

function must<T>(result: UpstreamResult<T>): T {
  if (!result.ok) throw new Error(`${result.failure.reason} ${result.failure.status}`);
  return result.value;
}

function expectSame(
  paper: UpstreamPaper,
  papers: readonly KnownPaper[],
  source: Upstream['source'],
): void {
  const { title, authors, publishedAt } = papers.find(({ arxivId }) => arxivId === paper.arxivId)!;
  expect(paper).toMatchObject({ title, authors, publishedAt, source });
}
