import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createArxiv } from './arxiv.ts';
import { parseAtom } from './atom.ts';
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

const feed = (entries: string) =>
  `<?xml version='1.0' encoding='UTF-8'?><feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`;
const entry = (id: string, more = '') =>
  `<entry><id>http://arxiv.org/abs/${id}</id><title>On\n  ${id} &amp; more</title>${more}</entry>`;
const ERROR = feed('<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title></entry>');
const idsOf = (path: string) => new URL(path, 'http://x').searchParams.get('id_list')!.split(',');

describe('[LIST-3] arXiv', () => {
  it('[LIST-3] reads papers by id and says which are missing', async () => {
    const more = '<author><name>Ada</name></author><published>2026-06-11T23:59:59Z</published>';
    const { arxiv, server } = await serve((_request, response) =>
      response.end(feed(entry('math/0611800v2', more))),
    );
    const result = await arxiv.fetchByIds(['math/0611800', '0000.00000']);
    expect(result).toMatchObject({
      ok: true,
      value: {
        missing: ['0000.00000'],
        papers: [
          {
            arxivId: 'math/0611800',
            title: 'On math/0611800v2 & more',
            authors: ['Ada'],
            publishedAt: '2026-06-11',
            abstract: null,
            upvotes: null,
            arxiv: { version: 2, doi: null },
            source: 'arxiv',
          },
        ],
      },
    });
    expect(server.requests[0]?.path).toBe(
      '/api/query?id_list=math/0611800,0000.00000&start=0&max_results=2',
    );
  });

  it('[LIST-3] asks once more when a page is empty, and only once', async () => {
    const spurious = await serve((_request, response, index) =>
      response.end(feed(index === 0 ? '' : entry('2606.00001v1'))),
    );
    expect(await spurious.arxiv.fetchByIds(['2606.00001'])).toMatchObject({
      value: { missing: [] },
    });
    const empty = await serve((_request, response) => response.end(feed('')));
    expect(await empty.arxiv.fetchByIds(['2606.00001'])).toMatchObject({
      value: { missing: ['2606.00001'] },
    });
    expect(empty.server.requests).toHaveLength(2);
  });

  it('[LIST-3] does not let an id that arXiv rejects cost the others', async () => {
    const { arxiv } = await serve(({ path }, response) => {
      const ids = idsOf(path);
      if (ids.includes('9999.99999')) response.writeHead(400).end(ERROR);
      else response.end(feed(ids.map((id) => entry(`${id}v1`)).join('')));
    });
    const ids = ['2606.00001', '9999.99999', '2606.00002', '2606.00003'];
    const result = await arxiv.fetchByIds(ids);
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value.papers.map(({ arxivId }) => arxivId)).toEqual(
      ids.filter((id) => id[0] !== '9'),
    );
    expect(result.value.missing).toEqual(['9999.99999']);
  });

  it('[LIST-3] gives up where arXiv rejects everything, and asks for no text that is no id', async () => {
    const { arxiv, server } = await serve((_request, response) =>
      response.writeHead(400).end(ERROR),
    );
    const ids = Array.from({ length: 100 }, (_, i) => `2606.${10_000 + i}`);
    expect(await arxiv.fetchByIds(ids)).toMatchObject({ failure: { reason: 'bad-request' } });
    expect(server.requests.length).toBeLessThan(20);
    const before = server.requests.length;
    expect(await arxiv.fetchByIds(['abc', 'x/y'])).toMatchObject({
      value: { missing: ['abc', 'x/y'] },
    });
    expect(server.requests).toHaveLength(before);
  });

  it('[LIST-10] asks for the newest version, whatever version was named', async () => {
    const { arxiv, server } = await serve((_request, response) =>
      response.end(feed(entry('2606.00001v4') + entry('math/0611800v2'))),
    );
    const ids = ['2606.00001v1', '2606.00001v2', 'math.CA/0611800v1'];
    expect(await arxiv.fetchByIds(ids)).toMatchObject({
      value: { missing: [], papers: [{ arxiv: { version: 4 } }, { arxiv: { version: 2 } }] },
    });
    expect(idsOf(server.requests[0]!.path)).toEqual(['2606.00001', 'math/0611800']);
  });

  it('[LIST-3] asks for many ids in batches', async () => {
    const { arxiv, server } = await serve(({ path }, response) =>
      response.end(
        feed(
          idsOf(path)
            .map((id) => entry(`${id}v1`))
            .join(''),
        ),
      ),
    );
    const ids = Array.from({ length: 230 }, (_, i) => `2606.${10_000 + i}`);
    expect(await arxiv.fetchByIds(ids)).toMatchObject({
      value: { papers: { length: 230 }, missing: [] },
    });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html></html>', 'not-xml'],
    ['half a feed', feed(entry('2606.00001v1')).slice(0, 150), 'not-xml'],
    ['another XML', '<rss/>', 'bad-shape'],
  ])('[LIST-4] refuses %s', async (_kind, body, reason) => {
    const { arxiv } = await serve((_request, response) => response.end(body));
    expect(await arxiv.fetchByIds(['2606.00001'])).toMatchObject({ failure: { reason } });
  });

  it('[LIST-4] refuses a feed that defines entities of its own', async () => {
    const bomb = `<!DOCTYPE feed [<!ENTITY a "aaaa">]>${feed(entry('2606.00001v1', '<summary>&a;</summary>')).slice(38)}`;
    expect(await parseAtom(bomb)).toBeUndefined();
  });
});

describe.skipIf(!existsSync(RECORDED))('[LIST-3] recorded feeds of arXiv', () => {
  const read = (name: string) => readFileSync(`${RECORDED}/${name}`);

  it('[LIST-3] reads every recorded feed to its count of entries', async () => {
    const rows = readFileSync(`${RECORDED}/MANIFEST.tsv`, 'utf8').trim().split('\n').slice(1);
    for (const row of rows) {
      const [name, , status, entries, total] = row.split('\t');
      const parsed = await parseAtom(read(name!).toString());
      expect(parsed?.entries.length, name).toBe(Number(entries));
      if (status === '200') expect(parsed?.total, name).toBe(Number(total));
    }
    expect(rows.length).toBeGreaterThan(15);
  });

  it('[LIST-3] reads an old-style paper with its comment and journal', async () => {
    const body = read('id_astro-ph_0601001_s0_m100_3150dca9dc76.http200.xml');
    const { arxiv } = await serve((_request, response) => response.end(body));
    const result = await arxiv.fetchByIds(['astro-ph/0601001']);
    if (!result.ok) throw new Error(result.failure.reason);
    expect(result.value.papers[0]).toMatchObject({
      arxivId: 'astro-ph/0601001',
      authors: ['Andrew Gould', 'Susan Dorsher', 'B. Scott Gaudi', 'Andrzej Udalski'],
      publishedAt: '2006-01-02',
      arxiv: {
        version: 1,
        journalRef: 'ActaAstron.56:1-50,2006',
        categories: ['astro-ph'],
        primaryCategory: 'astro-ph',
        updatedAt: '2006-01-02',
      },
    });
    expect(result.value.papers[0]?.abstract).toMatch(/^We derive .* V_max<17\.5\./);
  });

  it('[LIST-3] tells a rejected id, an unknown one, and one of two', async () => {
    const answers: [string, number, string[]][] = [
      ['id_abc_s0_m100_b79c8dcf6bc3.http400.xml', 400, ['1234.56789']],
      [
        'id_0808.05394_1707.08567_s0_m100_42e5aa0ec3af.http200.xml',
        200,
        ['0808.05394', '1707.08567'],
      ],
    ];
    const results = [];
    for (const [name, status, ids] of answers) {
      const { arxiv } = await serve((_request, response) =>
        response.writeHead(status).end(read(name)),
      );
      results.push(await arxiv.fetchByIds(ids));
    }
    expect(results).toMatchObject([
      { ok: true, value: { missing: ['1234.56789'], papers: [] } },
      { ok: true, value: { missing: ['0808.05394'], papers: [{ arxivId: '1707.08567' }] } },
    ]);
  });
});
