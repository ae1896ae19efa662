import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoUpstream, startDemoUpstream } from './index.ts';

let upstream: DemoUpstream;
beforeAll(async () => {
  upstream = await startDemoUpstream({ seed: 5, today: '2026-11-20', days: 20 });
});
afterAll(() => upstream.close());

const query = async (params: Record<string, string>) => {
  const response = await fetch(`${upstream.arxivOrigin}/api/query?${new URLSearchParams(params)}`);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    xml: await response.text(),
  };
};
const idsIn = (xml: string) =>
  [...xml.matchAll(/<id>http:\/\/arxiv\.org\/abs\/([^<]+)<\/id>/g)].map((m) => m[1]);
const pdf = (path: string, init: RequestInit = {}) =>
  fetch(`${upstream.arxivPdfOrigin}/pdf/${path}`, { redirect: 'manual', ...init });

describe('arXiv', () => {
  test('[LIST-8] ids come back with their latest version, unknown ones are left out', async () => {
    const [first, second] = [
      upstream.papers[0]!,
      upstream.papers.find((paper) => paper.versions.length === 2)!,
    ];
    const { status, type, xml } = await query({ id_list: `${first.id},2601.99999,${second.id}` });
    expect(status).toBe(200);
    expect(type).toContain('application/atom+xml');
    expect(idsIn(xml)).toEqual([`${first.id}v${first.versions.length}`, `${second.id}v2`]);
    expect(xml).toContain('<opensearch:totalResults>2</opensearch:totalResults>');
  });

  test('[LIST-10] a version can be named', async () => {
    const paper = upstream.papers.find((each) => each.versions.length === 2)!;
    expect(idsIn((await query({ id_list: `${paper.id}v1` })).xml)).toEqual([`${paper.id}v1`]);
    expect(idsIn((await query({ id_list: `${paper.id}v7` })).xml)).toEqual([]);
  });

  test('[LIST-8] a bad id answers 400 with an entry titled Error', async () => {
    const { status, xml } = await query({ id_list: 'abc' });
    expect(status).toBe(400);
    expect(xml).toContain('<title>Error</title>');
    expect(xml).toContain('incorrect id format for abc');
  });

  test('[LIST-8] searches by field, joins terms, sorts and pages', async () => {
    const category = upstream.papers[0]!.categories[0]!;
    const all = upstream.papers.filter((paper) => paper.categories.join(' ').includes(category));
    const search = { search_query: `cat:${category}`, sortBy: 'submittedDate', max_results: '5' };
    const page = await query({ ...search, start: '2' });
    expect(page.xml).toContain(`<opensearch:totalResults>${all.length}</opensearch:totalResults>`);
    const dates = [...page.xml.matchAll(/<published>([^<]+)/g)].map((match) => match[1]!);
    expect(dates).toEqual(dates.toSorted().reverse());
    const title = upstream.papers[3]!.title;
    expect(
      idsIn((await query({ search_query: `ti:"${title}" ANDNOT cat:hep-th` })).xml),
    ).toHaveLength(1);
    expect(idsIn((await query({ search_query: `ti:"${title}" AND cat:hep-th` })).xml)).toEqual([]);
    expect(
      idsIn((await query({ search_query: 'submittedDate:[202001010000 TO 202012312359]' })).xml),
    ).toEqual([]);
  });

  test('[FILE-1] GET comes in chunks without a length, HEAD tells it, validators stay', async () => {
    const { id } = upstream.papers.at(-1)!;
    const got = await pdf(id);
    const body = Buffer.from(await got.arrayBuffer());
    expect(got.status).toBe(200);
    expect(got.headers.get('content-length')).toBeNull();
    expect(got.headers.get('transfer-encoding')).toBe('chunked');
    const head = await pdf(id, { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).toBe(body.length);
    expect(head.headers.get('etag')).toBe(got.headers.get('etag'));
    expect(Date.parse(head.headers.get('last-modified')!)).not.toBeNaN();
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('[FILE-1] a download resumes by Range, unless the file has changed', async () => {
    const { id } = upstream.papers.at(-2)!;
    const whole = await pdf(id);
    const etag = whole.headers.get('etag')!;
    const bytes = Buffer.from(await whole.arrayBuffer());
    const rest = await pdf(id, { headers: { range: 'bytes=1000-', 'if-range': etag } });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(
      `bytes 1000-${bytes.length - 1}/${bytes.length}`,
    );
    expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(1000))).toBe(true);
    const changed = await pdf(id, { headers: { range: 'bytes=1000-', 'if-range': '"other"' } });
    expect(changed.status).toBe(200);
    expect((await changed.arrayBuffer()).byteLength).toBe(bytes.length);
    const past = await pdf(id, { headers: { range: `bytes=${bytes.length}-` } });
    expect(past.status).toBe(416);
  });

  test('[FILE-1] a suffix or a query is sent on to the plain address', async () => {
    const { id } = upstream.papers[5]!;
    for (const path of [`${id}.pdf`, `${id}?download=1`, `${id}v1.pdf`]) {
      const response = await pdf(path);
      expect(response.status, path).toBe(301);
      expect(response.headers.get('location')).toBe(`/pdf/${path.replace(/\.pdf|\?.*/, '')}`);
    }
  });

  test('[FILE-3] each version has its own file; one that does not exist is 404', async () => {
    const paper = upstream.papers.find((each) => each.versions.length === 2)!;
    const etags = await Promise.all(
      ['', 'v1', 'v2'].map(async (v) =>
        (await pdf(`${paper.id}${v}`, { method: 'HEAD' })).headers.get('etag'),
      ),
    );
    expect(etags[0]).toBe(etags[2]);
    expect(etags[1]).not.toBe(etags[2]);
    expect((await pdf(`${paper.id}v3`)).status).toBe(404);
    expect((await pdf('2601.99999')).status).toBe(404);
  });

  test('[LIST-10] a version that comes later is told, and has a file of its own', async () => {
    const paper = upstream.papers.findLast((each) => each.versions.length === 1)!;
    expect((await pdf(`${paper.id}v2`)).status).toBe(404);
    const versions = [...paper.versions, '2026-11-21'];
    expect(upstream.revise(paper.id, { versions, upvotes: 777 })).toMatchObject({ versions });
    const { xml } = await query({ id_list: paper.id });
    expect(idsIn(xml)).toEqual([`${paper.id}v2`]);
    expect(xml).toContain('<updated>2026-11-21T');
    expect((await pdf(`${paper.id}v2`, { method: 'HEAD' })).status).toBe(200);
    const day = paper.featuredOn.at(-1)!;
    expect(upstream.papersOn(day).find(({ id }) => id === paper.id)?.upvotes).toBe(777);
    expect(upstream.revise('2601.99999', { upvotes: 1 })).toBeNull();
  });

  test('[LIST-8] rejects a query that is malformed, as arXiv does', async () => {
    for (const search_query of ['all:"half', 'all:(a', 'submittedDate:[2026'])
      expect((await query({ search_query })).status).toBe(400);
    const classes = await query({ search_query: 'cat:cs.*', max_results: '3' });
    expect(idsIn(classes.xml)).toHaveLength(3);
  });

  test('[FILE-2] four papers have no PDF, HTML, half a file, nothing', async () => {
    const { roles } = upstream;
    expect(new Set(Object.values(roles)).size).toBe(4);
    expect((await pdf(roles.noPdf)).status).toBe(404);
    const html = await pdf(roles.htmlPdf);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await html.text()).toContain('<!DOCTYPE html>');
    const half = Buffer.from(await (await pdf(roles.truncatedPdf)).arrayBuffer());
    expect(half.subarray(0, 5).toString()).toBe('%PDF-');
    expect(half.subarray(-1024).toString('latin1')).not.toContain('%%EOF');
    expect((await (await pdf(roles.emptyPdf)).arrayBuffer()).byteLength).toBe(0);
    expect(upstream.papers.map((paper) => paper.id)).toEqual(
      expect.arrayContaining(Object.values(roles)),
    );
  });
});
