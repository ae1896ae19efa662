import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createArxiv } from './arxiv.ts';
import { ManualClock } from './clock.ts';
import { createHttp } from './http/index.ts';
import { type Handler, startTestServer, type TestServer } from './test-server.ts';

const RECORDED = '../shared/fixtures/arxiv';
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
  return { server, arxiv: createArxiv({ http, origin }) };
}

const paramsOf = (path: string) => new URL(path, 'http://x').searchParams;
const feed = (total: number | null, entries: readonly string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${
    total === null ? '' : `<opensearch:totalResults>${total}</opensearch:totalResults>`
  }${entries.join('')}</feed>`;
const entry = (number: number, day: string) =>
  `<entry><id>http://arxiv.org/abs/2606.${10_000 + number}v1</id><title>T${number}</title><published>${day}T10:00:00Z</published></entry>`;
const entries = (from: number, to: number, day = '2026-06-10') =>
  Array.from({ length: to - from }, (_, i) => entry(from + i, day));
const RECENT = { category: 'cs.CL', since: '2026-06-10' };

describe('[LIST-8] a category, page by page', () => {
  it('[LIST-8] asks newest first, and goes on where a short page ended', async () => {
    const { arxiv, server } = await serve(({ path }, response) => {
      const start = Number(paramsOf(path).get('start'));
      response.end(feed(130, entries(start, Math.min(start + 70, 130))));
    });
    expect(await arxiv.fetchRecent(RECENT)).toMatchObject({
      value: { papers: { length: 70 }, next: 70 },
    });
    expect(await arxiv.fetchRecent({ ...RECENT, offset: 70 })).toMatchObject({
      value: { papers: { length: 60 }, next: null },
    });
    expect(Object.fromEntries(paramsOf(server.requests[1]!.path))).toEqual({
      ...{ search_query: 'cat:cs.CL', sortBy: 'submittedDate', sortOrder: 'descending' },
      ...{ start: '70', max_results: '100' },
    });
  });

  it('[LIST-8] takes no spurious empty page for the end', async () => {
    const spurious = await serve((_request, response, index) =>
      response.end(feed(500, index === 0 ? [] : entries(0, 100))),
    );
    expect(await spurious.arxiv.fetchRecent(RECENT)).toMatchObject({ value: { next: 100 } });
    const stubborn = await serve((_request, response) => response.end(feed(500, [])));
    expect(await stubborn.arxiv.fetchRecent({ ...RECENT, offset: 100 })).toMatchObject({
      failure: { reason: 'bad-shape' },
    });
    expect(stubborn.server.requests).toHaveLength(2);
  });

  it('[LIST-8] does not end at one old paper on a shuffled page, but at a page of them', async () => {
    const old = entries(50, 60, '2025-01-01');
    const { arxiv } = await serve((_request, response, index) =>
      response.end(feed(500, index === 0 ? [...old, ...entries(0, 50)] : old)),
    );
    expect(await arxiv.fetchRecent(RECENT)).toMatchObject({
      value: { papers: { length: 50 }, next: 60 },
    });
    expect(await arxiv.fetchRecent({ ...RECENT, offset: 60 })).toMatchObject({
      value: { papers: [], next: null },
    });
  });

  it('[LIST-8] ends at the most that arXiv answers, and where it names no total', async () => {
    const { arxiv } = await serve((_request, response) =>
      response.end(feed(null, entries(0, 100))),
    );
    expect(await arxiv.fetchRecent({ ...RECENT, offset: 29_800 })).toMatchObject({
      value: { next: 29_900 },
    });
    expect(await arxiv.fetchRecent({ ...RECENT, offset: 29_900 })).toMatchObject({
      value: { next: null },
    });
  });

  it('[LIST-8] tells a paper once that stands twice on a page, and a bad entry as a problem', async () => {
    const bad = '<entry><id>http://arxiv.org/abs/nonsense</id><title>T</title></entry>';
    const { arxiv } = await serve((_request, response) =>
      response.end(feed(3, [...entries(0, 1), bad, ...entries(0, 1)])),
    );
    expect(await arxiv.fetchRecent(RECENT)).toMatchObject({
      value: {
        papers: { length: 1 },
        problems: [{ position: 1, arxivId: 'http://arxiv.org/abs/nonsense' }],
        next: null,
      },
    });
  });
});

describe('[LIST-8] searching arXiv', () => {
  it('[LIST-8] asks for the page that is wanted, and says whether there is more', async () => {
    const { arxiv, server } = await serve(({ path }, response) => {
      const start = Number(paramsOf(path).get('start'));
      response.end(feed(120, entries(start, Math.min(start + 50, 120))));
    });
    const page = { query: 'ti:"a b" c', limit: 50 };
    expect(await arxiv.search({ ...page, offset: 50 })).toMatchObject({
      value: { papers: { length: 50 }, total: 120, hasMore: true },
    });
    expect(await arxiv.search({ ...page, offset: 100 })).toMatchObject({
      value: { papers: { length: 20 }, hasMore: false },
    });
    expect(Object.fromEntries(paramsOf(server.requests[0]!.path))).toEqual({
      ...{ search_query: 'ti:"a b" AND all:c', sortBy: 'relevance', sortOrder: 'descending' },
      ...{ start: '50', max_results: '50' },
    });
  });

  it('[LIST-8] asks for a paper whose id was typed, and for nothing where nothing was', async () => {
    const { arxiv, server } = await serve((_request, response) =>
      response.end(feed(1, entries(0, 1))),
    );
    await arxiv.search({ query: 'https://arxiv.org/abs/math.CA/0611800v2' });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/query?id_list=math/0611800&start=0&max_results=50',
    ]);
    expect(await arxiv.search({ query: '"?"' })).toMatchObject({ value: { total: 0 } });
    expect(server.requests).toHaveLength(1);
  });

  it('[LIST-8] tells that arXiv rejected it, with either status', async () => {
    const error = feed(1, [
      '<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title></entry>',
    ]);
    for (const status of [200, 400]) {
      const { arxiv } = await serve((_request, response) => response.writeHead(status).end(error));
      expect(await arxiv.search({ query: 'x' })).toMatchObject({
        failure: { reason: 'bad-request', status },
      });
    }
  });

  it.skipIf(!existsSync(RECORDED))('[LIST-8] reads a recorded page of a search', async () => {
    const body = readFileSync(`${RECORDED}/q_testing_s0_m100_cfe7536492ca.http200.xml`);
    const { arxiv } = await serve((_request, response) => response.end(body));
    const answer = await arxiv.search({ query: 'testing', limit: 100 });
    if (!answer.ok) throw new Error(answer.failure.reason);
    const { papers, total, hasMore, problems } = answer.value;
    expect({ total, hasMore, problems }).toEqual({ total: 214_881, hasMore: true, problems: [] });
    expect(papers).toHaveLength(100);
    for (const paper of papers) {
      expect(paper.abstract?.length).toBeGreaterThan(100);
      expect(paper.arxiv?.categories?.length).toBeGreaterThan(0);
    }
  });
});
