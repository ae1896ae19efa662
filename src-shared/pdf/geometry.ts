import type { Matrix, Point, Quad, Rect } from './types.ts';

/** What a page looks like on the screen: `view` in points, `scale` in CSS pixels per point. */
export type Viewport = {
  readonly view: Rect;
  /** Clockwise, the page's own rotation included. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly scale: number;
};

/** The matrix that does nothing. */
export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** `a · b`: the matrix that applies `b` first and `a` afterwards. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** The matrix that undoes `m`; of a matrix without an inverse the entries are not finite. */
export function invert(m: Matrix): Matrix {
  const d = m[0] * m[3] - m[1] * m[2];
  return [
    m[3] / d,
    -m[1] / d,
    -m[2] / d,
    m[0] / d,
    (m[2] * m[5] - m[3] * m[4]) / d,
    (m[1] * m[4] - m[0] * m[5]) / d,
  ];
}

/** `p` carried into the space that `m` leads to. */
export function applyMatrix(m: Matrix, p: Point): Point {
  return { x: m[0] * p.x + m[2] * p.y + m[4], y: m[1] * p.x + m[3] * p.y + m[5] };
}

const turns: Record<Viewport['rotation'], readonly [number, number, number, number]> = {
  0: [1, 0, 0, -1],
  90: [0, 1, 1, 0],
  180: [-1, 0, 0, 1],
  270: [0, -1, -1, 0],
};

/**
 * User space (points, y up) to CSS pixels (origin top left, y down); the same as pdf.js's
 * `viewport.transform`. A page with a `userUnit` wants its `scale` multiplied by it.
 */
export function viewportMatrix({ view, rotation, scale }: Viewport): Matrix {
  const [a, b, c, d] = turns[rotation].map((n) => n * scale) as [number, number, number, number];
  const size = viewportSize({ view, rotation, scale });
  const x = (view[0] + view[2]) / 2;
  const y = (view[1] + view[3]) / 2;
  return [a, b, c, d, size.width / 2 - a * x - c * y, size.height / 2 - b * x - d * y];
}

/** Size of the page on the screen in CSS pixels. */
export function viewportSize({ view, rotation, scale }: Viewport): {
  width: number;
  height: number;
} {
  const across = Math.abs(view[2] - view[0]) * scale;
  const along = Math.abs(view[3] - view[1]) * scale;
  const lying = rotation === 90 || rotation === 270;
  return lying ? { width: along, height: across } : { width: across, height: along };
}

/** The smallest upright rectangle around a quad, same space. */
export function quadBounds(quad: Quad): Rect {
  return boundsOf([quad]);
}

/** The smallest upright rectangle around all quads, same space; `[0, 0, 0, 0]` for none. */
export function boundsOf(quads: readonly Quad[]): Rect {
  if (quads.length === 0) return [0, 0, 0, 0];
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const quad of quads) {
    for (let i = 0; i < 8; i += 2) widen(box, quad[i]!, quad[i + 1]!);
  }
  return box;
}

function widen(box: [number, number, number, number], x: number, y: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}
