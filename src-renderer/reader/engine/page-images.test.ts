import { describe, expect, it } from 'vitest';
import { clipAround, picturesFrom } from './page-images.ts';

const SIZE = { width: 200, height: 400 };
const toUser = ({ x, y }: { x: number; y: number }) => ({ x: 200 * x, y: 400 * (1 - y) });
const TO_PAGE = [1, 0, 0, -1, 0, 400] as const;

/** Shares of a picture's corners as pdf.js notes them: top left, bottom left, top right. */
const noted = (left: number, top: number, right: number, bottom: number) => [
  ...[left, top, left, bottom],
  ...[right, top],
];

describe('pictures of a page', () => {
  it('[READ-5] leaves a picture out of what is toned, where it lies on the page', () => {
    const pictures = picturesFrom(noted(0.25, 0.5, 0.75, 0.75), toUser);
    expect(pictures[0]).toEqual([
      { x: 50, y: 200 },
      { x: 50, y: 100 },
      { x: 150, y: 100 },
      { x: 150, y: 200 },
    ]);
    const clip = clipAround(pictures, SIZE, [...TO_PAGE]);
    expect(clip).toContain('25.000% 50.000%, 25.000% 75.000%, 75.000% 75.000%, 75.000% 50.000%');
    expect(clip.startsWith('polygon(evenodd, 0% 0%, 100% 0%')).toBe(true);
  });

  it('[READ-5] tones scans of whole pages, and rules drawn as pictures, like the paper', () => {
    expect(picturesFrom(noted(0, 0, 1, 1), toUser)).toEqual([]);
    expect(picturesFrom(noted(0.1, 0.1, 0.9, 0.1001), toUser)).toEqual([]);
    expect(clipAround([], SIZE, [...TO_PAGE])).toBe('none');
  });
});
