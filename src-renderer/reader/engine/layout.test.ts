import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTUAL_SIZE,
  clampZoom,
  currentPage,
  layoutPages,
  PAGE_GAP,
  pageAtY,
  pageBox,
  placeAtY,
  resolveZoom,
  scrollForZoom,
  stepZoom,
  visiblePages,
  yOfPlace,
} from './layout.ts';

const LETTER = { width: 612, height: 792 };
const LANDSCAPE = { width: 842, height: 595 };

const size = fc.record({
  width: fc.integer({ min: 100, max: 1500 }),
  height: fc.integer({ min: 100, max: 1500 }),
});
const sizes = fc.array(size, { minLength: 1, maxLength: 60 });
const zoom = fc.double({ min: 0.34, max: 10, noNaN: true });

describe('page layout', () => {
  it('[READ-2] lays pages of mixed sizes one below the other, each in the middle', () => {
    const layout = layoutPages([LETTER, LANDSCAPE, LETTER], 1, 1000);
    expect(pageBox(layout, 0)).toEqual({ left: 194, top: 18, width: 612, height: 792 });
    expect(pageBox(layout, 1)).toEqual({ left: 79, top: 828, width: 842, height: 595 });
    expect(pageBox(layout, 2)).toEqual({ left: 194, top: 1441, width: 612, height: 792 });
    expect(layout.height).toBe(1441 + 792 + PAGE_GAP);
  });

  it('[READ-2] is as wide as its widest page when the window is narrower', () => {
    const layout = layoutPages([LETTER, LANDSCAPE], 1, 300);
    expect(layout.width).toBe(842 + 2 * PAGE_GAP);
    expect(pageBox(layout, 1).left).toBe(PAGE_GAP);
  });

  it('[READ-2] finds the page at every height, as a walk over all pages does', () => {
    fc.assert(
      fc.property(sizes, zoom, fc.double({ min: 0, max: 1, noNaN: true }), (pages, z, share) => {
        const layout = layoutPages(pages, z, 800);
        const y = share * layout.height;
        const tops = [...layout.tops];
        const walked = Math.max(
          0,
          tops.findLastIndex((top) => top <= y),
        );
        expect(pageAtY(layout, y)).toBe(walked);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('[READ-1] takes a place back to where it was', () => {
    fc.assert(
      fc.property(sizes, zoom, fc.double({ min: 0, max: 1, noNaN: true }), (pages, z, share) => {
        const layout = layoutPages(pages, z, 800);
        const page = Math.floor(share * (pages.length - 1));
        const found = placeAtY(layout, yOfPlace(layout, { page, share }));
        expect(found.page).toBe(page);
        expect(found.share).toBeCloseTo(share, 6);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('[READ-2] keeps what lies under the pointer there while zooming', () => {
    fc.assert(
      fc.property(
        sizes,
        zoom,
        zoom,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 600 }),
        (pages, from, to, share, atY) => {
          const before = layoutPages(pages, from, 800);
          const after = layoutPages(pages, to, 800);
          const page = Math.floor(share * (pages.length - 1));
          const y = yOfPlace(before, { page, share });
          const scroll = { left: 0, top: Math.max(0, y - atY) };
          const at = { x: 400, y: y - scroll.top };
          const next = scrollForZoom(before, after, scroll, at);
          const place = yOfPlace(after, { page, share });
          // Where the window cannot scroll above the first page, the place lies higher in it.
          if (next.top > 0) expect(next.top + at.y).toBeCloseTo(place, 3);
          else expect(place).toBeLessThanOrEqual(at.y + 1e-3);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it('[READ-2] scales nothing in the gap between pages', () => {
    const before = layoutPages([LETTER, LETTER], 1, 1000);
    const after = layoutPages([LETTER, LETTER], 2, 1000);
    const bottom = pageBox(before, 0).top + 792;
    const next = scrollForZoom(before, after, { left: 0, top: bottom - 90 }, { x: 0, y: 100 });
    expect(next.top + 100).toBe(18 + 2 * 792 + 10);
  });

  it('[READ-2] names as current the page that fills most of the window', () => {
    const layout = layoutPages([LETTER, LETTER, LETTER], 1, 800);
    expect(currentPage(layout, 0, 700)).toBe(0);
    expect(currentPage(layout, 430, 700)).toBe(0);
    expect(currentPage(layout, 500, 700)).toBe(1);
    expect(currentPage(layout, layout.height - 700, 700)).toBe(2);
  });

  it('[READ-2] does not count a page as visible of which only the gap is in the window', () => {
    const layout = layoutPages([LETTER, LETTER, LETTER], 1, 800);
    expect(visiblePages(layout, 18 + 792 + 2, 500)).toEqual([1, 1]);
    expect(visiblePages(layout, 18 + 791, 500)).toEqual([0, 1]);
  });

  it('[READ-2] fits width and page, and holds every zoom within 25 to 800 per cent', () => {
    const viewport = { width: 648, height: 432 };
    expect(resolveZoom('fit-width', LETTER, viewport)).toBe(1);
    expect(resolveZoom('fit-page', LETTER, viewport)).toBe(0.5);
    expect(resolveZoom(100, LETTER, viewport)).toBe(8 * ACTUAL_SIZE);
    expect(clampZoom(0.01)).toBe(0.25 * ACTUAL_SIZE);
  });

  it('[READ-2] steps through round percentages and stops at the ends', () => {
    expect(stepZoom(1.23 * ACTUAL_SIZE, 1)).toBeCloseTo(1.25 * ACTUAL_SIZE);
    expect(stepZoom(1.23 * ACTUAL_SIZE, -1)).toBeCloseTo(1.1 * ACTUAL_SIZE);
    expect(stepZoom(1.25 * ACTUAL_SIZE, 1)).toBeCloseTo(1.5 * ACTUAL_SIZE);
    expect(stepZoom(8 * ACTUAL_SIZE, 1)).toBe(8 * ACTUAL_SIZE);
  });
});
