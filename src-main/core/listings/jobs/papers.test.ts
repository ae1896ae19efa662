import { afterEach, describe, expect, it } from 'vitest';
import { type BenchSetting, eventually, openListingsBench } from '../../test-listings.ts';
import { deadOrigin, type Handler, sendJson, startTestServer } from '../test-server.ts';
import { feedOf } from './feed-maker.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of closing.splice(0).reverse()) await close();
});

type Upstreams = { arxiv?: Handler; paper?: Handler; search?: Handler; picture?: Handler };

const nothing: Handler = (_request, response) => response.writeHead(404).end('{"error":"no"}');
const ID = '2606.00001';
const PAPER = `arxiv:${ID}`;
const DAY_MS = 24 * 60 * 60 * 1000;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const idsIn = (path: string) => new URL(path, 'http://x').searchParams.get('id_list')?.split(',');

async function serve(upstreams: Upstreams, setting: Partial<BenchSetting> = {}) {
  const server = await startTestServer((request, response, index) => {
    const { path } = request;
    const route = path.startsWith('/api/query')
      ? upstreams.arxiv
      : path.startsWith('/api/papers/search')
        ? upstreams.search
        : path.startsWith('/api/papers/')
          ? upstreams.paper
          : upstreams.picture;
    (route ?? nothing)(request, response, index);
  });
  const bench = await openListingsBench({ origin: server.origin, ...setting });
  closing.push(server, bench);
  const factsOf = async (id = PAPER) =>
    (await bench.library.mutations.context.store.collections.papers.findOne(id).exec())?.toJSON()
      .facts as Record<string, unknown> | undefined;
  const asked = (start: string) =>
    server.requests.filter(({ path }) => path.startsWith(start)).length;
  return { server, factsOf, asked, ...bench };
}

const arxivKnows =
  (version = 2): Handler =>
  ({ path }, response) =>
    response.end(feedOf((idsIn(path) ?? []).map((id) => ({ id: `${id}v${version}` }))));
const hfKnows: Handler = ({ path }, response) =>
  sendJson(response, {
    ...{ id: path.split('/').at(-1), title: 'Of Hugging Face', upvotes: 7, githubRepo: 'a/b' },
    linkedModels: [{ id: 'a/model', likes: 3, downloads: 40 }],
    numTotalModels: 9,
  });

describe('[LIST-8] adding a paper', () => {
  it.each([
    ID,
    `https://arxiv.org/abs/${ID}v1`,
    `https://arxiv.org/pdf/${ID}`,
    `https://huggingface.co/papers/${ID}`,
    `https://doi.org/10.48550/arXiv.${ID}`,
    `https://ar5iv.labs.arxiv.org/html/${ID}`,
  ])('[LIST-8] takes %s', async (source) => {
    const { listings, library } = await serve({ arxiv: arxivKnows() });
    expect(await listings.add(source)).toEqual({ ok: true, id: PAPER, isNew: true });
    expect(library.views.counts(0)).toMatchObject({ unlisted: 1, all: 1 });
  });

  it('[LIST-8] asks for nothing that is here', async () => {
    const { listings, asked } = await serve({ arxiv: arxivKnows() });
    await listings.add(ID);
    expect(await listings.add(`${ID}v3`)).toEqual({ ok: true, id: PAPER, isNew: false });
    expect(asked('/api/query')).toBe(1);
  });

  it('[LIST-8] asks arXiv once for several at a time', async () => {
    const { listings, asked } = await serve({ arxiv: arxivKnows() });
    const ids = ['2606.00001', '2606.00002', 'hep-th/9901001'];
    const added = await Promise.all(ids.map((id) => listings.add(id)));
    expect(added.map((one) => one.ok && one.isNew)).toEqual([true, true, true]);
    expect(asked('/api/query')).toBe(1);
  });

  it('[LIST-8] refuses what is no id, and says what arXiv does not know', async () => {
    const { listings, server } = await serve({
      arxiv: (_request, response) => response.end(feedOf([])),
    });
    expect(await listings.add('attention is all you need')).toEqual({
      ok: false,
      reason: 'bad-id',
    });
    expect(server.requests).toHaveLength(0);
    expect(await listings.add('2606.99999')).toMatchObject({
      ...{ ok: false, reason: 'upstream' },
      failure: { reason: 'not-found' },
    });
  });

  it('[LIST-8] asks Hugging Face while arXiv wants to be left alone', async () => {
    const { listings, factsOf, server } = await serve({
      arxiv: (_request, response) => response.writeHead(503, { 'retry-after': '900' }).end(),
      paper: hfKnows,
    });
    expect(await listings.add(ID)).toEqual({ ok: true, id: PAPER, isNew: true });
    expect(await factsOf()).toMatchObject({ title: 'Of Hugging Face', arxiv: null });
    // Where neither answers, arXiv's reason counts.
    await server.close();
    expect(await listings.add('2606.00002')).toMatchObject({
      ...{ ok: false, reason: 'upstream' },
      failure: { reason: 'rate-limited' },
    });
  });

  it('[LIST-8] takes from Hugging Face what arXiv does not tell yet', async () => {
    const arxiv: Handler = (_request, response) => response.end(feedOf([]));
    const { listings } = await serve({ arxiv, paper: hfKnows });
    expect(await listings.add(ID)).toEqual({ ok: true, id: PAPER, isNew: true });
  });

  it('[LIST-9] adds what a search has found without asking again, offline too', async () => {
    const search: Handler = (_request, response) =>
      sendJson(response, [{ paper: { id: ID, title: 'Found', upvotes: 3 } }]);
    const { listings, server, factsOf } = await serve({ search });
    const found = await listings.search({ source: 'huggingface', query: 'found', offset: 0 });
    expect(found).toMatchObject({
      ok: true,
      papers: [{ arxivId: ID, title: 'Found', upvotes: 3, paperId: null }],
    });
    await server.close();
    expect(await listings.add(ID)).toEqual({ ok: true, id: PAPER, isNew: true });
    expect(await factsOf()).toMatchObject({ title: 'Found', upvotes: 3 });
  });
});

describe('[LIST-8] searching upstream', () => {
  it('[LIST-9] names the papers that the library shows, and not those in the trash', async () => {
    const ids = ['2606.00001', '2606.00002', '2606.00003'];
    const arxiv: Handler = ({ path }, response) =>
      idsIn(path)
        ? arxivKnows()({ path } as never, response, 0)
        : response.end(
            feedOf(
              ids.map((id) => ({ id: `${id}v1` })),
              99,
            ),
          );
    const { listings, library } = await serve({ arxiv });
    await listings.add(ids[0]!);
    await listings.add(ids[1]!);
    const { states } = library.mutations.context.store.collections;
    const fields = { deleted: { kind: 'lww', clock: '1', value: {} } } as never;
    await states.insert({ id: `arxiv:${ids[1]}`, fields, by: 'test' });
    await library.mutations.follower.follow();
    const result = await listings.search({ source: 'arxiv', query: 'on', offset: 0 });
    expect(result).toMatchObject({ ok: true, total: 99, hasMore: true });
    expect(result.ok && result.papers.map(({ paperId }) => paperId)).toEqual([
      ...[`arxiv:${ids[0]}`, null, null],
    ]);
    expect(result.ok && result.papers[0]?.categories).toEqual(['cs.CL']);
  });

  it('[LIST-8] finds on arXiv what Hugging Face does not know by its id, and says so', async () => {
    const { listings } = await serve({ arxiv: arxivKnows() });
    for (const query of [ID, `https://arxiv.org/pdf/${ID}v2`])
      expect(await listings.search({ source: 'huggingface', query, offset: 0 })).toMatchObject({
        ...{ ok: true, source: 'arxiv', papers: [{ arxivId: ID }] },
      });
  });

  it('[LIST-8] does not ask arXiv for what Hugging Face knows by its id', async () => {
    const { listings, asked } = await serve({ arxiv: arxivKnows(), paper: hfKnows });
    expect(await listings.search({ source: 'huggingface', query: ID, offset: 0 })).toMatchObject({
      source: 'huggingface',
      papers: [{ title: 'Of Hugging Face' }],
    });
    expect(asked('/api/query')).toBe(0);
  });

  it('[LIST-4] says why there is no answer', async () => {
    const bench = await openListingsBench({ origin: await deadOrigin() });
    closing.push(bench);
    for (const source of ['huggingface', 'arxiv'] as const) {
      expect(await bench.listings.search({ source, query: 'a', offset: 0 })).toMatchObject({
        ...{ ok: false, failure: { reason: 'offline' } },
      });
    }
  });

  it('[LIST-4] is cancelled', async () => {
    const { listings, server } = await serve({ search: () => {} });
    const searching = listings.search({ source: 'huggingface', query: 'a', offset: 0 });
    await eventually(() => server.requests.length).toBe(1);
    listings.cancel();
    expect(await searching).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
  });
});

describe('[LIST-6] details', () => {
  it('[LIST-6] come from both upstreams, once a day unless forced', async () => {
    const { listings, factsOf, asked, clock } = await serve({
      arxiv: arxivKnows(1),
      paper: hfKnows,
    });
    await listings.add(ID);
    expect(await listings.refresh(PAPER, false)).toEqual({ ok: true, asked: true, changed: true });
    expect(await factsOf()).toMatchObject({
      ...{ upvotes: 7, githubRepo: 'https://github.com/a/b', arxiv: { version: 1 } },
      linkedModels: { total: 9, items: [{ id: 'a/model', likes: 3, downloads: 40 }] },
    });
    // What arXiv knows was told when the paper was added.
    expect(asked('/api/query')).toBe(1);
    expect(await listings.refresh(PAPER, false)).toEqual({
      ok: true,
      asked: false,
      changed: false,
    });
    expect(await listings.refresh(PAPER, true)).toEqual({ ok: true, asked: true, changed: false });
    expect([asked('/api/papers/'), asked('/api/query')]).toEqual([2, 2]);
    clock.advance(DAY_MS);
    expect(await listings.refresh(PAPER, false)).toMatchObject({ asked: true });
  });

  it('[LIST-6] remember over a restart that they are of today, and bear a clock set back', async () => {
    const bench = await serve({ arxiv: arxivKnows(), paper: hfKnows });
    await bench.listings.add(ID);
    await bench.listings.refresh(PAPER, false);
    closing.pop();
    const again = await bench.restart();
    closing.push(again);
    expect(await again.listings.refresh(PAPER, false)).toMatchObject({ asked: false });
    again.clock.set(-1_000 * DAY_MS);
    expect(await again.listings.refresh(PAPER, false)).toMatchObject({ asked: true });
    expect(await again.listings.refresh(PAPER, false)).toMatchObject({ asked: false });
  });

  it('[LIST-6] of a paper that is not at Hugging Face are no failure', async () => {
    const { listings } = await serve({ arxiv: arxivKnows() });
    await listings.add(ID);
    expect(await listings.refresh(PAPER, false)).toEqual({ ok: true, asked: true, changed: false });
    expect(await listings.refresh(PAPER, false)).toMatchObject({ asked: false });
  });

  it('[LIST-6] keep what one upstream said where the other fails, and are asked for again', async () => {
    let isBroken = true;
    const paper: Handler = (request, response, index) =>
      isBroken ? response.writeHead(500).end() : hfKnows(request, response, index);
    const { listings, factsOf } = await serve({ arxiv: arxivKnows(3), paper });
    await listings.add(ID);
    expect(await listings.refresh(PAPER, true)).toMatchObject({
      ...{ ok: false, failure: { reason: 'server-error' } },
    });
    expect(await factsOf()).toMatchObject({ arxiv: { version: 3 } });
    isBroken = false;
    expect(await listings.refresh(PAPER, false)).toMatchObject({ ok: true, asked: true });
  });

  it('[LIST-6] are asked for once, however many want them at a time', async () => {
    const { listings, asked } = await serve({ arxiv: arxivKnows(), paper: hfKnows });
    await listings.add(ID);
    await Promise.all([1, 2, 3].map(() => listings.refresh(PAPER, true)));
    expect(asked('/api/papers/')).toBe(1);
  });

  it('[LIST-6] of a paper that nobody could know are not asked for', async () => {
    const { listings, server } = await serve({});
    expect(await listings.refresh('file:abc', true)).toEqual({
      ok: true,
      asked: false,
      changed: false,
    });
    expect(server.requests).toEqual([]);
  });

  it('[LIST-6] bring the picture, which is shown from disk', async () => {
    const paper: Handler = (_request, response) =>
      sendJson(response, { id: ID, title: 'T', thumbnail: '/pictures/1.png' });
    const picture: Handler = (_request, response) => response.end(PNG);
    const { listings, factsOf, pictures, library } = await serve({
      arxiv: arxivKnows(),
      paper,
      picture,
    });
    const told: unknown[] = [];
    await listings.add(ID);
    library.mutations.context.events.listen(({ kind, ids }) => told.push([kind, ids]));
    await listings.refresh(PAPER, false);
    const path = async () => pictures.pathOf((await factsOf())?.thumbnail as string);
    await eventually(path).toMatch(/^\/thumbnails\/[0-9a-f]{32}\.png$/);
    await eventually(() => told).toContainEqual(['papers', [PAPER]]);
  });
});

describe('[LIST-10] the version of a PDF', () => {
  it('[LIST-10] is asked for where it is not known, together with others of the queue', async () => {
    const { listings, asked, server, factsOf } = await serve({
      arxiv: arxivKnows(4),
      paper: hfKnows,
    });
    const others = Array.from({ length: 150 }, (_, n) => `arxiv:2605.${10_000 + n}`);
    expect(await listings.versionOf(ID, () => [PAPER, 'file:abc', ...others])).toBe(4);
    expect(asked('/api/query')).toBe(1);
    expect(idsIn(server.requests[0]!.path)).toHaveLength(100);
    expect(await factsOf('arxiv:2605.10042')).toMatchObject({ arxiv: { version: 4 } });
    expect(await listings.versionOf('2605.10042', () => others)).toBe(4);
    expect(asked('/api/query')).toBe(1);
  });

  it('[LIST-10] is not asked for twice where arXiv does not know it', async () => {
    const { listings, asked } = await serve({
      arxiv: (_request, response) => response.end(feedOf([])),
    });
    expect(await listings.versionOf(ID)).toBeNull();
    const once = asked('/api/query');
    expect(await listings.versionOf(ID)).toBeNull();
    expect(asked('/api/query')).toBe(once);
  });

  it('[LIST-10] is done without while arXiv fails, for ten minutes', async () => {
    let isBroken = true;
    const { listings, asked, clock } = await serve({
      arxiv: (request, response, index) =>
        isBroken ? response.writeHead(500).end() : arxivKnows(1)(request, response, index),
    });
    expect(await listings.versionOf(ID)).toBeNull();
    const tries = asked('/api/query');
    isBroken = false;
    expect(await listings.versionOf('2606.00002')).toBeNull();
    expect(asked('/api/query')).toBe(tries);
    clock.advance(11 * 60_000);
    expect(await listings.versionOf(ID)).toBe(1);
  });

  it('[LIST-10] does not keep a user waiting longer than eight seconds', async () => {
    const { listings, clock, server } = await serve({ arxiv: () => {} });
    const asking = listings.versionOf(ID);
    await eventually(() => server.requests.length).toBe(1);
    clock.advance(8_000);
    expect(await asking).toBeNull();
  });
});
