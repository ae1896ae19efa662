import { expect, it } from 'vitest';
import { regionOf } from './regions.ts';

const geometry = {
  size: { width: 612, height: 792 },
  toPage: [1, 0, 0, -1, 0, 792],
} as const;

it('[READ-4] a region is as large as the wish allows, and no larger than its zoom', () => {
  const wish = { width: 500, height: 400, zoom: 1.5 };
  expect(regionOf([0, 592, 612, 792], geometry, wish)).toEqual({
    part: { left: 0, top: 0, width: 500, height: 163 },
    zoom: 500 / 612,
  });
  expect(regionOf([100, 692, 200, 742], geometry, wish)).toEqual({
    part: { left: 150, top: 75, width: 150, height: 75 },
    zoom: 1.5,
  });
});

it('[READ-4] a region turns with its page', () => {
  const turned = { size: { width: 792, height: 612 }, toPage: [0, 1, 1, 0, 0, 0] } as const;
  const { part } = regionOf([10, 20, 30, 60], turned, { width: 500, height: 400, zoom: 1 });
  expect(part).toEqual({ left: 20, top: 10, width: 40, height: 20 });
});
