import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from './clock.ts';
import { createHttp } from './http/index.ts';
import { createHuggingFace } from './hugging-face.ts';
import { readEntry } from './hugging-face-entry.ts';
import { type Handler, sendJson, startTestServer, type TestServer } from './test-server.ts';

const RECORDED = '../shared/fixtures/hf';
const DAY = '2026-06-12';
const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(handler: Handler) {
  const server = await startTestServer(handler);
  servers.push(server);
  const { origin } = server;
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: '1', origins, clock: new ManualClock({ jumping: true }) });
  return { server, huggingFace: createHuggingFace({ http, origin }) };
}

const entry = (number: number, said: object = {}, aroundIt: object = {}) => ({
  paper: { id: `2606.${String(number).padStart(5, '0')}`, title: `Paper ${number}`, ...said },
  ...aroundIt,
});
const page = (length: number, from = 0) => Array.from({ length }, (_, i) => entry(from + i));

describe('[LIST-3] reading a listing entry', () => {
  const read = (said: object, aroundIt: object = {}) =>
    readEntry(entry(1, said, aroundIt), 'https://huggingface.co', 'hf')!;

  it('[LIST-3] takes the dates of the paper, never the shifted one of the entry', () => {
    const dates = {
      publishedAt: '2026-05-30T00:00:00.000Z',
      submittedOnDailyAt: '2026-06-12T17:02:03.000Z',
    };
    const result = read(dates, { publishedAt: '2026-05-29T20:00:00.000Z' });
    expect(result).toMatchObject({ featuredOn: DAY, paper: { publishedAt: '2026-05-30' } });
    expect(read({}, { publishedAt: '2026-05-29T20:00:00.000Z' }).paper.publishedAt).toBeNull();
  });

  it.each([
    [{ user: 'ada', name: 'Ada L.' }, 'ada'],
    [{ name: 'ada', fullname: 'Ada L.' }, 'ada'],
  ])('[LIST-3] finds the login in %j', (submittedBy, login) => {
    expect(read({}, { submittedBy }).paper.submittedBy).toBe(login);
    expect(read({ submittedOnDailyBy: submittedBy }).paper.submittedBy).toBe(login);
  });

  it('[LIST-3] folds hard-wrapped titles and abstracts', () => {
    const { paper } = read({ title: 'On\n  wrapped\ttitles ', summary: ' One\nline. ' });
    expect(paper).toMatchObject({ title: 'On wrapped titles', abstract: 'One line.' });
  });

  it('[LIST-3] tells absent from zero', () => {
    expect(read({}).paper).toMatchObject({ upvotes: null, comments: null, githubStars: null });
    const { paper } = read({ upvotes: 0, githubStars: 0 }, { numComments: 0 });
    expect(paper).toMatchObject({ upvotes: 0, comments: 0, githubStars: 0 });
  });

  it('[LIST-3] reads mediaUrl and mediaUrls, owner/repo, relative addresses', () => {
    expect(read({}, { mediaUrl: 'https://a.example/1.mp4' }).paper.mediaUrls).toEqual([
      'https://a.example/1.mp4',
    ]);
    expect(read({ mediaUrls: ['/m/2.mp4'] }).paper.mediaUrls).toEqual([
      'https://huggingface.co/m/2.mp4',
    ]);
    expect(read({ githubRepo: 'owner/repo' }).paper.githubRepo).toBe(
      'https://github.com/owner/repo',
    );
    expect(read({}, { thumbnail: '/t.png' }).paper.thumbnail).toBe('https://huggingface.co/t.png');
    expect(read({ projectPage: 'javascript:alert(1)' }).paper.projectPage).toBeNull();
  });

  it('[LIST-3] takes a field of the wrong type for unknown and keeps the rest', () => {
    const { paper } = read({
      upvotes: 'many',
      authors: [null, { name: 'Ada' }, 3],
      ai_keywords: 'x',
      organization: 7,
    });
    expect(paper).toMatchObject({
      upvotes: null,
      authors: ['Ada'],
      aiKeywords: null,
      organization: null,
    });
  });
});

describe('[LIST-3] fetching a day', () => {
  it('[LIST-3] keeps the order, and the neighbours of a bad entry', async () => {
    const bad = { paper: { id: '2606.00009', title: null } };
    const { huggingFace, server } = await serve((_request, response) =>
      sendJson(response, [entry(2, { upvotes: 3 }), bad, null, entry(1)]),
    );
    const result = await huggingFace.fetchDay(DAY);
    if (!result.ok) throw new Error(result.failure.reason);
    const { listing, problems } = result.value;
    expect(listing.entries).toMatchObject([
      { arxivId: '2606.00002', position: 0, upvotes: 3, comments: null },
      { arxivId: '2606.00001', position: 1, upvotes: null },
    ]);
    expect(problems).toEqual([
      { position: 1, arxivId: '2606.00009', reason: 'bad-entry' },
      { position: 2, arxivId: null, reason: 'bad-entry' },
    ]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      `/api/daily_papers?date=${DAY}&p=0&limit=100`,
    ]);
  });

  it('[LIST-3] reads every page until a short one', async () => {
    const { huggingFace, server } = await serve(({ path }, response) => {
      const p = Number(new URL(path, 'http://x').searchParams.get('p'));
      sendJson(response, p < 2 ? page(100, p * 100) : page(7, 200));
    });
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({
      ok: true,
      value: { papers: { length: 207 } },
    });
    expect(server.requests).toHaveLength(3);
  });

  it('[LIST-3] stops on an empty page though a next one is named', async () => {
    const { huggingFace, server } = await serve(({ path }, response, index) => {
      const link = `<${path.replace(/p=\d+/, `p=${index + 1}`)}>; rel="next"`;
      sendJson(response, index === 0 ? page(100) : [], { link });
    });
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ value: { papers: { length: 100 } } });
    expect(server.requests).toHaveLength(2);
  });

  it('[LIST-3] follows smaller pages than it asked for, on the same origin alone', async () => {
    const { huggingFace, server } = await serve(({ path }, response, index) => {
      const next =
        index === 0 ? `/api/daily_papers?date=${DAY}&p=1&limit=50` : 'http://127.0.0.2:9/';
      sendJson(response, page(index === 0 ? 50 : 20, index * 50), {
        link: `<${next}>; rel="next"`,
      });
      expect(path).toContain('/api/daily_papers');
    });
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ value: { papers: { length: 70 } } });
    expect(server.requests).toHaveLength(2);
  });

  it('[LIST-4] asks no other origin for the next page, whatever a link says', async () => {
    const elsewhere = await serve((_request, response) => sendJson(response, page(1, 900)));
    const { huggingFace, server } = await serve((_request, response, index) => {
      const link = `<${elsewhere.server.origin}/api/daily_papers?p=1>; rel="next"`;
      sendJson(response, index === 0 ? page(100) : page(3, 100), { link });
    });
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ value: { papers: { length: 103 } } });
    expect(server.requests[1]?.path).toContain('p=1&');
    expect(elsewhere.server.requests).toEqual([]);
  });

  it('[LIST-4] ends a listing that repeats itself or never ends', async () => {
    const same = await serve((_request, response) => sendJson(response, page(100)));
    expect(await same.huggingFace.fetchDay(DAY)).toMatchObject({
      value: { papers: { length: 100 } },
    });
    expect(same.server.requests).toHaveLength(3);
    const endless = await serve((_request, response, index) =>
      sendJson(response, page(100, index * 100)),
    );
    expect(await endless.huggingFace.fetchDay(DAY)).toMatchObject({ ok: true });
    expect(endless.server.requests).toHaveLength(50);
  });

  it('[LIST-3] asks again for a page that came in place of another', async () => {
    const pages = [page(100), page(100), page(100, 100), page(20, 200)];
    const { huggingFace, server } = await serve((_request, response, index) =>
      sendJson(response, pages[index]),
    );
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ value: { papers: { length: 220 } } });
    expect(server.requests.map(({ path }) => /p=(\d)/.exec(path)?.[1])).toEqual([
      '0',
      '1',
      '1',
      '2',
    ]);
  });

  it('[LIST-3] takes a paper once that stands on two pages, and pages that are shuffled', async () => {
    const pages = [page(100).reverse(), page(100, 60).reverse(), page(5, 150)];
    const { huggingFace } = await serve((_request, response, index) =>
      sendJson(response, pages[index]),
    );
    const answer = await huggingFace.fetchDay(DAY);
    if (!answer.ok) throw new Error(answer.failure.reason);
    const ids = answer.value.papers.map(({ arxivId }) => arxivId);
    expect(ids.length).toBe(new Set(ids).size);
    expect(ids).toHaveLength(160);
    expect(answer.value.listing.entries.map(({ position }) => position)).toEqual([...ids.keys()]);
  });

  it.each([[{ error: 'no' }], [[{ something: 'else' }]]])(
    '[LIST-4] says bad-shape for %j',
    async (json) => {
      const { huggingFace } = await serve((_request, response) => sendJson(response, json));
      expect(await huggingFace.fetchDay(DAY)).toMatchObject({ failure: { reason: 'bad-shape' } });
    },
  );

  it('[PERF-7] takes no page of hundred thousands of entries', async () => {
    const { huggingFace } = await serve((_request, response) =>
      response.end(`[${'{"paper":{"id":"x"}},'.repeat(300_000)}1]`),
    );
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ failure: { reason: 'bad-shape' } });
  });

  it('[LIST-3] an empty day is a day without papers', async () => {
    const { huggingFace } = await serve((_request, response) => sendJson(response, []));
    expect(await huggingFace.fetchDay(DAY)).toMatchObject({ ok: true, value: { papers: [] } });
  });

  it('[LIST-3] fetches one paper, unwrapped, and says not-found', async () => {
    const { huggingFace } = await serve(({ path }, response) => {
      if (path === '/api/papers/2606.00001') sendJson(response, entry(1).paper);
      else response.writeHead(404).end('{"error":"no"}');
    });
    expect(await huggingFace.fetchPaper('2606.00001')).toMatchObject({
      ok: true,
      value: { title: 'Paper 1' },
    });
    expect(await huggingFace.fetchPaper('hep-th/9901001')).toMatchObject({
      failure: { reason: 'not-found' },
    });
  });
});

describe('[LIST-9] searching Hugging Face', () => {
  it('[LIST-9] asks once for what was typed, at the pace of searches', async () => {
    const { server } = await serve(({ path }, response) =>
      sendJson(response, path.includes('search') ? page(3) : entry(7).paper),
    );
    const { origin } = server;
    const clock = new ManualClock({ jumping: true });
    const searchPace = { burst: 1, intervalMs: 7_000 };
    const common = { origins: [origin], pace: null, searchPace, refusedMs: 0 };
    const policies = [{ ...common, purpose: 'huggingface' as const, operator: 'x' }];
    const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
    const http = createHttp({ version: '1', origins, clock, policies });
    const huggingFace = createHuggingFace({ http, origin });
    for (const query of ['in-context  "learning"', 'b', 'arXiv:2606.00007v2', ' ? '])
      expect(await huggingFace.search({ query, limit: 500 })).toMatchObject({
        value: { total: null, hasMore: false },
      });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/papers/search?q=in-context+%22learning%22&limit=100',
      '/api/papers/search?q=b&limit=100',
      '/api/papers/2606.00007',
    ]);
    expect(clock.slept).toEqual([7_000]);
  });
});

describe.skipIf(!existsSync(RECORDED))('[LIST-3] recorded answers', () => {
  type Raw = { [name: string]: unknown; paper: { [name: string]: unknown } };
  const fold = (text: unknown) => String(text).replace(/\s+/g, ' ').trim();

  it('[LIST-3] reads the 30 papers of a recorded day, each field', async () => {
    const body = readFileSync(`${RECORDED}/daily_papers-${DAY}.json`);
    const raw = JSON.parse(body.toString()) as Raw[];
    const { huggingFace } = await serve((_request, response) => response.end(body));
    const result = await huggingFace.fetchDay(DAY);
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value.problems).toEqual([]);
    expect(result.value.papers).toHaveLength(30);
    for (const [position, { paper: said, ...around }] of raw.entries()) {
      const organization = said.organization as { name: string; fullname: string } | undefined;
      const submittedBy = (around.submittedBy as { name: string }).name;
      expect(result.value.papers[position]).toEqual({
        arxivId: said.id,
        title: fold(said.title),
        abstract: fold(said.summary),
        authors: (said.authors as { name: string }[]).map(({ name }) => name),
        publishedAt: String(said.publishedAt).slice(0, 10),
        organization: organization
          ? { slug: organization.name, name: organization.fullname }
          : null,
        upvotes: said.upvotes,
        comments: around.numComments,
        aiSummary: fold(said.ai_summary),
        aiKeywords: said.ai_keywords,
        projectPage: said.projectPage ? new URL(String(said.projectPage)).href : null,
        githubRepo: said.githubRepo ?? null,
        githubStars: said.githubStars ?? null,
        thumbnail: around.thumbnail,
        submittedBy,
        discussionId: said.discussionId,
        mediaUrls: around.mediaUrls ?? null,
        ...{ authorCount: null, linkedModels: null, linkedDatasets: null, linkedSpaces: null },
        arxiv: null,
        source: 'hf',
      });
      const { upvotes } = said;
      expect(result.value.listing.entries[position]).toEqual({
        ...{ arxivId: said.id, position, upvotes, comments: around.numComments, submittedBy },
      });
    }
  });

  it('[LIST-3] reads the recorded papers of 2025, their wrapped titles folded', () => {
    for (const name of readdirSync(`${RECORDED}/papers`)) {
      const raw = JSON.parse(readFileSync(`${RECORDED}/papers/${name}`, 'utf8'));
      const paper = readEntry(raw, 'https://huggingface.co', 'hf')?.paper;
      expect(paper).toMatchObject({
        arxivId: raw.id,
        title: fold(raw.title),
        abstract: fold(raw.abstract),
      });
      expect(paper).toMatchObject({ upvotes: null, publishedAt: null });
      expect(paper?.authors).toHaveLength(raw.authors.length);
    }
  });
});
