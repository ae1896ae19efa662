import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_SAID, type PaperSink, type UpstreamPaper } from '../listings/index.ts';
import { putOne } from '../store/index.ts';
import { createPaperSink } from './paper-sink.ts';
import { Papers } from './papers.ts';
import { openTestLibrary, type TestLibrary } from './test-library.ts';

let library: TestLibrary;
let sink: PaperSink;
let papers: Papers;

function open(): void {
  sink = createPaperSink(library.mutations);
  papers = new Papers(library.mutations, library.views, {
    pending: () => undefined,
    isPinned: () => false,
  });
}

beforeEach(async () => {
  library = await openTestLibrary();
  open();
});

afterEach(() => library.close());

function upstreamPaper(arxivId: string, changes: Partial<UpstreamPaper> = {}): UpstreamPaper {
  return {
    ...NOTHING_SAID,
    arxivId,
    title: `Paper ${arxivId}`,
    abstract: 'What survives.',
    authors: ['Ada Example', 'Ben Example'],
    publishedAt: '2026-06-01',
    organization: { slug: 'lab', name: 'Example Lab' },
    upvotes: 7,
    source: 'hf',
    ...changes,
  };
}

function day(date: string, ...ids: string[]) {
  const unknown = { upvotes: null, comments: null, submittedBy: null };
  const entries = ids.map((arxivId, position) => ({ arxivId, position, ...unknown }));
  return { day: date, source: 'hf' as const, entries };
}

describe('Papers', () => {
  it('[PERF-7] lets the user’s own writes pass while many papers are taken in', async () => {
    const ids = Array.from({ length: 600 }, (_, n) => `2606.${10_000 + n}`);
    const many = ids.map((id) => upstreamPaper(id));
    let isMerged = false;
    const merging = sink.merge({ papers: many, listing: day('2026-06-12', ...ids), at: 0 });
    void merging.then(() => {
      isMerged = true;
    });
    let turns = 0;
    const tick = (): void => {
      turns++;
      if (!isMerged) setImmediate(tick);
    };
    setImmediate(tick);
    await papers.update('mutation-1', 'arxiv:2606.00001', { starred: true });
    expect(isMerged).toBe(false);
    expect(await merging).toEqual({ new: 600, changed: 0 });
    expect(turns).toBeGreaterThan(20);
    expect(library.views.counts(0)).toMatchObject({ all: 600, latest: 600 });
  });

  it('[LIST-4] tells of what was taken in before something failed', async () => {
    const revision = library.mutations.context.events.revision;
    const many = Array.from({ length: 60 }, (_, n) => upstreamPaper(`2606.${10_000 + n}`));
    const broken = upstreamPaper('no id is \ud800 so');
    await expect(sink.merge({ papers: [...many, broken], at: 0 })).rejects.toThrow();
    expect(library.mutations.context.events.revision).toBe(revision + 1);
    expect(library.views.counts(0).all).toBe(50);
  });

  it('[LIST-2] brings a listing once: the second time nothing is new and nothing changed', async () => {
    const input = {
      papers: [upstreamPaper('2606.00001'), upstreamPaper('2606.00002')],
      listing: day('2026-06-12', '2606.00001', '2606.00002'),
      at: 0,
    };
    expect(await sink.merge(input)).toEqual({ new: 2, changed: 0 });
    expect(await sink.merge(input)).toEqual({ new: 0, changed: 0 });
    const voted = [upstreamPaper('2606.00001', { upvotes: 9 })];
    expect(await sink.merge({ ...input, papers: voted })).toEqual({ new: 0, changed: 1 });
  });

  it('[LIST-2] keeps every featured day of a paper, and what one listing leaves out', async () => {
    const known = upstreamPaper('2606.00001');
    await sink.merge({ papers: [known], listing: day('2026-06-11', known.arxivId), at: 0 });
    const poorer = upstreamPaper('2606.00001', { upvotes: null, organization: null });
    await sink.merge({ papers: [poorer], listing: day('2026-06-12', known.arxivId), at: 0 });
    expect(await papers.get('2606.00001')).toMatchObject({
      featuredOn: ['2026-06-11', '2026-06-12'],
      upvotes: 7,
      comments: null,
      organization: 'Example Lab',
    });
  });

  it('[CLI-4] gives the stable shape, null for what is unknown', async () => {
    await sink.merge({ papers: [upstreamPaper('2606.00001', { authors: null })], at: 0 });
    const [paper] = await papers.list({ limit: 10, offset: 0, sort: 'upvotes' });
    expect(paper).toEqual({
      id: 'arxiv:2606.00001',
      arxivId: '2606.00001',
      title: 'Paper 2606.00001',
      abstract: 'What survives.',
      authors: [],
      authorCount: null,
      organization: 'Example Lab',
      publishedAt: '2026-06-01',
      featuredOn: [],
      upvotes: 7,
      comments: null,
      status: 'new',
      starred: false,
      tags: [],
      collections: [],
      pdf: { state: 'none', sha256: null, bytes: null, pages: null },
    });
  });

  it('[LIB-4] remembers status, star and position by field, after a restart too', async () => {
    await sink.merge({ papers: [upstreamPaper('2606.00001')], at: 0 });
    const position = { page: 3, top: 0.25, zoom: 'fit-width' as const };
    await papers.update('mutation-1', 'arxiv:2606.00001', { starred: true });
    await papers.update('mutation-2', 'arxiv:2606.00001', { status: 'reading', position });
    library = await library.reopen();
    open();
    expect(await papers.get('arxiv:2606.00001')).toMatchObject({
      starred: true,
      status: 'reading',
      position,
    });
    expect(library.views.counts(0)).toMatchObject({ starred: 1, reading: 1, unread: 0 });
  });

  it('[LIB-5] follows an alias to the id that a paper goes by now, and a circle to an end', async () => {
    await sink.merge({ papers: [upstreamPaper('2606.00001')], at: 0 });
    const { aliases } = library.mutations.context.store.collections;
    await putOne(aliases, { id: 'title:abc', target: 'arxiv:2606.00001' });
    await putOne(aliases, { id: 'title:x', target: 'title:y' });
    await putOne(aliases, { id: 'title:y', target: 'title:x' });
    await library.mutations.follower.follow();
    expect((await papers.get('title:abc'))?.id).toBe('arxiv:2606.00001');
    expect(await papers.get('title:x')).toBeNull();
  });

  it('[LIST-2] shows a paper that the user spoke of before upstream did', async () => {
    await papers.update('mutation-1', 'arxiv:2606.00009', { starred: true });
    expect(library.views.counts(0)).toMatchObject({ all: 0, starred: 0 });
    await sink.merge({ papers: [upstreamPaper('2606.00009')], at: 0 });
    expect(library.views.counts(0)).toMatchObject({ all: 1, starred: 1 });
  });
});
