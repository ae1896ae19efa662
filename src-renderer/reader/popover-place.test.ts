import { expect, test } from 'vitest';
import { popoverPlace } from './popover-place.ts';

const area = { left: 0, top: 100, width: 1_000, height: 600 };
const size = { width: 200, height: 36 };
const line = (left: number, top: number) => ({ left, top, width: 300, height: 14 });

test('[MARK-1] the popover stands by the end of the selection, on the side that it moved to', () => {
  const lines = [line(100, 400), line(500, 200)];
  expect(popoverPlace({ lines, side: 'below' }, area, size)).toEqual({ left: 150, top: 422 });
  expect(popoverPlace({ lines, side: 'above' }, area, size)).toEqual({ left: 150, top: 356 });
});

test('[MARK-1] it turns to the other side where there is no room', () => {
  const at = (top: number, side: 'above' | 'below') =>
    popoverPlace({ lines: [line(100, top)], side }, area, size)?.top;
  expect(at(120, 'above')).toBe(142);
  expect(at(680, 'below')).toBe(636);
});

test('[MARK-1] it stands at the first line in sight, inside the area, or nowhere', () => {
  const lines = [line(100, 20), line(100, 300), line(100, 320)];
  expect(popoverPlace({ lines, side: 'below' }, area, size)?.top).toBe(322);
  expect(popoverPlace({ lines: [line(-200, 300)], side: 'below' }, area, size)?.left).toBe(8);
  expect(popoverPlace({ lines: [line(900, 300)], side: 'below' }, area, size)?.left).toBe(784);
  expect(popoverPlace({ lines: [line(100, 20)], side: 'below' }, area, size)).toBeNull();
  expect(popoverPlace({ lines: [], side: 'below' }, area, size)).toBeNull();
});
