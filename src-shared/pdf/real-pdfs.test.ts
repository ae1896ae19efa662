import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnchor, resolvePageAnchor } from './anchors.ts';
import { applyMatrix, boundsOf, viewportMatrix, viewportSize } from './geometry.ts';
import { buildPageText } from './page-text.ts';
import { quadsOf } from './quads.ts';
import { type ReadPage, readPages } from './testing-files.ts';
import type { Glyph } from './types.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.pdf')) : [];
const seed = { seed: 20260613 };

const pagesOf = (file: string, count: number): Promise<ReadPage[]> =>
  readPages(new Uint8Array(readFileSync(path.join(folder, file))), count);

function checkAnchors({ text }: ReadPage, numRuns: number): void {
  const offset = fc.nat(text.text.length);
  fc.assert(
    fc.property(offset, offset, (a, b) => {
      const range = { start: Math.min(a, b), end: Math.max(a, b) };
      const place = (at: number) => ({ page: text.pageIndex, offset: at });
      const anchor = createAnchor(() => text, { start: place(range.start), end: place(range.end) });
      const quoted = text.text.slice(range.start, range.end).trim();
      expect(anchor?.pages[0]?.exact ?? '').toBe(quoted);
      if (!anchor) return;
      const found = resolvePageAnchor(anchor.pages[0]!, text)!;
      expect(text.text.slice(found.start, found.end)).toBe(quoted);
      expect(found.start).toBe(anchor.pages[0]!.start);
    }),
    { ...seed, numRuns },
  );
}

/** Of ranges' visible glyphs: how many there are, not covered, and of others covered. */
function coverOf({ text }: ReadPage, numRuns: number) {
  const counts = { meant: 0, missed: 0, strange: 0 };
  const offset = fc.nat(text.text.length);
  fc.assert(
    fc.property(offset, offset, (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const boxes = quadsOf(text, start, end).map((quad) => boundsOf([quad]));
      text.glyphs.forEach((glyph, i) => {
        const at = text.offsetOf[i]!;
        if (at < 0 || glyph.unicode.trim() === '') return;
        const x = (glyph.x0 + glyph.x1) / 2 + 0.2 * glyph.upX;
        const y = (glyph.y0 + glyph.y1) / 2 + 0.2 * glyph.upY;
        const covered = boxes.some((box) => x > box[0] && x < box[2] && y > box[1] && y < box[3]);
        const meant = at >= start && at < end;
        // Of a ligature at the end its part is covered.
        const isWhole = end - at >= glyph.unicode.normalize('NFKC').length;
        if (meant) counts.meant++;
        if (meant && isWhole && !covered) counts.missed++;
        if (!meant && covered) counts.strange++;
      });
    }),
    { ...seed, numRuns },
  );
  return counts;
}

function checkQuads({ text, view }: ReadPage): void {
  const quads = quadsOf(text, 0, text.text.length);
  expect(quads).toHaveLength(text.lines.length);
  if (quads.length === 0) return;
  const [x1, y1, x2, y2] = boundsOf(quads);
  const margin = 40;
  expect(x1).toBeGreaterThan(view[0] - margin);
  expect(y1).toBeGreaterThan(view[1] - margin);
  expect(x2).toBeLessThan(view[2] + margin);
  expect(y2).toBeLessThan(view[3] + margin);
}

function inOrder(text: string, phrases: readonly string[]): void {
  const places = phrases.map((phrase) => text.indexOf(phrase));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}

describe.skipIf(files.length === 0)('real PDFs', () => {
  it.each(files)(
    '[READ-7] %s is read in bounded time, every range with its own words and rectangles',
    async (file) => {
      for (const page of await pagesOf(file, 4)) {
        const start = performance.now();
        buildPageText(page.text.pageIndex, page.glyphs, page.view);
        expect(performance.now() - start).toBeLessThan(2_000);
        expect(page.text.glyphAt).toHaveLength(page.text.text.length);
        checkAnchors(page, 12);
        checkQuads(page);
        const { meant, missed, strange } = coverOf(page, 12);
        expect(missed).toBe(0);
        // Some files draw letters over each other; the damaged one whole lines.
        if (!file.includes('fuzzed')) expect(strange).toBeLessThanOrEqual(0.03 * meant);
      }
    },
  );

  it('[READ-7] reads something of almost every file', async () => {
    const read = await Promise.all(files.map((file) => pagesOf(file, 1)));
    const withText = read.filter(([page]) => (page?.text.text.length ?? 0) > 4);
    expect(withText.length).toBeGreaterThan(0.75 * files.length);
  });

  it('[READ-6] reads papers with two columns in their order', async () => {
    const [first] = await pagesOf('pdfjs__tracemonkey.pdf', 1);
    inOrder(first!.text.text, [
      'Trace-based Just-in-Time Type Specialization for Dynamic Languages',
      'Andreas Gal',
      'Abstract\nDynamic languages such as JavaScript are more difficult to compile than',
      'Dynamic languages such as JavaScript, Python, and Ruby, are popular',
      'Permission to make digital or hard copies',
      'applications such as Google Mail, Google Docs and Zimbra Collaboration Suite',
    ]);
    const [resnet] = await pagesOf('labml__resnet.pdf', 1);
    inOrder(resnet!.text.text, [
      'Deep Residual Learning for Image Recognition',
      'Kaiming He Xiangyu Zhang',
      'explicitly reformulate the layers as learning residual functions',
      '1. Introduction',
      'http://image-net.org/challenges/LSVRC/2015/',
      'Figure 1. Training error (left)',
      'greatly benefited from very deep models.',
      'unable to find solutions that',
      'arXiv:1512.03385v1 [cs.CV] 10 Dec 2015',
    ]);
  });

  it('[READ-6] reads bitmap fonts with their words whole', async () => {
    const [page] = await pagesOf('pwl__okapi-at-trec3.pdf', 1);
    expect(page!.text.text).toContain('comprising closely integrated search engine and interface');
  });

  it('[READ-7] reads Arabic from right to left', async () => {
    const [page] = await pagesOf('docling__right_to_left_01.pdf', 1);
    expect(page!.text.text).toContain('تحسين الإنتاجية وحل المشكلات من خلال البرمجة بلغة R');
  });

  it('[MARK-2] finds its words again when the same glyphs come in other pieces', async () => {
    const [, page] = await pagesOf('pdfjs__tracemonkey.pdf', 2);
    const again = buildPageText(1, [...page!.glyphs].sort(byPlace), page!.view);
    const { text } = page!.text;
    fc.assert(
      fc.property(fc.nat(text.length), fc.integer({ min: 10, max: 200 }), (offset, length) => {
        const start = { page: 1, offset };
        const end = { page: 1, offset: Math.min(text.length, offset + length) };
        const anchor = createAnchor(() => page!.text, { start, end })?.pages[0];
        if (!anchor) return;
        const found = resolvePageAnchor(anchor, again);
        expect(found && again.text.slice(found.start, found.end)).toBe(anchor.exact);
        expect(quadsOf(again, found!.start, found!.end)).toEqual(anchor.quads);
      }),
      { ...seed, numRuns: 60 },
    );
  });

  it('[MARK-2] lies on the page at every turn', async () => {
    for (const page of await pagesOf('pdfjs__rotation.pdf', 2)) {
      const quads = quadsOf(page.text, 0, page.text.text.length);
      for (const rotation of [0, 90, 180, 270] as const) {
        const viewport = { view: page.view, rotation, scale: 1.5 };
        const { width, height } = viewportSize(viewport);
        const [x, y] = boundsOf(quads);
        const p = applyMatrix(viewportMatrix(viewport), { x, y });
        expect(p.x > 0 && p.x < width && p.y > 0 && p.y < height).toBe(true);
      }
    }
  });
});

/** As a program would draw them that goes over the page from left to right. */
function byPlace(a: Glyph, b: Glyph): number {
  return a.x0 - b.x0;
}
