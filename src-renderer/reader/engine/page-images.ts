import type { PageViewport, PDFPageProxy } from 'pdfjs-dist';
import { applyMatrix, type Matrix, type Point } from '../../../src-shared/pdf/index.ts';
import type { PageSize } from './layout.ts';

/** Four corners of a picture in a page's user space, going round. */
export type Picture = readonly [Point, Point, Point, Point];

/** A picture over so much of a page is the page itself, as in a scan, and is toned like paper. */
const WHOLE_PAGE = 0.7;

/** Pictures smaller than this share of the page, such as rules and bullets, are not looked after. */
const SPECK = 0.0005;

/** Area of a parallelogram, of which `b` and `c` are the corners beside `a`. */
function areaOf(a: Point, b: Point, c: Point): number {
  return Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

/**
 * Pictures from what pdf.js noted while drawing a page: three corners of each, the first one
 * between the others, as shares of the canvas's width and height. `toUser` takes shares to user
 * space.
 */
export function picturesFrom(
  coordinates: ArrayLike<number>,
  toUser: (share: Point) => Point,
): Picture[] {
  const pictures: Picture[] = [];
  for (let at = 0; at + 5 < coordinates.length; at += 6) {
    const corner = (n: number): Point => ({
      x: coordinates[at + 2 * n]!,
      y: coordinates[at + 2 * n + 1]!,
    });
    const [a, b, c] = [corner(0), corner(1), corner(2)];
    const area = areaOf(a, b, c);
    if (area < SPECK || area > WHOLE_PAGE) continue;
    const d = { x: b.x + c.x - a.x, y: b.y + c.y - a.y };
    pictures.push([toUser(a), toUser(b), toUser(d), toUser(c)]);
  }
  return pictures;
}

/** The part of a page that a canvas shows, device pixels within the page. */
type Canvas = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The pictures of a page of which all or a part was just drawn with `recordImages`. */
export function picturesOf(
  page: PDFPageProxy,
  viewport: PageViewport,
  canvas: Canvas = { x: 0, y: 0, width: viewport.width, height: viewport.height },
): Picture[] {
  const coordinates = page.imageCoordinates as ArrayLike<number> | null;
  const { width, height } = viewport;
  // As shares of the page.
  const shares = Array.from(coordinates ?? [], (share, at) =>
    at % 2 === 0
      ? (share * canvas.width + canvas.x) / width
      : (share * canvas.height + canvas.y) / height,
  );
  return picturesFrom(shares, ({ x, y }) => {
    const [userX = 0, userY = 0] = viewport.convertToPdfPoint(x * width, y * height);
    return { x: userX, y: userY };
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

/** A CSS `clip-path` that leaves pictures out of a page; `none` for a page without any. */
export function clipAround(pictures: readonly Picture[], size: PageSize, toPage: Matrix): string {
  if (pictures.length === 0) return 'none';
  const origin = '0% 0%';
  const rings = pictures.map((picture) => {
    const corners = picture.map((corner) => {
      const { x, y } = applyMatrix(toPage, corner);
      return `${percent(x / size.width)} ${percent(y / size.height)}`;
    });
    return [...corners, corners[0], origin].join(', ');
  });
  const page = `${origin}, 100% 0%, 100% 100%, 0% 100%, ${origin}`;
  return `polygon(evenodd, ${[page, ...rings].join(', ')})`;
}
