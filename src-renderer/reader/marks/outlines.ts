import type { MarkKind, MarkShape } from '../../../src-shared/contract/index.ts';
import type { Quad } from '../../../src-shared/pdf/index.ts';
import { pathOfQuads } from '../selection/selection-paint.ts';

/** Where in a line of words its mark's own line lies, as a share of the height from below. */
const LINE_AT = { underline: 0.06, strikeout: 0.42 } as const;

/** How far a sticky note's sign reaches from its point, points. */
export const PIN_RADIUS = 8;

function linesOfQuads(quads: readonly Quad[], share: number): string {
  return quads
    .map(([ax, ay, bx, by, cx, cy, dx, dy]) => {
      const at = (low: number, high: number) => low + (high - low) * share;
      return `M${at(cx, ax)} ${at(cy, ay)}L${at(dx, bx)} ${at(dy, by)}`;
    })
    .join('');
}

function pathOfStroke(points: readonly number[]): string {
  const [x, y] = points;
  // A line to where it began is a dot, with round ends.
  if (points.length === 2) return `M${x} ${y}L${x} ${y}`;
  return points.map((n, i) => (i % 2 === 0 ? `${i === 0 ? 'M' : 'L'}${n} ` : String(n))).join('');
}

/** A shape as path data in user space. */
export function outlineOfShape(shape: MarkShape): string {
  switch (shape.type) {
    case 'rect': {
      const [left, bottom, right, top] = shape.rect;
      return `M${left} ${bottom}H${right}V${top}H${left}Z`;
    }
    case 'ink':
      return shape.paths.map(pathOfStroke).join('');
    case 'point': {
      const [x, y] = shape.at;
      const [r, fold] = [PIN_RADIUS, PIN_RADIUS * 0.7];
      return `M${x - r} ${y - r}H${x + r}V${y + r - fold}L${x + r - fold} ${y + r}H${x - r}Z`;
    }
  }
}

/** What is drawn of a mark over words that lies at these quads, as path data in user space. */
export function outlineOfWords(kind: MarkKind, quads: readonly Quad[]): string {
  return kind === 'underline' || kind === 'strikeout'
    ? linesOfQuads(quads, LINE_AT[kind])
    : pathOfQuads(quads);
}
