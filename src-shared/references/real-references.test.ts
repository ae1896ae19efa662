import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import {
  buildPageText,
  type PageText,
  passageAt,
  type Rect,
  readPageGlyphs,
} from '../pdf/index.ts';
import { openPdf } from '../pdf/testing-files.ts';
import { parseReference } from './parse-reference.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');

type Cited = { readonly words: string; readonly text: string };

/** The entries that the first citations of a paper lead to, each with the citation's own words. */
async function citationsOf(file: string, pages: number): Promise<Cited[]> {
  const task = openPdf(new Uint8Array(readFileSync(path.join(folder, file))));
  const pdf = await task.promise;
  const texts = new Map<number, Promise<PageText>>();
  const textOf = (index: number): Promise<PageText> => {
    const known = texts.get(index) ?? read(index);
    texts.set(index, known);
    return known;
  };
  const read = async (index: number): Promise<PageText> => {
    const page = await pdf.getPage(index + 1);
    return buildPageText(index, await readPageGlyphs(page, OPS), page.view as unknown as Rect);
  };
  const cited: Cited[] = [];
  for (let index = 0; index < pages; index++) {
    const page = await pdf.getPage(index + 1);
    for (const { dest, rect } of await page.getAnnotations()) {
      if (typeof dest !== 'string' || !dest.startsWith('cite.')) continue;
      const place = await pdf.getDestination(dest);
      if (!place) continue;
      const target = await textOf(await pdf.getPageIndex(place[0]));
      const text = passageAt(target, place[3], place[2])?.text ?? '';
      cited.push({ words: wordsIn(await textOf(index), rect), text });
    }
  }
  await task.destroy();
  return cited;
}

function wordsIn({ text, glyphs, glyphAt }: PageText, [x1, y1, x2, y2]: Rect): string {
  const isIn = (at: number): boolean => {
    const glyph = glyphs[glyphAt[at]!];
    const [x, y] = glyph ? [(glyph.x0 + glyph.x1) / 2, glyph.y0 + glyph.upY / 4] : [-1, -1];
    return x >= x1 && x <= x2 && y >= y1 && y <= y2;
  };
  return [...text].filter((_, at) => isIn(at)).join('');
}

describe.skipIf(!existsSync(folder))('references of real papers', () => {
  test.each([
    ['labml__1706.03762.pdf', 4],
    ['labml__resnet.pdf', 2],
    ['refextract__2303.03819.pdf', 2],
  ])('[READ-4] citations of %s lead to the entries of their numbers', async (file, pages) => {
    const cited = await citationsOf(file, pages);
    expect(cited.length).toBeGreaterThan(10);
    for (const { words, text } of cited) {
      expect(text).toMatch(new RegExp(`^\\[${words.replace(/\D/g, '')}\\]`));
    }
  });

  test.each([
    ['labml__1706.03762.pdf', 4, 1],
    ['labml__resnet.pdf', 2, 1],
    ['labml__2204.02311.pdf', 4, 0.9],
    ['refextract__2303.03819.pdf', 2, 0.8],
  ])('[READ-4] entries of %s have titles, authors and years', async (file, pages, share) => {
    const entries = [...new Set((await citationsOf(file, pages)).map(({ text }) => text))];
    const read = entries.map(parseReference);
    const whole = read.filter(({ title, authors, year }) => title && authors.length > 0 && year);
    expect(whole.length / read.length).toBeGreaterThanOrEqual(share);
    for (const { title } of whole) expect(title).not.toMatch(/^in |arxiv|\d{4}$/i);
  });
});
