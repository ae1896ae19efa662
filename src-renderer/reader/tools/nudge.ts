import type { MarkShape } from '../../../src-shared/contract/index.ts';
import { applyMatrix, invert, type Point, type Rect } from '../../../src-shared/pdf/index.ts';
import type { PageGeometry } from '../engine/index.ts';
import { boundsOfShape, movedShape, rectAround } from '../marks/shapes.ts';

/** Where an arrow key leads on the screen. */
export type Direction = 'right' | 'left' | 'down' | 'up';

/** The least width and height that an area keeps, points. */
const LEAST = 4;

const ON_SCREEN: Readonly<Record<Direction, Point>> = {
  right: { x: 1, y: 0 },
  left: { x: -1, y: 0 },
  down: { x: 0, y: 1 },
  up: { x: 0, y: -1 },
};

/** A direction on the screen as a step of one point in a page's user space, however it is turned. */
export function inUserSpace(direction: Direction, { toPage }: PageGeometry): Point {
  const back = invert(toPage);
  const from = applyMatrix(back, { x: 0, y: 0 });
  const to = applyMatrix(back, ON_SCREEN[direction]);
  return { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) };
}

/** A page's rectangle in its user space. */
export function pageRect({ toPage, size }: PageGeometry): Rect {
  const back = invert(toPage);
  const corner = applyMatrix(back, { x: 0, y: 0 });
  return rectAround([corner, applyMatrix(back, { x: size.width, y: size.height })]);
}

/** A step from `low` to `high` that stays within `least` and `most`, or is none. */
function within(step: number, [low, high]: [number, number], [least, most]: [number, number]) {
  return step < 0
    ? Math.min(0, Math.max(step, least - low))
    : Math.max(0, Math.min(step, most - high));
}

/** A shape that is carried so far (user space) and stays on its page. */
export function nudgedShape(shape: MarkShape, { x, y }: Point, page: Rect): MarkShape {
  const [left, bottom, right, top] = boundsOfShape(shape);
  return movedShape(shape, {
    x: within(x, [left, right], [page[0], page[2]]),
    y: within(y, [bottom, top], [page[1], page[3]]),
  });
}

/**
 * An area whose right or lower edge on the screen is carried so far; `step` in user space along
 * that edge's outward direction `outward`. It keeps on its page, and a little of its size.
 */
export function resizedArea(
  shape: Extract<MarkShape, { type: 'rect' }>,
  { outward, by }: { readonly outward: Point; readonly by: number },
  page: Rect,
): MarkShape {
  const rect: [number, number, number, number] = [...shape.rect];
  const axis = outward.x === 0 ? 1 : 0;
  const sign = outward.x + outward.y;
  const [low, high] = [axis, axis + 2];
  if (sign > 0) rect[high] = Math.max(rect[low]! + LEAST, Math.min(rect[high]! + by, page[high]!));
  else rect[low] = Math.min(rect[high]! - LEAST, Math.max(rect[low]! - by, page[low]!));
  return { ...shape, rect };
}
