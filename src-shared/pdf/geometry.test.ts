import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import {
  applyMatrix,
  boundsOf,
  invert,
  multiply,
  quadBounds,
  viewportMatrix,
  viewportSize,
} from './geometry.ts';
import { pdfWith } from './tiny-pdf.ts';
import type { Matrix, Quad } from './types.ts';

const seed = { seed: 20260613 };

describe('geometry', () => {
  it('[MARK-2] places user space on the screen as pdf.js does, at every turn and scale', async () => {
    const document = await getDocument({
      data: pdfWith({ content: '', mediaBox: [-20, 30, 401.5, 722.25] }),
      verbosity: 0,
    }).promise;
    const page = await document.getPage(1);
    const view = page.view as [number, number, number, number];
    for (const rotation of [0, 90, 180, 270] as const) {
      for (const scale of [0.25, 1, 1.7, 8]) {
        const theirs = page.getViewport({ scale, rotation });
        const ours = viewportMatrix({ view, rotation, scale });
        for (let i = 0; i < 6; i++) expect(ours[i]).toBeCloseTo(theirs.transform[i]!, 6);
        const size = viewportSize({ view, rotation, scale });
        expect(size.width).toBeCloseTo(theirs.width, 6);
        expect(size.height).toBeCloseTo(theirs.height, 6);
      }
    }
    await document.loadingTask.destroy();
  });

  it('[MARK-2] finds the way back from the screen', () => {
    const entry = fc.double({ min: -50, max: 50, noNaN: true });
    const matrix = fc.tuple(entry, entry, entry, entry, entry, entry);
    const invertible = matrix.filter(([a, b, c, d]) => Math.abs(a * d - b * c) > 0.01);
    fc.assert(
      fc.property(invertible, entry, entry, (m: Matrix, x, y) => {
        const back = applyMatrix(multiply(invert(m), m), { x, y });
        expect(back.x).toBeCloseTo(x, 4);
        expect(back.y).toBeCloseTo(y, 4);
      }),
      seed,
    );
  });

  it('[MARK-2] bounds quads, and nothing by nothing', () => {
    const quad: Quad = [10, 40, 30, 45, 12, 20, 32, 25];
    expect(quadBounds(quad)).toEqual([10, 20, 32, 45]);
    expect(boundsOf([quad, [0, 50, 5, 50, 0, 48, 5, 48]])).toEqual([0, 20, 32, 50]);
    expect(boundsOf([])).toEqual([0, 0, 0, 0]);
  });
});
