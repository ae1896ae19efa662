import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMatrix } from '../../../src-shared/pdf/index.ts';
import { layoutPages, type PageSize } from './layout.ts';
import { boxOfRect, pointOnPage } from './page-space.ts';
import { type PageGeometry, Pages, type Rotation, rotateGeometry, turned } from './pages.ts';

const UPRIGHT: PageGeometry = {
  size: { width: 600, height: 800 },
  toPage: [1, 0, 0, -1, -10, 820],
};

type Viewport = { readonly rotation?: number };

/** A document of such pages as pdf.js gives them; their user space begins at 10, 20. */
function documentOf(sizes: readonly PageSize[]): Pages {
  const getPage = (number: number) => {
    const { width, height } = sizes[number - 1]!;
    const getViewport = (_: Viewport) => ({ width, height, transform: [1, 0, 0, -1, 0, height] });
    return Promise.resolve({ rotate: 0, getViewport });
  };
  return new Pages({ numPages: sizes.length, getPage, annotationStorage: {} } as never);
}

const rotation = fc.constantFrom<Rotation>(0, 90, 180, 270);
const side = fc.integer({ min: 50, max: 1200 });
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('turned pages', () => {
  it('[READ-2] a quarter turn to the right takes the upper left corner to the upper right', () => {
    const { size, toPage } = rotateGeometry(UPRIGHT, 90);
    expect(size).toEqual({ width: 800, height: 600 });
    expect(applyMatrix(toPage, { x: 10, y: 820 })).toEqual({ x: 800, y: 0 });
    expect(applyMatrix(toPage, { x: 10, y: 20 })).toEqual({ x: 0, y: 0 });
    expect(applyMatrix(toPage, { x: 610, y: 820 })).toEqual({ x: 800, y: 600 });
  });

  it('[READ-2] turns to the left undo turns to the right, and four turns end where they began', () => {
    expect(turned(turned(270, 90), -90)).toBe(270);
    const once = rotateGeometry(UPRIGHT, 90);
    expect(rotateGeometry(rotateGeometry(once, 180), 90)).toEqual(UPRIGHT);
  });

  it('[MARK-2] a point of a page is the same point of it however the page is turned', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ width: side, height: side }), { minLength: 1, maxLength: 8 }),
        rotation,
        fc.constantFrom('none' as const, 'two' as const, 'cover' as const),
        share,
        share,
        async (sizes, degrees, spread, x, y) => {
          const pages = documentOf(sizes);
          await pages.measureAll();
          pages.rotate(degrees);
          const layout = layoutPages(pages.sizes(), 1.5, 900, spread);
          const page = Math.floor(x * sizes.length);
          const point = { x: x * sizes[page]!.width, y: y * sizes[page]!.height };
          const box = boxOfRect(layout, pages, page, [point.x, point.y, point.x, point.y]);
          const found = pointOnPage(layout, pages, { x: box.left, y: box.top });
          expect(found.page).toBe(page);
          expect(found.point.x).toBeCloseTo(point.x, 6);
          expect(found.point.y).toBeCloseTo(point.y, 6);
        },
      ),
      { seed: 9, numRuns: 200 },
    );
  });
});
