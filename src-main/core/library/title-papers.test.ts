import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '../../../src-shared/contract/index.ts';
import { Annotations } from '../annotations/index.ts';
import type { Identity } from '../files/index.ts';
import {
  ManualClock,
  NOTHING_SAID,
  type PaperSink,
  type SavedPaper,
  TitleJournal,
  TitleResolver,
  type UpstreamPaper,
} from '../listings/index.ts';
import { createMemoryArxiv, createMemoryHuggingFace } from '../listings/memory-upstream.ts';
import { LocalStore } from '../local/index.ts';
import { Notes } from '../notes/index.ts';
import { applyTextUpdate, EMPTY_TEXT, putOne, readWhere, withDeletion } from '../store/index.ts';
import { highlightOf } from '../test-core.ts';
import { createImportSink } from './import-sink.ts';
import { createOwnPapers } from './own-papers.ts';
import { createPaperSink } from './paper-sink.ts';
import { Papers } from './papers.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';
import { createTitleLibrary } from './title-library.ts';

let library: TestLibrary;
let sink: PaperSink;
let papers: Papers;

beforeEach(async () => {
  library = await openTestLibrary();
  sink = createPaperSink(library.mutations);
  papers = new Papers(library.mutations, library.views, {
    pending: () => undefined,
    isPinned: () => false,
  });
});

afterEach(() => library.close());

const TITLE = 'Attention to What Is Not There';
const ABSTRACT =
  'Transformers attend to every token. We study what happens where nothing stands to be attended, measure entropy of heads, and propose a remedy that improves perplexity on several benchmarks.';
const OTHER =
  'Graph neural networks aggregate neighbours. This paper proves bounds for message passing depth under sparse supervision and evaluates molecules, roads, citation graphs.';

function saved(changes: Partial<SavedPaper> = {}): SavedPaper {
  return {
    ...{ line: 1, title: TITLE, abstract: ABSTRACT, authorCount: 4, organization: null },
    ...{ publishedAt: null, comments: 2, submittedBy: null, arxivId: null, featuredOn: null },
    upstream: null,
    ...changes,
  };
}

function told(arxivId: string, changes: Partial<UpstreamPaper> = {}): UpstreamPaper {
  const said = { arxivId, title: TITLE, abstract: ABSTRACT, authors: ['Ada Example'] };
  return { ...NOTHING_SAID, ...said, source: 'hf', ...changes };
}

async function importPaper(changes: Partial<SavedPaper> = {}, name = 'page.txt') {
  const file = createImportSink(library.mutations).begin({ source: 'import', name, at: 1 });
  await file.take([saved(changes)], new AbortController().signal);
  return file.counts();
}

const all = (): string[] => library.views.list({ limit: 99, offset: 0, sort: 'title' });

describe('papers without an arXiv id', () => {
  it('[LIST-7] go to the paper of an upstream that has the same title, and only fill it', async () => {
    await sink.merge({ papers: [told('2606.00001')], at: 0 });
    const counts = await importPaper({ title: 'attention to what is  NOT there!' });
    expect(counts).toMatchObject({ papers: 1, new: 0, ids: ['arxiv:2606.00001'], unresolved: 0 });
    expect(await papers.get('2606.00001')).toMatchObject({
      title: TITLE,
      authorCount: 1,
      comments: 2,
      origins: [
        { source: 'huggingface', name: null },
        { source: 'import', name: 'page.txt' },
      ],
    });
  });

  it('[LIST-7] stay by themselves where the abstract is another, and choose by it', async () => {
    await sink.merge({ papers: [told('2606.00001', { abstract: OTHER })], at: 0 });
    const { ids, unresolved } = await importPaper();
    expect(unresolved).toBe(1);
    expect(all()).toHaveLength(2);
    await sink.merge({ papers: [told('2606.00002'), told('2606.00003')], at: 0 });
    expect(await papers.resolve(ids[0]!)).toBe('arxiv:2606.00002');
    expect((await importPaper({ abstract: OTHER }, 'b.txt')).ids).toEqual(['arxiv:2606.00001']);
    expect((await importPaper({ abstract: null }, 'c.txt')).ids).toEqual(['arxiv:2606.00002']);
    expect(all()).toHaveLength(3);
  });

  it('[LIB-5] keep star, marks and notes when an upstream brings the paper', async () => {
    const { ids } = await importPaper();
    const [old] = ids as [string];
    const annotations = new Annotations(library.mutations);
    const notes = new Notes(library.mutations);
    await papers.update('m-1', old, { starred: true, status: 'reading' });
    await annotations.create('m-2', highlightOf('a', old));
    const words = applyTextUpdate(undefined, EMPTY_TEXT)!.state;
    await notes.apply('m-3', old, words);
    expect(await sink.merge({ papers: [told('2606.00001')], at: 0 })).toEqual({
      new: 0,
      changed: 1,
    });
    const present = 'arxiv:2606.00001';
    expect(all()).toEqual([present]);
    expect(await papers.get(old)).toMatchObject({ id: present, starred: true, status: 'reading' });
    expect(await annotations.list(present)).toMatchObject([{ id: 'a', paperId: present }]);
    expect(await notes.get(present)).toMatchObject({ paperId: present });
    await papers.update('m-4', old, { starred: false });
    expect(await papers.get(present)).toMatchObject({ starred: false, status: 'reading' });
    expect(library.views.counts(0)).toMatchObject({ all: 1, starred: 0, reading: 1 });
    expect(await sink.merge({ papers: [told('2606.00001')], at: 0 })).toEqual({
      new: 0,
      changed: 0,
    });
    expect(await importPaper()).toMatchObject({ new: 0, changed: 0, ids: [present] });
    library = await library.reopen();
    expect(library.views.counts(0)).toMatchObject({ all: 1, reading: 1 });
  });

  it('[LIST-7] are filled where a poorer page left something open, whichever came first', async () => {
    await importPaper({ abstract: null, authorCount: null, comments: null });
    const richer = await importPaper({ publishedAt: '2026-04-07' }, 'rich.txt');
    expect(richer).toMatchObject({ new: 0, changed: 1 });
    await importPaper({ abstract: null, authorCount: null });
    expect(await papers.get(richer.ids[0]!)).toMatchObject({
      abstract: ABSTRACT,
      authorCount: 4,
      publishedAt: '2026-04-07',
    });
  });

  it('[LIST-7] brings the listing of a day that a page tells', async () => {
    await importPaper({ featuredOn: '2026-04-15' });
    expect(library.views.counts(0)).toMatchObject({ latestDay: '2026-04-15', latest: 1 });
    await sink.merge({ papers: [told('2606.00001')], at: 0 });
    expect(library.views.counts(0)).toMatchObject({ latestDay: '2026-04-15', latest: 1 });
    expect((await papers.get('2606.00001'))?.featuredOn).toEqual(['2026-04-15']);
  });
});

describe('a paper whose arXiv id is found', () => {
  const present = 'arxiv:2606.00001';

  it('[LIB-7] is taken out of the trash where the user works on what it turns out to be', async () => {
    const { ids } = await importPaper();
    await papers.update('m-1', ids[0]!, { status: 'to-read' });
    await throwAway(present);
    await sink.merge({ papers: [told('2606.00001')], at: 0 });
    expect(all()).toEqual([present]);
    expect(library.views.counts(0)).toMatchObject({ all: 1, trash: 0 });
    expect(await papers.get(present)).toMatchObject({ status: 'to-read' });
  });

  it('[LIB-7] stays in the trash where the user said nothing of what it turns out to be', async () => {
    await importPaper();
    await throwAway(present);
    await sink.merge({ papers: [told('2606.00001')], at: 0 });
    expect(library.views.counts(0)).toMatchObject({ all: 0, trash: 1 });
  });

  async function throwAway(id: string): Promise<void> {
    const { store, clock } = library.mutations.context;
    const fields = withDeletion({}, true, clock.next());
    await putOne(store.collections.states, { id, fields, by: '' });
    await library.mutations.follower.follow();
  }
});

describe('TitleResolver', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const failure = (reason: UpstreamFailure['reason']) => ({
    ...{ reason, host: 'memory', status: null, retryAt: null },
  });
  let local: LocalStore;
  let clock: ManualClock;
  let asked: string[];

  beforeEach(() => {
    local = new LocalStore(library.folder);
    clock = new ManualClock({ jumping: true });
    asked = [];
  });

  afterEach(() => local.close());

  type Upstreams = Record<'hf' | 'arxiv', Parameters<typeof createMemoryArxiv>[0]>;
  function resolver({ hf, arxiv }: Partial<Upstreams> = {}): TitleResolver {
    const upstreams = [
      createMemoryHuggingFace(hf ?? { papers: [] }),
      createMemoryArxiv(arxiv ?? { papers: [] }),
    ].map((upstream) => ({
      ...upstream,
      search: (...request: Parameters<typeof upstream.search>) => {
        asked.push(`${upstream.source}: ${request[0].query}`);
        return upstream.search(...request);
      },
    }));
    const journal = new TitleJournal(local.connection);
    const titles = createTitleLibrary(library.mutations);
    return new TitleResolver({ upstreams, library: titles, journal, clock });
  }
  const { signal } = new AbortController();
  const go = (one: TitleResolver, budget?: number) =>
    one.resolveTitles((request) => request(), signal, budget);

  it('[LIST-7] finds papers by title at Hugging Face, then at arXiv', async () => {
    const { ids } = await importPaper();
    const second = 'A Second Paper of Nearly That Title, with a Long Name That Goes On';
    await importPaper({ title: second });
    const near = told('2606.00002', { title: `${second}s` });
    const report = await go(
      resolver({ hf: { papers: [told('2606.00001')] }, arxiv: { papers: [near] } }),
    );
    expect(report).toEqual({ asked: 2, resolved: 1 });
    expect(asked).toEqual([`hf: ${second}`, `arxiv: ti:"${second}"`, `hf: ${TITLE}`]);
    expect(await papers.get(ids[0]!)).toMatchObject({ id: 'arxiv:2606.00001', comments: 2 });
  });

  it('[LIST-7] takes nearly the same title only with nearly the same abstract', async () => {
    const title = 'A Second Paper of Nearly That Title with a Long Name That Goes On';
    const { ids } = await importPaper({ title });
    const other = told('2606.00009', { title: `${title}s`, abstract: OTHER });
    const titles = createTitleLibrary(library.mutations);
    const search = async () => ({
      ok: true as const,
      value: { papers: [other, near], problems: [], total: null, hasMore: false },
    });
    const near = told('2606.00002', { title: `${title}s`, abstract: `${ABSTRACT} And more.` });
    const upstreams = [{ ...createMemoryArxiv({ papers: [] }), search }];
    const journal = new TitleJournal(local.connection);
    const one = new TitleResolver({ upstreams, library: titles, journal, clock });
    expect(await go(one)).toEqual({ asked: 1, resolved: 1 });
    expect(await papers.get(ids[0]!)).toMatchObject({ id: 'arxiv:2606.00002', title: near.title });
    expect(all()).toEqual(['arxiv:2606.00002']);
  });

  it('[LIST-4] asks for a paper a few times, less and less often, over restarts', async () => {
    await importPaper();
    let times = 0;
    for (let day = 0; day < 100; day++) {
      times += (await go(resolver())).asked;
      times += (await go(resolver())).asked;
      clock.advance(DAY_MS);
    }
    expect(times).toBe(4);
    expect(asked).toHaveLength(8);
  });

  it('[LIST-4] asks for no more than the budget, in one go and in a day', async () => {
    for (let n = 0; n < 12; n++) await importPaper({ title: `${TITLE} ${n}` });
    expect(await go(resolver(), 5)).toEqual({ asked: 5, resolved: 0 });
    expect((await go(resolver(), 5)).asked).toBe(5);
    expect((await go(resolver(), 5)).asked).toBe(2);
    const hourly = resolver();
    const look = () => hourly.look((request) => request(), signal);
    clock.advance(2 * DAY_MS);
    await look();
    expect(asked).toHaveLength(24);
    for (let n = 0; n < 3; n++) await look();
    expect(asked).toHaveLength(48);
  });

  it('[LIST-4] leaves an upstream alone that fails, and counts nothing where none answers', async () => {
    for (let n = 0; n < 3; n++) await importPaper({ title: `${TITLE} ${n}` });
    const offline = { papers: [], failure: failure('offline') };
    expect((await go(resolver({ hf: offline, arxiv: offline }))).asked).toBe(1);
    expect(asked).toHaveLength(2);
    asked = [];
    expect((await go(resolver({ hf: offline }))).asked).toBe(3);
    expect(asked.filter((one) => one.startsWith('hf'))).toHaveLength(1);
    asked = [];
    expect((await go(resolver())).asked).toBe(0);
  });

  it('[LIST-7] asks nobody for what the library knows by now, or what was thrown away', async () => {
    const { ids } = await importPaper();
    const { papers: collection } = library.mutations.context.store.collections;
    const facts = { title: TITLE, abstract: ABSTRACT, from: {}, arxivId: '2606.00001' };
    await collection.insert({ id: 'arxiv:2606.00001', facts });
    await library.mutations.follower.follow();
    expect(await go(resolver())).toEqual({ asked: 0, resolved: 1 });
    expect(await papers.resolve(ids[0]!)).toBe('arxiv:2606.00001');
    expect(await go(resolver())).toEqual({ asked: 0, resolved: 0 });
  });

  describe('of own PDFs', () => {
    const OWN_TITLE = 'On the Length of the Coast of Some Islands';
    let number = 0;

    /** Takes in a PDF without stamp; the id of its paper. */
    async function importPdf(
      {
        title = OWN_TITLE,
        authors = ['Ada Lovelace'],
      }: { title?: string | null; authors?: string[] },
      name = 'mine.pdf',
    ): Promise<string> {
      const known = { arxivId: null, arxivVersion: null, doi: null, publishedAt: null };
      const identity = { title, authors, opening: '', ...known } as unknown as Identity;
      const sha256 = `${++number}`.padEnd(64, '0');
      const pdf = { sha256, bytes: 9, pages: 1, name, identity, at: 1 };
      return (await createOwnPapers(library.mutations).store(pdf)).paperId;
    }

    const found = (changes: Partial<UpstreamPaper> = {}) =>
      told('2606.00005', { title: OWN_TITLE, authors: ['A. Lovelace', 'B. C.'], ...changes });

    it('[FILE-4] finds them by title and first author, and everything follows', async () => {
      const id = await importPdf({});
      expect(id).toMatch(/^file:[0-9a-f]{32}$/);
      const annotations = new Annotations(library.mutations);
      await papers.update('m-1', id, { starred: true });
      await annotations.create('m-2', highlightOf('a', id));
      const arxiv = { papers: [found()] };
      expect(await go(resolver({ arxiv }))).toEqual({ asked: 1, resolved: 1 });
      const present = 'arxiv:2606.00005';
      expect(all()).toEqual([present]);
      expect(await papers.get(id)).toMatchObject({
        ...{ id: present, starred: true, abstract: ABSTRACT, pdf: { state: 'stored' } },
        origins: [{ source: 'arxiv' }, { source: 'own-pdf', name: 'mine.pdf' }],
      });
      expect(await annotations.list(present)).toMatchObject([{ id: 'a', paperId: present }]);
      const files = await readWhere(library.mutations.context.store.collections.files, {});
      expect(files).toMatchObject([{ paperId: id, origin: 'own' }]);
      expect(await createOwnPapers(library.mutations).knownBy(files[0]!.sha256)).toMatchObject({
        paperId: present,
      });
      expect((await go(resolver({ arxiv }))).asked).toBe(0);
    });

    it('[FILE-4] leaves them alone with another first author, or a title that may be many papers’', async () => {
      await importPdf({ authors: ['Grace Hopper'] });
      await importPdf({ title: 'Introduction', authors: [] });
      const hf = { papers: [found(), found({ arxivId: '2606.00006', title: 'Introduction' })] };
      expect(await go(resolver({ hf }))).toEqual({ asked: 2, resolved: 0 });
      expect(all()).toHaveLength(2);
    });

    it('[SAFE-5] asks nobody for the name of a file', async () => {
      await importPdf(
        { title: null, authors: [] },
        'What we say to nobody about our next product.pdf',
      );
      expect(await go(resolver())).toEqual({ asked: 0, resolved: 0 });
      expect(asked).toEqual([]);
    });

    it('[FILE-4] finds those that the library knows by now without asking anybody', async () => {
      const id = await importPdf({});
      await sink.merge({ papers: [found({ authors: ['Grace Hopper'] })], at: 0 });
      expect((await go(resolver())).resolved).toBe(0);
      clock.advance(40 * DAY_MS);
      await sink.merge({ papers: [found({ arxivId: '2606.00007' })], at: 0 });
      asked = [];
      expect(await go(resolver())).toEqual({ asked: 0, resolved: 1 });
      expect(await papers.resolve(id)).toBe('arxiv:2606.00007');
      expect(asked).toEqual([]);
    });
  });
});
