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

/** The first line whose middle a rectangle covers, as far as it reaches over it. */
function firstLineIn(text: PageText, [left, bottom, right, top]: Rect): TextLine | undefined {
  return text.lines.find(({ box }) => {
    const middle = (box[1] + box[3]) / 2;
    return middle >= bottom && middle <= top && box[0] <= right && box[2] >= left;
  });
}

function lineOf(shape: MarkShape, bounds: Rect, text: PageText): TextLine | undefined {
  if (shape.type === 'point') return nearestLine(text, { x: shape.at[0], y: shape.at[1] });
  const [left, bottom, right, top] = bounds;
  const middle = { x: (left + right) / 2, y: (bottom + top) / 2 };
  return firstLineIn(text, bounds) ?? nearestLine(text, middle);
}

/** The words of the line that a shape lies on or next to; none on a page without. */
function wordsNear(text: PageText | undefined, shape: MarkShape, bounds: Rect) {
  const line = text && lineOf(shape, bounds, text);
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
  return {
    pages: [{ page, ...wordsNear(text, shape, bounds), quads: [quadOfRect(bounds)] }],
    shape,
  };
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

/**
 * A shape of another version beside the words that it stood by, where they are now: its upper edge,
 * or a note's point, at theirs; sideways only where it would not touch them.
 */
export function shapeByWords(shape: MarkShape, words: Rect): MarkShape {
  const [left, , right, top] = boundsOfShape(shape);
  const touches = left <= words[2] && right >= words[0];
  const x = touches ? 0 : (words[0] + words[2] - left - right) / 2;
  const y = shape.type === 'point' ? (words[1] + words[3]) / 2 - shape.at[1] : words[3] - top;
  return movedShape(shape, { x, y });
}

/** A mark as it lies now in reading order: a shape may have been moved since it was made. */
export function inOrderOfPlace(mark: Annotation): Annotation {
  if (!mark.anchor.shape) return mark;
  const order = readingOrderKey(mark.anchor);
  return order === mark.order ? mark : { ...mark, order };
}
