import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTUAL_SIZE,
  clampZoom,
  currentPage,
  fittedSize,
  layoutPages,
  neighbourPage,
  PAGE_GAP,
  pageAtPoint,
  pageAtY,
  pageBox,
  placeAtY,
  resolveZoom,
  rowAt,
  rowOf,
  SPINE,
  type Spread,
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

const spread = fc.constantFrom<Spread>('none', 'two', 'cover');
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('spreads', () => {
  it('[READ-2] pairs pages from the first, or after a cover that stands alone', () => {
    const rows = (kind: Spread) => [0, 1, 2, 3, 4].map((page) => rowOf(page, 5, kind));
    const pairs = [...[0, 0, 2, 2].map((first) => [first, first + 2]), [4, 5]];
    expect(rows('two')).toEqual(pairs);
    const covered = [[0, 1], ...[1, 1, 3, 3].map((first) => [first, first + 2])];
    expect(rows('cover')).toEqual(covered);
    expect(rowOf(1, 2, 'cover')).toEqual([1, 2]);
  });

  it('[READ-2] lays two pages side by side, flush at their tops and centred together', () => {
    const layout = layoutPages([LETTER, LANDSCAPE, LETTER], 1, 2000, 'two');
    const width = 612 + SPINE + 842;
    const left = (2000 - width) / 2;
    expect(pageBox(layout, 0)).toEqual({ left, top: 18, width: 612, height: 792 });
    expect(pageBox(layout, 1)).toEqual({ left: left + 618, top: 18, width: 842, height: 595 });
    expect(pageBox(layout, 2)).toEqual({ left: 694, top: 828, width: 612, height: 792 });
  });

  it('[READ-2] never lets two pages overlap, nor one leave the sheet', () => {
    fc.assert(
      fc.property(sizes, zoom, spread, (pages, z, kind) => {
        const layout = layoutPages(pages, z, 800, kind);
        const boxes = pages.map((_, page) => pageBox(layout, page));
        for (const [i, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(PAGE_GAP - 1);
          expect(box.left + box.width).toBeLessThanOrEqual(layout.width - PAGE_GAP + 1);
          expect(box.top + box.height).toBeLessThanOrEqual(layout.height - PAGE_GAP);
          const next = boxes[i + 1];
          if (!next) continue;
          const beside = next.top === box.top && next.left === box.left + box.width + SPINE;
          expect(beside || next.top >= box.top + box.height + PAGE_GAP).toBe(true);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('[READ-2] finds the pages that a window shows, as a walk over all pages does', () => {
    fc.assert(
      fc.property(sizes, zoom, spread, share, (pages, z, kind, at) => {
        const layout = layoutPages(pages, z, 800, kind);
        const top = at * Math.max(0, layout.height - 500);
        const [first, last] = visiblePages(layout, top, 500);
        for (const page of pages.keys()) {
          const box = pageBox(layout, page);
          if (box.top <= top + 499 && box.top + box.height > top) {
            expect(page).toBeGreaterThanOrEqual(first);
            expect(page).toBeLessThanOrEqual(last);
          }
        }
        const current = currentPage(layout, top, 500);
        expect(current >= first && current <= last).toBe(true);
        expect(rowAt(layout, first)[0]).toBe(first);
        expect(rowAt(layout, last)[1]).toBe(last);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('[READ-2] takes heights and points back to the page that they lie on', () => {
    fc.assert(
      fc.property(sizes, zoom, spread, share, share, (pages, z, kind, x, y) => {
        const layout = layoutPages(pages, z, 800, kind);
        const page = Math.floor(x * (pages.length - 1));
        const box = pageBox(layout, page);
        const point = { x: box.left + x * box.width, y: box.top + y * box.height };
        expect(pageAtPoint(layout, point)).toBe(page);
        const place = placeAtY(layout, point.y);
        expect(layout.tops[place.page]).toBe(box.top);
        expect(yOfPlace(layout, place)).toBeCloseTo(point.y, 4);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('[READ-2] keeps what lies under the pointer there while zooming into a spread', () => {
    fc.assert(
      fc.property(sizes, spread, share, share, (pages, kind, x, y) => {
        const before = layoutPages(pages, 2, 800, kind);
        const after = layoutPages(pages, 5, 800, kind);
        const page = Math.floor(x * (pages.length - 1));
        const [from, to] = [pageBox(before, page), pageBox(after, page)];
        const at = { x: 300, y: 200 };
        const scroll = {
          left: from.left + x * from.width - at.x,
          top: from.top + y * from.height - at.y,
        };
        const next = scrollForZoom(before, after, scroll, at);
        if (next.top > 0) expect(next.top + at.y).toBeCloseTo(to.top + y * to.height, 3);
        // Whole pixels of the pages' edges round the sides a little.
        if (next.left > 0) {
          expect(Math.abs(next.left + at.x - to.left - x * to.width)).toBeLessThan(4);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('[READ-2] leafs by rows, and stays at the ends', () => {
    const layout = layoutPages([LETTER, LETTER, LETTER, LETTER], 1, 800, 'cover');
    expect([0, 1, 2, 3].map((page) => neighbourPage(layout, page, 1))).toEqual([1, 3, 3, 3]);
    expect([0, 1, 2, 3].map((page) => neighbourPage(layout, page, -1))).toEqual([0, 0, 0, 1]);
  });

  it('[READ-2] fits both pages, and zooms in no further on one that stands alone', () => {
    const pages = [LETTER, LETTER, LETTER];
    const viewport = { width: 2 * 612 + SPINE + 2 * PAGE_GAP, height: 792 + 2 * PAGE_GAP };
    for (const page of [0, 1, 2]) {
      const size = fittedSize(pages, page, 'cover');
      expect(resolveZoom('fit-width', size, viewport, 'cover')).toBe(1);
      expect(resolveZoom('fit-page', size, viewport, 'cover')).toBe(1);
    }
  });
});
