import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headingSteps, headingsOf } from './outline.ts';
import { type OutlineLine, outlineLines } from './outline-lines.ts';
import { buildPageText } from './page-text.ts';
import { compareNumbers, risingRow, sectionNumber } from './section-numbers.ts';
import { letter, type MadeLine, madeColumn, madeLine } from './testing.ts';
import { readPages } from './testing-files.ts';
import type { PageText } from './types.ts';

const BODY = 'The encoder maps a sequence of symbols to another one of the same length, and so on.';

type Line = Partial<MadeLine> & { readonly text: string; readonly font?: string };

/** A page of lines one below the other, each followed by a paragraph of body text. */
function page(index: number, lines: readonly Line[]): PageText {
  let y = 740;
  const glyphs = lines.flatMap(({ font = 'bold', size = 10, ...line }) => {
    y -= 2 * size;
    const own = madeLine({ x: 72, y, size, ...line });
    const body = madeColumn(BODY.split(' '), { x: 72, y: y - 20, width: 300 });
    y -= 44;
    return [...own.map((glyph) => ({ ...glyph, fontName: font })), ...body.flatMap(madeLine)];
  });
  return buildPageText(index, glyphs, letter);
}

const outline = (pages: readonly PageText[]) =>
  headingsOf(pages.flatMap(outlineLines)).map(({ title, level }) => `${level} ${title}`);

describe('[READ-3] the number before a heading', () => {
  test('is read in all its kinds', () => {
    expect(sectionNumber('3.2 Attention')).toEqual({ kind: 'arabic', parts: [3, 2] });
    expect(sectionNumber('1. Introduction')).toEqual({ kind: 'arabic', parts: [1] });
    expect(sectionNumber('Chapter 12')).toEqual({ kind: 'arabic', parts: [12] });
    expect(sectionNumber('XIV. RESULTS')).toEqual({ kind: 'roman', parts: [14] });
    expect(sectionNumber('B.1 Proofs')).toEqual({ kind: 'letter', parts: [2, 1] });
    expect(sectionNumber('Appendix C')).toEqual({ kind: 'letter', parts: [3] });
    for (const text of ['Introduction', '1998 was a year', '3.14159', 'In all', '10 %']) {
      expect(sectionNumber(text), text).toBeNull();
    }
  });

  test('rises along a document, and what breaks the row is left out', () => {
    const numbers = fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }), {
      maxLength: 12,
    });
    const property = fc.property(numbers, (all) => {
      const given = all.map((parts) => ({ kind: 'arabic' as const, parts }));
      const row = risingRow(
        given,
        (number) => number,
        () => 1,
      );
      for (const [i, number] of row.entries()) {
        expect(given).toContain(number);
        if (i > 0) expect(compareNumbers(row[i - 1]!, number)).toBeLessThan(0);
      }
      if (given.length > 0) expect(row.length).toBeGreaterThan(0);
    });
    fc.assert(property, { seed: 20261121, numRuns: 300 });
  });
});

describe('[READ-3] headings are made from a document’s text', () => {
  test('from numbers, with what is known by name, and no title', () => {
    const pages = [
      page(0, [
        { text: 'A Quiet Title', size: 18 },
        { text: 'Abstract' },
        { text: '1 Introduction', size: 12 },
      ]),
      page(1, [{ text: '2 Method', size: 12 }, { text: '2.1 Data' }, { text: '2.2 Training' }]),
      page(2, [
        { text: '3 Results', size: 12 },
        { text: 'References', size: 12 },
      ]),
    ];
    expect(outline(pages)).toEqual([
      '0 Abstract',
      '0 1 Introduction',
      '0 2 Method',
      '1 2.1 Data',
      '1 2.2 Training',
      '0 3 Results',
      '0 References',
    ]);
  });

  test('from Roman numbers in capitals of the body’s own font', () => {
    const plain = { font: 'made' };
    const pages = [
      page(0, [
        { text: 'I. INTRODUCTION', ...plain },
        { text: 'A. Scope', font: 'italic' },
      ]),
      page(1, [
        { text: 'II. METHODS', ...plain },
        { text: 'III. RESULTS', ...plain },
      ]),
    ];
    expect(outline(pages)).toEqual([
      '0 I. INTRODUCTION',
      '1 A. Scope',
      '0 II. METHODS',
      '0 III. RESULTS',
    ]);
  });

  test('by size where nothing is numbered', () => {
    const pages = [
      page(0, [
        { text: 'A Quiet Title', size: 20 },
        { text: 'Early Years', size: 14 },
      ]),
      page(1, [
        { text: 'At School', size: 12 },
        { text: 'Later Years', size: 14 },
      ]),
    ];
    expect(outline(pages)).toEqual(['0 Early Years', '1 At School', '0 Later Years']);
  });

  test('not from running heads, captions, contents, list items and references', () => {
    const head = { text: 'A QUIET TITLE 7', size: 12, font: 'caps' };
    const pages = [
      page(0, [
        head,
        { text: 'Contents', size: 12 },
        { text: '1 Introduction 2' },
        { text: '2 Method 3' },
      ]),
      page(1, [head, { text: '1 Introduction', size: 12 }, { text: 'Figure 1 A bold caption' }]),
      page(2, [head, { text: '2 Method', size: 12 }, { text: '1. An item of a list' }]),
      page(3, [head, { text: '3 Results', size: 12 }, { text: 'Table 2 Bold words' }]),
      page(4, [head, { text: 'References', size: 12 }, { text: 'Journal of Bold Names' }]),
    ];
    expect(outline(pages)).toEqual([
      '0 Contents',
      '0 1 Introduction',
      '0 2 Method',
      '0 3 Results',
      '0 References',
    ]);
  });

  test('where a heading has two lines, as one, with its place', () => {
    const lines = [
      { text: '1 Introduction', y: 700 },
      { text: '2 A heading that goes on', y: 640 },
      { text: 'over two lines', y: 626 },
      { text: '3 Results', y: 560 },
    ].map((line) =>
      madeLine({ x: 72, size: 12, ...line }).map((g) => ({ ...g, fontName: 'bold' })),
    );
    const body = [680, 600, 588, 540].map((y) => madeLine({ text: BODY, x: 72, y }));
    const text = buildPageText(0, [...lines, ...body].flat(), letter);
    const [, second] = headingsOf(outlineLines(text));
    expect(second?.title).toBe('2 A heading that goes on over two lines');
    expect(text.text.slice(second!.offset)).toMatch(/^2 A heading/);
    expect(second?.top).toBeCloseTo(640 + 0.75 * 12, 1);
  });

  test('nothing from nothing', () => {
    expect(headingsOf([])).toEqual([]);
    expect(outline([buildPageText(0, madeLine({ text: 'Words', x: 72, y: 700 }), letter)])).toEqual(
      [],
    );
  });

  test('[PERF-7] of a long document in steps that each look at few lines', () => {
    const text = buildPageText(0, madeLine({ text: 'Words', x: 72, y: 700 }), letter);
    let looked = 0;
    const line = outlineLines(text)[0]!;
    const lines = Array.from({ length: 10_000 }, (_, at) => ({
      ...line,
      page: Math.floor(at / 50),
      get text() {
        looked++;
        return `${line.text} ${at}`;
      },
    }));
    const steps = headingSteps(lines);
    let most = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) {
      most = Math.max(most, looked);
      looked = 0;
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(10_000);
  });
});

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');

async function linesOf(file: string, count: number): Promise<OutlineLine[]> {
  const pages = await readPages(new Uint8Array(readFileSync(path.join(folder, file))), count);
  return pages.flatMap(({ text }) => outlineLines(text));
}

/** Real papers, how many headings each has at least, and some of them. */
const PAPERS: readonly (readonly [string, number, readonly string[]])[] = [
  [
    'labml__1706.03762.pdf',
    25,
    ['0 Abstract', '0 1 Introduction', '2 3.2.1 Scaled Dot-Product Attention', '0 References'],
  ],
  [
    'labml__resnet.pdf',
    16,
    ['0 4. Experiments', '1 4.1. ImageNet Classification', '0 C. ImageNet Localization'],
  ],
  ['pdfjs__tracemonkey.pdf', 26, ['0 1. Introduction', '1 6.6 Correctness', '0 10. Future Work']],
  ['refextract__1503.07589v1.pdf', 5, ['0 Abstract', '0 Acknowledgments', '0 References']],
];

describe('[READ-3] headings of real papers', () => {
  for (const [file, least, some] of PAPERS) {
    test.skipIf(!existsSync(path.join(folder, file)))(`are found in ${file}`, async () => {
      const headings = headingsOf(await linesOf(file, 18));
      const named = headings.map(({ title, level }) => `${level} ${title}`);
      expect(named.length).toBeGreaterThanOrEqual(least);
      expect(named.length).toBeLessThanOrEqual(least + 3);
      expect(named).toEqual(expect.arrayContaining([...some]));
    });
  }
});
