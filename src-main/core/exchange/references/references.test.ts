import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPaperSink, Papers } from '../../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../../library/test-library.ts';
import { NOTHING_SAID, type UpstreamPaper } from '../../listings/index.ts';
import { References } from './references.ts';
import { readStyles, STYLE_FOLDER } from './style-folder.ts';

let library: TestLibrary;
let references: References;

beforeEach(async () => {
  library = await openTestLibrary();
  const queue = { pending: () => undefined, isPinned: () => false };
  const papers = new Papers(library.mutations, library.views, queue);
  references = new References({
    ...{ dataDir: library.folder, mutations: library.mutations },
    resolve: (id) => papers.resolve(id),
    defaultStyle: async () => 'apa',
  });
});

afterEach(async () => {
  await references.close();
  await library.close();
});

const paper = (n: number, over: Partial<UpstreamPaper> = {}): UpstreamPaper => ({
  ...NOTHING_SAID,
  arxivId: `2601.${String(n).padStart(5, '0')}`,
  title: `Paper Number ${n} of Many`,
  authors: [`Ann Author${n % 300}`, 'Bob Other'],
  publishedAt: '2026-01-02',
  source: 'arxiv',
  ...over,
});
const idOf = (n: number): string => `arxiv:${paper(n).arxivId}`;
const fill = async (papers: readonly UpstreamPaper[]): Promise<void> =>
  void (await createPaperSink(library.mutations).merge({ papers, at: 0 }));

describe('References', () => {
  it('[XFER-1] cites papers in the order asked for, and leaves out who is unknown', async () => {
    await fill([paper(1), paper(2)]);
    const ids = [idOf(2), 'arxiv:9999.99999', idOf(1)];
    for (const format of ['bibtex', 'biblatex', 'csl-json', 'ris', 'formatted'] as const) {
      const result = await references.cite({ ids, format });
      expect(result.ok && result.references.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    }
    const [first] = await cited([idOf(1)], 'csl-json');
    expect(JSON.parse(first!)).toMatchObject({
      id: 'author12026paper',
      DOI: '10.48550/arXiv.2601.00001',
    });
    expect(await cited([idOf(1)], 'formatted')).toEqual([
      'Author1, A., & Other, B. (2026). Paper Number 1 of Many (arXiv:2601.00001). arXiv. https://doi.org/10.48550/arXiv.2601.00001',
    ]);
  });

  it('[XFER-1] takes a style of the user, puts it first where asked, and keeps it', async () => {
    await fill([paper(1)]);
    const [apa] = await readStyles(library.folder);
    const csl = apa!.csl
      .replaceAll('offprint.invalid/csl/apa', 'example.org/styles/../my_Style')
      .replace('prefix="https://doi.org/"', 'prefix="DOI "');
    expect(await references.addStyle('<style')).toEqual({ ok: false, reason: 'bad-style' });
    const added = await references.addStyle(csl);
    expect(added).toMatchObject({ ok: true, style: { id: 'my-style' } });
    expect(readdirSync(join(library.folder, STYLE_FOLDER))).toEqual(['my-style.csl']);
    expect((await references.styles()).map(({ id }) => id)).toEqual([
      ...['apa', 'ieee', 'chicago', 'acm', 'plain', 'my-style'],
    ]);
    const result = await references.cite({
      ids: [idOf(1)],
      format: 'formatted',
      style: 'my-style',
    });
    expect(result.ok && result.references[0]!.text).toContain('DOI 10.48550');
    expect(await references.cite({ ids: [idOf(1)], format: 'formatted', style: '../x' })).toEqual({
      ok: false,
      reason: 'unknown-style',
    });
  });

  it('[PERF-7] cites a thousand papers without holding others up', async () => {
    const papers = Array.from({ length: 1_000 }, (_, n) => paper(n));
    await fill(papers);
    const ids = papers.map((_, n) => idOf(n));
    const ticks: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      ticks.push(performance.now() - last);
      last = performance.now();
    }, 5);
    for (const format of ['bibtex', 'ris', 'csl-json', 'formatted'] as const) {
      const begun = performance.now();
      expect((await cited(ids, format)).length).toBe(1_000);
      if (process.env.OFFPRINT_FIGURES) console.log(format, Math.round(performance.now() - begun));
    }
    clearInterval(timer);
    if (process.env.OFFPRINT_FIGURES) console.log('longest task', Math.max(...ticks));
    // One task takes some 10 ms here; all at once it were seconds.
    expect(Math.max(...ticks)).toBeLessThan(1_000);
  });
});

async function cited(
  ids: readonly string[],
  format: 'bibtex' | 'ris' | 'csl-json' | 'formatted',
): Promise<string[]> {
  const result = await references.cite({ ids, format });
  if (!result.ok) throw new Error(result.reason);
  return result.references.map(({ text }) => text);
}
