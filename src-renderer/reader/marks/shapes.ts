import type { Annotation, MarkAnchor, MarkShape } from '../../../src-shared/contract/index.ts';
import {
  type PageText,
  type Point,
  type Quad,
  type Rect,
  readingOrderKey,
  type TextLine,
} from '../../../src-shared/pdf/index.ts';
import { PIN_RADIUS } from './outlines.ts';

/** Characters of the nearest line that are kept, and of what stands beside them. */
const MOST_WORDS = 300;
const CONTEXT = 32;

/** The rectangle around points in user space, `air` points wider on each side. */
export function rectAround(points: readonly Point[], air = 0): Rect {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return [
    Math.min(...xs) - air,
    Math.min(...ys) - air,
    Math.max(...xs) + air,
    Math.max(...ys) + air,
  ];
}

/** A rectangle as a quad: top left, top right, bottom left, bottom right. */
export function quadOfRect([left, bottom, right, top]: Rect): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** The rectangle around all that is drawn of a shape, user space. */
export function boundsOfShape(shape: MarkShape): Rect {
  switch (shape.type) {
    case 'rect':
      return shape.rect;
    case 'point':
      return rectAround([{ x: shape.at[0], y: shape.at[1] }], PIN_RADIUS);
    case 'ink': {
      const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const path of shape.paths) {
        for (let i = 0; i + 1 < path.length; i += 2) {
          box[0] = Math.min(box[0], path[i]!);
          box[1] = Math.min(box[1], path[i + 1]!);
          box[2] = Math.max(box[2], path[i]!);
          box[3] = Math.max(box[3], path[i + 1]!);
        }
      }
      const air = shape.width / 2;
      return [box[0] - air, box[1] - air, box[2] + air, box[3] + air];
    }
  }
}

function distance([left, bottom, right, top]: Rect, { x, y }: Point): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(bottom - y, 0, y - top));
}

function nearestLine(text: PageText, at: Point): TextLine | undefined {
  let best: { line: TextLine; away: number } | undefined;
  for (const line of text.lines) {
    const away = distance(line.box, at);
    if (!best || away < best.away) best = { line, away };
  }
  return best?.line;
}

/** The words of the line nearest to the middle of a shape's upper edge; none on a page without. */
function wordsNear(text: PageText | undefined, [left, , right, top]: Rect) {
  const line = text && nearestLine(text, { x: (left + right) / 2, y: top });
  if (!text || !line) return { start: 0, exact: '', prefix: '', suffix: '' };
  const end = Math.min(line.end, line.start + MOST_WORDS);
  const exact = text.text.slice(line.start, end).trimEnd();
  return {
    start: line.start,
    exact,
    prefix: text.text.slice(Math.max(0, line.start - CONTEXT), line.start),
    suffix: text.text.slice(line.start + exact.length, line.start + exact.length + CONTEXT),
  };
}

/** The anchor of a shape on a page: the quad around it, and the words nearby if there are any. */
export function shapeAnchor(
  shape: MarkShape,
  page: number,
  text: PageText | undefined,
): MarkAnchor {
  const bounds = boundsOfShape(shape);
  return { pages: [{ page, ...wordsNear(text, bounds), quads: [quadOfRect(bounds)] }], shape };
}

/** A shape carried so far, points. */
export function movedShape(shape: MarkShape, { x: dx, y: dy }: Point): MarkShape {
  switch (shape.type) {
    case 'rect': {
      const [left, bottom, right, top] = shape.rect;
      return { ...shape, rect: [left + dx, bottom + dy, right + dx, top + dy] };
    }
    case 'point':
      return { ...shape, at: [shape.at[0] + dx, shape.at[1] + dy] };
    case 'ink': {
      const paths = shape.paths.map((path) => path.map((n, i) => n + (i % 2 === 0 ? dx : dy)));
      return { ...shape, paths };
    }
  }
}

/** A mark as it lies now in reading order: a shape may have been moved since it was made. */
export function inOrderOfPlace(mark: Annotation): Annotation {
  if (!mark.anchor.shape) return mark;
  const order = readingOrderKey(mark.anchor);
  return order === mark.order ? mark : { ...mark, order };
}
