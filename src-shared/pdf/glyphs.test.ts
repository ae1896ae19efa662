import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { type FontLike, glyphsFromOperators, readPageGlyphs } from './glyphs.ts';
import { pdfWith, type TinyPdf } from './tiny-pdf.ts';
import type { Glyph } from './types.ts';

const standardFontDataUrl = `${process.cwd()}/node_modules/pdfjs-dist/standard_fonts/`;

async function glyphsOf(pdf: TinyPdf): Promise<Glyph[]> {
  const document = await getDocument({ data: pdfWith(pdf), standardFontDataUrl, verbosity: 0 })
    .promise;
  try {
    return await readPageGlyphs(await document.getPage(1), OPS);
  } finally {
    await document.loadingTask.destroy();
  }
}

function starts(glyphs: readonly Glyph[]) {
  return glyphs.map((g) => [g.unicode, round(g.x0), round(g.y0)]);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

// Helvetica: A 667, V 667, space 278, a 556 thousandths.
describe('glyphs', () => {
  it('[MARK-2] places glyphs by their widths and by moves between them', async () => {
    const glyphs = await glyphsOf({ content: 'BT /F1 10 Tf 50 700 Td [(A) 100 (V)] TJ ET' });
    expect(starts(glyphs)).toEqual([
      ['A', 50, 700],
      ['V', 55.67, 700],
    ]);
    expect(round(glyphs[1]!.x1)).toBe(62.34);
    expect(glyphs[0]).toMatchObject({ upX: 0, upY: 10, size: 10 });
  });

  it('[MARK-2] minds character and word spacing, horizontal scale and rise', async () => {
    const content = 'BT /F1 10 Tf 2 Tc 5 Tw 50 Tz 3 Ts 50 700 Td (A A) Tj ET';
    expect(starts(await glyphsOf({ content }))).toEqual([
      ['A', 50, 703],
      [' ', 54.34, 703],
      ['A', 59.23, 703],
    ]);
  });

  it('[MARK-2] minds leading and the two operators that begin a line', async () => {
    const content = `BT /F1 10 Tf 50 700 Td 12 TL (A) Tj T* (A) Tj (A) ' 5 2 (A) " 0 -20 TD (A) Tj T* (A) Tj ET`;
    expect(starts(await glyphsOf({ content }))).toEqual([
      ['A', 50, 700],
      ['A', 50, 688],
      ['A', 50, 676],
      ['A', 50, 664],
      ['A', 50, 644],
      ['A', 50, 624],
    ]);
  });

  it('[MARK-2] goes through matrices, saved states and forms', async () => {
    const content = `q 1 0 0 1 10 20 cm BT /F1 10 Tf 0 1 -1 0 40 30 Tm (A) Tj ET Q
      /Fm Do BT /F1 10 Tf 5 6 Td (A) Tj ET`;
    const glyphs = await glyphsOf({ content, form: 'BT /F1 10 Tf 1 2 Td (V) Tj ET' });
    expect(starts(glyphs)).toEqual([
      ['A', 50, 50],
      ['V', 102, 104],
      ['A', 5, 6],
    ]);
    expect(glyphs[0]!.upX).toBeCloseTo(-10);
    expect(glyphs[0]!.y1).toBeCloseTo(56.67);
    expect(glyphs[1]!.size).toBeCloseTo(20);
  });

  it('[MARK-2] knows the letters of a bitmap font by their widths', async () => {
    const glyphs = await glyphsOf({ content: 'BT /T3 0.2 Tf 50 700 Td (ab) Tj ET' });
    expect(starts(glyphs)).toEqual([
      ['a', 50, 700],
      ['b', 60, 700],
    ]);
    expect(glyphs[0]!.size).toBeGreaterThan(18);
    expect(glyphs[0]!.size).toBeLessThan(23);
  });

  it('[MARK-2] leaves out what annotations show and what lies outside the page', async () => {
    const content = 'BT /F1 10 Tf 50 700 Td (A) Tj 0 500 Td (V) Tj ET';
    const glyphs = await glyphsOf({ content, annotation: 'not mine' });
    expect(glyphs.map((g) => g.unicode).join('')).toBe('A');
  });

  it('[MARK-2] reads vertical text downwards, its lines from right to left', () => {
    const font: FontLike = { fontMatrix: [0.001, 0, 0, 0.001, 0, 0], vertical: true };
    const shown = ['縦', '書'].map((unicode) => ({
      unicode,
      width: 1000,
      vmetric: [-1000, 500, 880],
    }));
    const glyphs = glyphsFromOperators({
      operators: {
        fnArray: [OPS.beginText, OPS.setFont, OPS.moveText, OPS.showText],
        argsArray: [null, ['f', 10], [100, 500], [shown]],
      },
      ops: OPS,
      fontOf: () => font,
      styles: {},
    });
    expect(starts(glyphs)).toEqual([
      ['縦', 100, 500],
      ['書', 100, 490],
    ]);
    expect(glyphs[1]).toMatchObject({ y1: 480, upX: 10, upY: 0, ascent: 0.5, descent: -0.5 });
  });

  it('[READ-7] passes over text whose font is missing and operators that make no sense', () => {
    const glyphs = glyphsFromOperators({
      operators: {
        fnArray: [
          OPS.restore,
          OPS.setTextMatrix,
          OPS.showText,
          OPS.setFont,
          OPS.showText,
          OPS.transform,
        ],
        argsArray: [
          null,
          [[1]],
          [[{ unicode: 'a', width: 1 }]],
          ['f', Number.NaN],
          ['x'],
          undefined,
        ],
      },
      ops: OPS,
      fontOf: () => undefined,
      styles: {},
    });
    expect(glyphs).toEqual([]);
  });
});
