import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundPage, hurriedOrder } from './hurried-order.ts';
import { layoutPages, pageBox } from './layout.ts';

const pages = Array.from({ length: 100 }, () => ({ width: 100, height: 182 }));
/** Pages 200 CSS pixels apart, the first at 18. */
const layout = layoutPages(pages, 1, 500);

describe('order of drawing in a hurry', () => {
  it('[PERF-3] begins with the page that will be in the middle when it is drawn', () => {
    const order = hurriedOrder(layout, { scrollTop: 18, height: 182, speed: 4, lead: 100 });
    expect(order.slice(0, 4)).toEqual([2, 3, 4, 5]);
  });

  it('[PERF-3] goes upwards with a window that does', () => {
    const hurry = { scrollTop: 4_018, height: 382, speed: -4, lead: 100 };
    expect(hurriedOrder(layout, hurry).slice(0, 4)).toEqual([18, 19, 17, 16]);
  });

  it('[PERF-3] stays within the document at its ends', () => {
    const hurry = { scrollTop: layout.height - 200, height: 182, speed: 50, lead: 200 };
    expect(hurriedOrder(layout, hurry)).toEqual([99]);
    expect(hurriedOrder(layout, { ...hurry, scrollTop: 20, speed: -50 })).toEqual([0]);
  });

  it('[PERF-3] never wants a page twice, nor one that will have left', () => {
    const hurries = fc.record({
      scrollTop: fc.integer({ min: 0, max: 19_000 }),
      height: fc.integer({ min: 50, max: 900 }),
      speed: fc.double({ min: -40, max: 40, noNaN: true }).filter((speed) => speed !== 0),
      lead: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(hurries, (hurry) => {
        const order = hurriedOrder(layout, hurry);
        expect(new Set(order).size).toBe(order.length);
        const lowest = layout.height - hurry.height;
        const top = Math.min(lowest, Math.max(0, hurry.scrollTop + hurry.speed * hurry.lead));
        for (const page of order) {
          const box = pageBox(layout, page);
          const left =
            hurry.speed > 0 ? box.top + box.height < top - 18 : box.top > top + hurry.height + 18;
          expect(left).toBe(false);
        }
      }),
      { seed: 3 },
    );
  });
});

describe('pages around a place', () => {
  it('[PERF-3] come nearest first, two ahead for one behind', () => {
    const reach = { ahead: 4, behind: 2 };
    expect(aroundPage(10, 100, 1, reach)).toEqual([10, 11, 12, 9, 13, 14, 8]);
    expect(aroundPage(10, 100, -1, reach)).toEqual([10, 9, 8, 11, 7, 6, 12]);
    expect(aroundPage(0, 3, 1, reach)).toEqual([0, 1, 2]);
  });
});
