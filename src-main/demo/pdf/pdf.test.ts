import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { makeCorpus } from '../corpus/corpus.ts';
import { arxivStamp, demoPaperText, hasOutline, knownSentence, makeDemoPdf } from './index.ts';
import { breakLines, hyphenPoints } from './line-breaking.ts';
import { wordsOf } from './runs.ts';

const corpus = makeCorpus(7, '2026-11-20', 30);
const paper = corpus.papersOn('2026-11-18')[3]!;

async function open(bytes: Buffer) {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
}

type Document = Awaited<ReturnType<typeof open>>;

async function pageText(document: Document, number: number): Promise<string> {
  const content = await (await document.getPage(number)).getTextContent();
  return content.items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('');
}

/** Line ends joined, and hyphens at them taken out. */
function joined(text: string): string {
  return text.replace(/-\n/g, '').replace(/\s+/g, ' ');
}

describe('made-up PDFs', () => {
  test('[START-4] a paper has 8 to 20 Letter pages with title, stamp and text', async () => {
    const document = await open(makeDemoPdf(7, paper, 1));
    expect(document.numPages).toBeGreaterThanOrEqual(8);
    expect(document.numPages).toBeLessThanOrEqual(20);
    expect((await document.getPage(1)).view).toEqual([0, 0, 612, 792]);
    const first = joined(await pageText(document, 1));
    expect(first).toContain(arxivStamp(paper, 1));
    expect(first).toContain(paper.title.split(' ').slice(0, 3).join(' '));
    const { info } = (await document.getMetadata()) as {
      info: { Title?: string; Author?: string };
    };
    expect(info.Title).toBe(paper.title);
    expect(info.Author).toBe(paper.authors.join(', '));
  });

  test('[START-4] the known sentence runs over lines on page 1 or 2', async () => {
    for (const each of corpus.papersOn('2026-11-17').slice(0, 6)) {
      const document = await open(makeDemoPdf(7, each, 1));
      const raw = `${await pageText(document, 1)}\n${await pageText(document, 2)}`;
      const sentence = knownSentence(7, each);
      expect(raw).not.toContain(sentence);
      // A compound broken at its own hyphen loses it when lines are joined.
      expect(joined(raw).replaceAll('-', '')).toContain(sentence.replaceAll('-', ''));
    }
  });

  test('[START-4] citations lead to references, and addresses out', async () => {
    const document = await open(makeDemoPdf(7, paper, 1));
    const kinds = { inside: 0, outside: 0 };
    for (let number = 1; number <= document.numPages; number++) {
      for (const link of await (await document.getPage(number)).getAnnotations()) {
        expect(link.subtype).toBe('Link');
        if (link.url) kinds.outside += 1;
        else {
          kinds.inside += 1;
          expect(await document.getDestination(link.dest), link.dest).not.toBeNull();
        }
      }
    }
    expect(kinds.inside).toBeGreaterThan(40);
    expect(kinds.outside).toBeGreaterThan(0);
  });

  test('[START-4] the outline names every section and leads to it; some papers have none', async () => {
    const papers = corpus.papers();
    const withOutline = papers.find(hasOutline)!;
    const without = papers.find((each) => !hasOutline(each))!;
    const document = await open(makeDemoPdf(7, withOutline, 1));
    const outline = await document.getOutline();
    const titles = outline.flatMap((item) => [
      item.title,
      ...item.items.map((below) => below.title),
    ]);
    const sections = demoPaperText(7, withOutline, 1).sections.map(
      (s) => `${s.number} ${s.heading}`,
    );
    expect(titles.filter((title) => title !== 'References')).toEqual(sections);
    for (const item of outline)
      expect(await document.getDestination(item.dest as string)).not.toBeNull();
    expect(await (await open(makeDemoPdf(7, without, 1))).getOutline()).toBeNull();
  });

  test('[FILE-3] the same seed, paper and version give the same bytes, another version others', () => {
    const other = makeCorpus(7, '2026-11-19', 12).paper(paper.id)!;
    expect(makeDemoPdf(7, other, 1).equals(makeDemoPdf(7, paper, 1))).toBe(true);
    const revised = corpus.papers().find((each) => each.versions.length === 2)!;
    expect(makeDemoPdf(7, revised, 2).equals(makeDemoPdf(7, revised, 1))).toBe(false);
    expect(demoPaperText(7, revised, 2).knownSentence).toBe(
      demoPaperText(7, revised, 1).knownSentence,
    );
  });

  test('[FILE-2] the file begins and ends as a PDF, with a size in the usual range', () => {
    for (const each of corpus.papersOn('2026-11-16').slice(0, 8)) {
      const bytes = makeDemoPdf(7, each, 1);
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.subarray(-6).toString()).toBe('%%EOF\n');
      expect(bytes.length).toBeGreaterThan(60_000);
      expect(bytes.length).toBeLessThan(500_000);
    }
  });

  test('[START-4] every line but the last of a paragraph ends at the margin', () => {
    const style = { font: 'Times-Roman', italic: 'Times-Italic', size: 10 } as const;
    const text = demoPaperText(7, paper).sections.flatMap((section) => section.blocks);
    for (const block of text) {
      if (block.kind !== 'paragraph') continue;
      const words = wordsOf(block.sentences.join(' '), style);
      const lines = breakLines(words, { width: 240, font: 'Times-Roman', size: 10, justify: true });
      for (const line of lines.slice(0, -1)) {
        const spaces = line.runs.reduce((sum, run) => sum + run.text.split(' ').length - 1, 0);
        expect(line.width + spaces * line.wordSpacing).toBeCloseTo(240, 5);
      }
      const printed = lines.flatMap((line) => line.runs.map((run) => run.text)).join('');
      expect(printed.length).toBeGreaterThan(0);
    }
  });

  test('[START-4] words are divided between consonants, never near their ends', () => {
    expect(hyphenPoints('vocabulary')).toEqual([]);
    expect(hyphenPoints('convergence').map((at) => 'convergence'.slice(0, at))).toEqual([
      'con',
      'conver',
    ]);
    expect(hyphenPoints('short')).toEqual([]);
  });
});
