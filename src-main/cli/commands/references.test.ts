import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindResult } from '../../../src-shared/contract/index.ts';
import { pdfWith } from '../../../src-shared/pdf/tiny-pdf.ts';
import { openSession } from '../open-session.ts';
import { runTest, testPaper } from '../test-core.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const data = (): string[] => ['--data-dir', join(folder, 'library')];
const offprint = (...argv: string[]) =>
  runTest([...argv, ...data()], {
    reach: { openSession: (options) => openSession(options, { version: '0.1.0', patience: 0 }) },
  });

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

const BIB = `@misc{vaswani, title = {Attention Is All You Need}, author = {Vaswani, Ashish},
  eprint = {1706.03762}, archivePrefix = {arXiv}, year = {2017}, groups = {Thesis},
  file = {Full Text:files/12/x.pdf:application/pdf}}
@misc{other, title = {Another Paper of Nobody}, file = {:files/13/none.pdf:PDF}}
`;

describe('references on the command line', () => {
  it('[XFER-2] a folder of Zotero brings its PDFs, twice changes nothing; [XFER-1] it goes out again', async () => {
    await put('export/library.bib', BIB);
    await put(
      'export/files/12/x.pdf',
      Buffer.from(pdfWith({ content: 'BT /F1 18 Tf 72 700 Td (Something Else) Tj ET' })),
    );
    const first = await offprint('import', join(folder, 'export'), '--json');
    const [bib, ...rest] = JSON.parse(first.stdout).files;
    expect(rest).toEqual([]);
    expect(bib).toMatchObject({
      ...{ layout: 'bibtex', papers: 2, new: 2, changed: 0 },
      problems: [{ line: 4, reason: 'missing-file' }],
    });
    expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('line 4: the PDF') });
    const again = await offprint('import', join(folder, 'export'), '--json');
    expect(JSON.parse(again.stdout).files[0]).toMatchObject({ new: 0, changed: 0 });
    const listed = await offprint('list', '--collection', 'Thesis', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { arxivId: '1706.03762', pdf: { state: 'stored' } },
    ]);
    const out = join(folder, 'out.bib');
    const exported = await offprint('export', 'bibtex', '--out', out);
    expect(exported).toMatchObject({ code: 0, stdout: `Wrote ${out}: references to 2 papers.\n` });
    expect(await readFile(out, 'utf8')).toContain('@misc{vaswani2017attention,');
    expect(await readdir(folder)).not.toContain('out.bib.part');
    const csl = await offprint('export', 'csl-json', '--collection', 'Thesis');
    expect(JSON.parse(csl.stdout)).toMatchObject([{ id: 'vaswani2017attention' }]);
    const ieee = await offprint('export', 'formatted', '--style', 'ieee', '--ids', '1706.03762');
    expect(ieee.stdout).toMatch(/^\[1\] A\. Vaswani, “Attention Is All You Need,”/);
    const none = await offprint('export', 'formatted', '--style', 'none', '--out', out);
    expect(none).toMatchObject({ code: 1, stderr: 'offprint: There is no such style here.\n' });
    expect(await readFile(out, 'utf8')).toContain('@misc{vaswani2017attention,');
  });

  it('[CLI-2] an archive takes no choice of papers, and a format must be one', async () => {
    expect((await runTest(['export', 'archive', '--query', 'x'])).code).toBe(2);
    expect((await runTest(['export', 'word'])).code).toBe(2);
    expect((await runTest(['export', 'ris', '--json'])).code).toBe(1);
  });
});

const FOUND: FindResult = {
  ...{ problems: [], corrected: [{ from: 'atention', to: 'attention' }], total: 7 },
  hits: [
    {
      ...{ where: 'pdf', page: 3, score: 2.5, title: null, words: ['attention'] },
      snippet: [
        { text: 'pays ', marked: false },
        { text: 'attention', marked: true },
      ],
      paper: toPaper(),
    },
  ],
};

function toPaper() {
  const { id, arxivId, title, abstract, authors, authorCount, organization, publishedAt, ...rest } =
    testPaper();
  const { featuredOn, upvotes, comments, status, starred, tags, collections, pdf } = rest;
  const said = { id, arxivId, title, abstract, authors, authorCount, organization, publishedAt };
  return { ...said, featuredOn, upvotes, comments, status, starred, tags, collections, pdf };
}

describe('search', () => {
  it('[CLI-4] prints papers with where they met the query', async () => {
    const asked: unknown[] = [];
    const answers = {
      find: (request: unknown) => {
        asked.push(request);
        return FOUND;
      },
    };
    const json = await runTest(['search', 'atention', 'span', '--limit', '5', '--json'], {
      answers,
    });
    expect(asked).toEqual([{ query: 'atention span', limit: 5, offset: 0 }]);
    expect(JSON.parse(json.stdout)).toEqual([
      { paper: toPaper(), where: 'pdf', snippet: 'pays attention', page: 3, score: 2.5 },
    ]);
    const human = await runTest(['search', 'atention'], { answers });
    expect(human.stdout).toContain('Searched for “attention” as well as “atention”.');
    expect(human.stdout).toContain('PDF, page 4');
    expect(human.stdout).toContain('1 of 7 papers.');
  });

  it('[CLI-2] a query that makes no sense is wrong usage, and is shown where', async () => {
    const query = `${'a '.repeat(60)}词 year:abc more`;
    const start = query.indexOf('abc');
    const problems = [{ reason: 'bad-year' as const, start, end: start + 3, text: 'abc' }];
    const answers = { find: () => ({ problems, corrected: [], total: 0, hits: [] }) };
    const ran = await runTest(['search', query], { answers });
    expect(ran).toMatchObject({ code: 2, stdout: '', closed: 1 });
    const [sentence, line, carets] = ran.stderr.split('\n') as [string, string, string];
    expect(sentence).toBe('error: The query makes no sense: “abc” is no year.');
    // The Chinese sign takes two cells.
    expect(carets.indexOf('^')).toBe(line.indexOf('abc') + 1);
    expect(carets.trim()).toBe('^^^');
    const json = await runTest(['search', query, '--json'], { answers });
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { reason: 'bad-query' } });
    const shared = await runTest(['search', query, '--json'], { answers, shared: true });
    expect(shared).toEqual(json);
    expect((await runTest(['search', 'x'.repeat(10_001)])).code).toBe(2);
    expect((await runTest(['export', 'ris', '--query', query], { answers })).code).toBe(2);
  });
});
