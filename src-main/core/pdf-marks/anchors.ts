import type { MarkAnchor, MarkShape } from '../../../src-shared/contract/index.ts';
import {
  createAnchor,
  type Glyph,
  offsetAt,
  type PageText,
  type Quad,
  quadBounds,
  type Rect,
} from '../../../src-shared/pdf/index.ts';
import { boundsOfPaths, pinAround } from './appearance.ts';

/** How far above its baseline, in font sizes, the middle of a letter is. */
const MIDDLE = 0.28;

/**
 * The anchor of the words under quads, whose corners may be in any order; undefined where there are
 * none. Words that do not follow each other are parts of their own.
 */
export function anchorOver(page: PageText, quads: readonly Quad[]): MarkAnchor | undefined {
  const boxes = quads.map(quadBounds);
  const isUnder = page.glyphs.map((glyph) => boxes.some((box) => isInside(box, middleOf(glyph))));
  const pages = runsUnder(page, isUnder).flatMap(([start, end]) => {
    const point = (offset: number) => ({ page: page.pageIndex, offset });
    const range = { start: point(start), end: point(end) };
    return (
      createAnchor((index) => (index === page.pageIndex ? page : undefined), range)?.pages ?? []
    );
  });
  const visible = pages.filter(({ exact }) => exact.trim() !== '');
  return visible.length > 0 ? { pages: visible } : undefined;
}

/** Stretches of text that are under quads; white space between words that are does not part them. */
function runsUnder(page: PageText, isUnder: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  let end = -1;
  for (let offset = 0; offset < page.text.length; offset++) {
    if (/\s/u.test(page.text[offset]!)) continue;
    if (isUnder[page.glyphAt[offset]!]) {
      if (start < 0) start = offset;
      end = offset + 1;
    } else if (start >= 0) {
      runs.push([start, end]);
      start = -1;
    }
  }
  if (start >= 0) runs.push([start, end]);
  return runs;
}

/** The anchor of a shape, with the place in the text that it is next to. */
export function anchorNear(page: PageText, shape: MarkShape): MarkAnchor {
  const [left, bottom, right, top] = boundsOfShape(shape);
  const start = offsetAt(page, { x: left, y: top }) ?? 0;
  const around = { start, exact: '', prefix: page.text.slice(Math.max(0, start - 32), start) };
  const quad: Quad = [left, top, right, top, left, bottom, right, bottom];
  const suffix = page.text.slice(start, start + 32);
  return { pages: [{ page: page.pageIndex, ...around, suffix, quads: [quad] }], shape };
}

/** The upright rectangle around a shape; of a point, the sign that stands there. */
function boundsOfShape(shape: MarkShape): Rect {
  if (shape.type === 'rect') return shape.rect;
  if (shape.type === 'point') return pinAround(shape.at);
  return boundsOfPaths(shape.paths);
}

function middleOf({ x0, y0, x1, y1, upX, upY }: Glyph): readonly [number, number] {
  return [(x0 + x1) / 2 + upX * MIDDLE, (y0 + y1) / 2 + upY * MIDDLE];
}

function isInside([left, bottom, right, top]: Rect, [x, y]: readonly [number, number]): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}
