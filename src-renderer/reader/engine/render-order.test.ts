import { describe, expect, it } from 'vitest';
import { layoutPages } from './layout.ts';
import { renderOrder } from './render-order.ts';

const pages = Array.from({ length: 10 }, () => ({ width: 100, height: 182 }));
/** Pages 200 CSS pixels apart, the first at 18. */
const layout = layoutPages(pages, 1, 500);

describe('order of drawing', () => {
  it('[PERF-3] draws the page in the middle of the window first, then those nearest to it', () => {
    const order = renderOrder(layout, { scrollTop: 618, height: 600, direction: 1 });
    expect(order.slice(0, 3)).toEqual([4, 5, 3]);
  });

  it('[PERF-3] looks two pages ahead and one behind, in the direction of scrolling', () => {
    const down = renderOrder(layout, { scrollTop: 618, height: 182, direction: 1 });
    expect(down).toEqual([3, 4, 5, 2]);
    const up = renderOrder(layout, { scrollTop: 618, height: 182, direction: -1 });
    expect(up).toEqual([3, 2, 1, 4]);
  });

  it('[PERF-3] wants no page beyond either end', () => {
    expect(renderOrder(layout, { scrollTop: 0, height: 182, direction: -1 })).toEqual([0, 1]);
    expect(renderOrder(layout, { scrollTop: 1818, height: 182, direction: 1 })).toEqual([9, 8]);
  });
});
