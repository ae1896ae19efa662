import { describe, expect, it } from 'vitest';
import { CANVAS_BUDGET_BYTES } from './canvas-cache.ts';
import { shownPart } from './detail.ts';
import { ACTUAL_SIZE } from './layout.ts';
import { rasterFor } from './raster.ts';
import { spanOf, wheelFactor } from './zoom-gestures.ts';

const LETTER = { width: 612, height: 792 };

describe('raster', () => {
  it('[PERF-4] draws with every pixel of the screen at common zooms', () => {
    expect(rasterFor(LETTER, 1.5, 2)).toEqual({
      width: 1836,
      height: 2376,
      scale: 3,
      bytes: 1836 * 2376 * 4,
      capped: false,
    });
  });

  it('[PERF-5] keeps two pages in the window and one ahead within the budget at 800 %', () => {
    const raster = rasterFor(LETTER, 8 * ACTUAL_SIZE, 3);
    expect(raster.capped).toBe(true);
    expect(3 * raster.bytes).toBeLessThanOrEqual(CANVAS_BUDGET_BYTES);
    expect(raster.width / raster.height).toBeCloseTo(612 / 792, 3);
  });

  it('[READ-2] finds the part of a page that the window shows', () => {
    const page = { left: 18, top: 1000, width: 2000, height: 3000 };
    const window = { left: 100, top: 1200.4, width: 800, height: 600 };
    expect(shownPart(page, window)).toEqual({ left: 82, top: 200, width: 800, height: 601 });
    expect(shownPart(page, { left: 0, top: 0, width: 800, height: 600 })).toBeNull();
  });

  it('[READ-2] takes two fingers, and no more, for a pinch between them', () => {
    const at = (clientX: number, clientY: number) => ({ clientX, clientY });
    expect(spanOf([at(10, 20), at(40, 60)])).toEqual({ length: 50, clientX: 25, clientY: 40 });
    expect(spanOf([at(1, 1)])).toBeNull();
    expect(spanOf([at(1, 1), at(2, 2), at(3, 3)])).toBeNull();
  });

  it('[READ-2] zooms a notch of the wheel by a fixed step, a pinch by its length', () => {
    expect(wheelFactor(100)).toBe(wheelFactor(300));
    expect(wheelFactor(-100) * wheelFactor(100)).toBeCloseTo(1);
    expect(wheelFactor(4)).toBeGreaterThan(wheelFactor(8));
    expect(wheelFactor(4)).toBeLessThan(1);
  });
});
