import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { createAnchor, resolvePageAnchor } from './anchors.ts';
import { glyphsFromOperators, type OperatorListLike } from './glyphs.ts';
import { buildPageText } from './page-text.ts';
import { quadsOf } from './quads.ts';
import { madePaper } from './testing.ts';
import type { PageText, Rect } from './types.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');
const papers = ['pdfjs__tracemonkey.pdf', 'refextract__1805.05865.pdf', 'labml__resnet.pdf'];
const seed = { seed: 20260613 };

/** The same operators with every shown text cut in two at some of its glyphs. */
function cut({ fnArray, argsArray }: OperatorListLike, every: number): OperatorListLike {
  const [fns, args]: [number[], unknown[]] = [[], []];
  let count = 0;
  for (let i = 0; i < fnArray.length; i++) {
    const shown = (argsArray[i] as ArrayLike<unknown> | null)?.[0];
    if (fnArray[i] !== OPS.showText || !Array.isArray(shown)) {
      fns.push(fnArray[i]!);
      args.push(argsArray[i]);
      continue;
    }
    let piece: unknown[] = [];
    const flush = () => {
      fns.push(OPS.showText);
      args.push([piece]);
      piece = [];
    };
    for (const item of shown) {
      piece.push(item);
      if (++count % every === 0) flush();
    }
    flush();
  }
  return { fnArray: fns, argsArray: args };
}

async function firstPage(file: string) {
  const task = getDocument({
    data: new Uint8Array(readFileSync(path.join(folder, file))),
    verbosity: 0,
    maxImageSize: 1,
  });
  const page = await (await task.promise).getPage(1);
  const operators = await page.getOperatorList({ annotationMode: 0 });
  const { styles } = await page.getTextContent();
  const fonts = new Map<string, never>();
  operators.fnArray.forEach((fn: number, i: number) => {
    const name = String(operators.argsArray[i]?.[0]);
    if (fn === OPS.setFont) fonts.set(name, page.commonObjs.get(name) as never);
  });
  const view = page.view as unknown as Rect;
  const textOf = (list: OperatorListLike): PageText => {
    const source = { operators: list, ops: OPS, styles, fontOf: (name: string) => fonts.get(name) };
    return buildPageText(0, glyphsFromOperators(source), view);
  };
  return { operators, textOf, close: () => task.destroy() };
}

describe('independence of how a text is cut', () => {
  it.skipIf(!existsSync(folder)).each(papers)(
    '[MARK-2] %s reads the same in other pieces',
    async (file) => {
      const { operators, textOf, close } = await firstPage(file);
      const whole = textOf(operators);
      expect(whole.text.length).toBeGreaterThan(1000);
      for (const every of [1, 2, 7]) {
        const again = textOf(cut(operators, every));
        expect(again.text).toBe(whole.text);
        expect(quadsOf(again, 0, again.text.length)).toEqual(quadsOf(whole, 0, whole.text.length));
      }
      await close();
    },
  );

  it('[MARK-2] every range of a page quotes itself, on rectangles of just its characters', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeinorst'), minLength: 2, maxLength: 8 });
    const words = fc.array(word, { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (list, a, b) => {
        const { page } = madePaper(list);
        const places = [a % page.text.length, b % page.text.length].sort((x, y) => x - y);
        const [start, end] = places as [number, number];
        const point = (offset: number) => ({ page: 0, offset });
        const anchor = createAnchor(() => page, { start: point(start), end: point(end) });
        if (!anchor) return;
        const [part] = anchor.pages;
        const found = resolvePageAnchor(part!, page)!;
        expect([found.start, found.end]).toEqual([part!.start, part!.start + part!.exact.length]);
        expect(page.text.slice(start, end).trim()).toBe(part!.exact);
        const inside = (x: number, y: number) =>
          part!.quads.some((q) => x > q[0] && x < q[2] && y < q[1] && y > q[5]);
        page.glyphs.forEach((glyph, i) => {
          const offset = page.offsetOf[i]!;
          if (offset < 0 || page.text[offset] === ' ') return;
          const x = (glyph.x0 + glyph.x1) / 2;
          const y = glyph.y0 + 0.2 * glyph.size;
          expect(inside(x, y)).toBe(offset >= found.start && offset < found.end);
        });
      }),
      { ...seed, numRuns: 60 },
    );
  });
});
