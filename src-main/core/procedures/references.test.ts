import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { type ImportReport, INCOMING_PIECE_BYTES } from '../../../src-shared/contract/index.ts';
import { lineAt, writePdf } from '../files/test-pdf.ts';
import { openTestCore } from '../test-core.ts';

let folder: string;
let opened: Awaited<ReturnType<typeof openTestCore>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-references-'));
  opened = await openTestCore(folder);
});

afterEach(async () => {
  await opened.core.close();
  rmSync(folder, { recursive: true, force: true });
});

async function take(name: string, content: Buffer | string, of?: string): Promise<ImportReport> {
  const bytes = Buffer.from(content as string);
  const { exchange } = opened.client;
  const begun = await exchange.begin({ name, bytes: bytes.length });
  if (!begun.ok) throw new Error(begun.reason);
  const { id } = begun;
  for (let offset = 0; offset < bytes.length; offset += INCOMING_PIECE_BYTES) {
    const data = bytes.subarray(offset, offset + INCOMING_PIECE_BYTES).toString('base64');
    await exchange.append({ id, offset, data });
  }
  return exchange.import({ id, ...(of && { of }) });
}

const counts = ({ papers, new: added, changed }: ImportReport) => [papers, added, changed];
const pdf = (text: string): Buffer => writePdf({ pages: [lineAt(72, 700, 18, text, 'F2')] });
const get = async (id: string) => (await opened.client.papers.get({ id })).paper!;

const BIB = `@misc{vaswani,
  title = {Attention {Is} All You Need}, author = {Vaswani, Ashish and Shazeer, Noam},
  eprint = {1706.03762}, archivePrefix = {arXiv}, year = {2017}, month = jun,
  keywords = {transformers, to read}, dateadded = {2020-03-04T05:06:07Z},
  annote = {Read this twice.}, groups = {Thesis},
  file = {Full Text:files/12/Vaswani.pdf:application/pdf},
}
@article{lecun, title = {Deep learning}, author = {LeCun, Yann}, journal = {Nature},
  doi = {10.1038/nature14539}, volume = 521, year = 2015, file = {:files/13/none.pdf:PDF}}
@article{broken, title = {
`;

describe('references that come in', () => {
  it('[XFER-2] become papers with tags, notes, collections and dates; twice changes nothing', async () => {
    const first = await take('library.bib', BIB);
    expect(first).toMatchObject({
      layout: 'bibtex',
      problems: [{ line: 10, reason: 'bad-entry' }],
    });
    expect(counts(first)).toEqual([2, 2, 0]);
    expect(first.attachments).toEqual([
      { path: 'files/12/Vaswani.pdf', paperId: 'arxiv:1706.03762', line: 1 },
      { path: 'files/13/none.pdf', paperId: first.ids[1], line: 8 },
    ]);
    expect(await get('1706.03762')).toMatchObject({
      ...{ title: 'Attention Is All You Need', authors: ['Ashish Vaswani', 'Noam Shazeer'] },
      ...{ tags: ['to read', 'transformers'], collections: ['Thesis'], publishedAt: '2017-06-01' },
      addedAt: Date.parse('2020-03-04T05:06:07Z'),
      origins: [{ source: 'import', name: 'library.bib' }],
    });
    const note = async () =>
      (await opened.client.notes.get({ key: 'arxiv:1706.03762' })).note.markdown;
    expect(await note()).toBe('Read this twice.');
    expect(counts(await take('library.bib', BIB))).toEqual([2, 0, 0]);
    expect(counts(await take('again.bib', BIB))).toEqual([2, 0, 0]);
    expect(await note()).toBe('Read this twice.');
    const { collections } = await opened.client.collections.list();
    expect(collections.map(({ name, papers }) => [name, papers])).toEqual([['Thesis', 1]]);
    expect(await opened.client.library.list({})).toHaveLength(2);
  });

  it('[XFER-2] are the papers that are known, by DOI, by title or by arXiv id', async () => {
    const [id] = (await take('a.bib', BIB)).ids.slice(1);
    const ris = `TY  - JOUR\nTI  - Deep Learning, by another name\nDO  - 10.1038/NATURE14539\nKW  - dl\nER  - \n
TY  - JOUR\nTI  - Attention is all you need!\nUR  - https://arxiv.org/abs/1706.03762v7\nER  - \n`;
    const report = await take('b.ris', ris);
    expect(report).toMatchObject({ layout: 'ris', ids: [id, 'arxiv:1706.03762'] });
    expect(counts(report)).toEqual([2, 0, 1]);
    expect((await get(id!)).tags).toEqual(['dl']);
    const csl = JSON.stringify([{ type: 'article', title: 'Attention Is All You Need' }]);
    expect(await take('c.json', csl)).toMatchObject({
      ...{ layout: 'csl-json', ids: ['arxiv:1706.03762'], new: 0 },
    });
  });

  it('[XFER-2] do not bring back a tag that was taken away', async () => {
    await take('a.bib', BIB);
    const ids = ['arxiv:1706.03762'];
    const patch = { tagsRemoved: ['to read'] };
    await opened.client.papers.updateMany({ mutationId: randomUUID(), ids, patch });
    expect(counts(await take('a.bib', BIB))).toEqual([2, 0, 0]);
    expect((await get(ids[0]!)).tags).toEqual(['transformers']);
  });

  it('[XFER-2] have the PDFs that are sent for them, once', async () => {
    const { attachments } = await take('a.bib', BIB);
    const { paperId } = attachments![0]!;
    const file = pdf('A Title That Says Something Else Altogether');
    expect(await take('Vaswani.pdf', file, paperId)).toMatchObject({
      ...{ layout: 'pdf', ids: [paperId], new: 0, problems: [] },
    });
    await take('Vaswani.pdf', file, paperId);
    expect((await get(paperId)).pdf).toMatchObject({ state: 'stored', pages: 1 });
    expect(await opened.client.library.list({})).toHaveLength(2);
    expect(await take('no.pdf', 'TY  - JOUR\nTI  - Sneaked in\nER  - \n', paperId)).toMatchObject({
      problems: [{ reason: 'not-pdf' }],
    });
  });

  it('[XFER-2] come with their PDFs in a ZIP, whose names lead nowhere else', async () => {
    const zip = new ZipFile();
    const bib = `${BIB.replace('@article{broken, title = {', '')}@misc{evil, title = {Outside of it all},
      file = {x:../../etc/passwd.pdf:application/pdf;y:/etc/hosts.pdf:application/pdf}}`;
    zip.addBuffer(Buffer.from(bib), 'My Library/My Library.bib');
    zip.addBuffer(pdf('A paper on attention'), 'My Library/files/12/Vaswani.pdf');
    zip.end();
    const packed = await buffer(zip.outputStream as unknown as NodeJS.ReadableStream as never);
    const report = await take('My Library.zip', packed);
    expect(report).toMatchObject({
      layout: 'zotero',
      problems: [
        { line: 8, reason: 'missing-file' },
        { line: 11, reason: 'missing-file' },
        { line: 11, reason: 'missing-file' },
      ],
    });
    expect(counts(report)).toEqual([3, 3, 0]);
    expect((await get('1706.03762')).pdf.state).toBe('stored');
    expect(counts(await take('My Library.zip', packed))).toEqual([3, 0, 0]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('[XFER-1] go out as they came in', async () => {
    const { ids } = await take('a.bib', BIB);
    const cited = await opened.client.exchange.cite({ ids, format: 'bibtex' });
    const text = cited.ok ? cited.references.map((reference) => reference.text).join('\n') : '';
    expect(text).toContain('@misc{vaswani2017attention,');
    expect(text).toContain('@article{lecun2015deep,');
    expect(text).toContain('journal = {Nature}');
    expect(counts(await take('out.bib', text))).toEqual([2, 0, 0]);
  });

  it('[PERF-7] 10,000 of them hold nobody up', async () => {
    const entries = Array.from(
      { length: 10_000 },
      (_, n) => `@article{k${n}, title = {Entry Number ${n} of a Long Library of Papers},
  author = {Author${n}, Ann and Other, Bob}, year = ${1990 + (n % 30)}, journal = {Journal ${n % 50}},
  doi = {10.1000/x${n}}, keywords = {tag${n % 20}, all}, groups = {Group ${n % 10}},
  abstract = {${'Words of an abstract. '.repeat(20)}}}\n`,
    ).join('');
    const begun = performance.now();
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const report = await take('long.bib', entries);
    clearInterval(timer);
    if (process.env.OFFPRINT_FIGURES)
      console.log('10,000 entries', Math.round(performance.now() - begun), 'ms, longest', longest);
    expect(counts(report)).toEqual([10_000, 10_000, 0]);
    // One task here takes some 20 ms; held up, it were seconds.
    expect(longest).toBeLessThan(2_000);
  }, 120_000);
});
