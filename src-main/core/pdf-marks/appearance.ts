import type { MarkShape } from '../../../src-shared/contract/index.ts';
import { boundsOf, type Quad, type Rect } from '../../../src-shared/pdf/index.ts';
import { lineRgbOf, type Rgb, rgbOf } from './colours.ts';
import type { MarkToWrite, Subtype } from './types.ts';

/** How an annotation looks: a content stream in the page's own space, within `rect`. */
export type Appearance = {
  readonly subtype: Subtype;
  readonly rect: Rect;
  /** The annotation's own colour, from which other programs draw it anew when it is changed. */
  readonly colour: Rgb;
  readonly content: string;
  /** How what lies below shows through. */
  readonly blend: 'Multiply' | 'Normal';
  /** Of what is filled, 0 to 1. */
  readonly opacity: number;
};

/** Where in a line of words its mark's own line lies, as a share of the height from below. */
const LINE_AT = { underline: 0.06, strikeout: 0.42 } as const;
const LINE_WIDTH = 1.3;
const BORDER_WIDTH = 1;
const AREA_OPACITY = 0.35;
/** How far a sticky note's sign reaches from its point, points. */
const PIN_RADIUS = 8;
const FOLD = PIN_RADIUS * 0.7;
/** Rounding must not put a quad outside of its annotation: some readers then ignore it. */
const SLACK = 0.01;

const OVER_WORDS = {
  highlight: 'Highlight',
  underline: 'Underline',
  strikeout: 'StrikeOut',
} as const;

/** How a mark looks on one page of its anchor; `quads` are of that page. */
export function appearanceOf(mark: MarkToWrite, quads: readonly Quad[]): Appearance {
  const { shape } = mark.anchor;
  return shape ? appearanceOfShape(mark, shape) : appearanceOverWords(mark, quads);
}

function appearanceOverWords({ kind, colour }: MarkToWrite, quads: readonly Quad[]): Appearance {
  if (kind !== 'underline' && kind !== 'strikeout') {
    const fill = rgbOf(colour);
    const content = `${operands(fill)} rg ${quads.map(pathOfQuad).join(' ')} f`;
    const rect = grown(boundsOf(quads), SLACK);
    return { subtype: 'Highlight', rect, colour: fill, content, blend: 'Multiply', opacity: 1 };
  }
  const line = lineRgbOf(colour);
  const lines = quads.map((quad) => lineThrough(quad, LINE_AT[kind])).join(' ');
  return {
    subtype: OVER_WORDS[kind],
    rect: grown(boundsOf(quads), LINE_WIDTH / 2),
    colour: line,
    content: `${operands(line)} RG ${LINE_WIDTH} w ${lines} S`,
    ...PLAIN,
  };
}

const PLAIN = { blend: 'Normal', opacity: 1 } as const;

function appearanceOfShape({ colour }: MarkToWrite, shape: MarkShape): Appearance {
  const [fill, line] = [rgbOf(colour), lineRgbOf(colour)];
  const colours = `${operands(fill)} rg ${operands(line)} RG`;
  switch (shape.type) {
    case 'rect': {
      const [left, bottom, right, top] = grown(shape.rect, -BORDER_WIDTH / 2);
      const path = `${operands([left, bottom, right - left, top - bottom])} re`;
      return {
        ...{ subtype: 'Square', rect: shape.rect, colour: line, blend: 'Multiply' },
        content: `${colours} ${BORDER_WIDTH} w ${path} B`,
        opacity: AREA_OPACITY,
      };
    }
    case 'ink': {
      const rect = grown(boundsOfPaths(shape.paths), shape.width / 2 + SLACK);
      const strokes = shape.paths.map(pathOfStroke).join(' ');
      const content = `${operands(line)} RG ${number(shape.width)} w 1 J 1 j ${strokes} S`;
      return { subtype: 'Ink', rect, colour: line, content, ...PLAIN };
    }
    case 'point':
      return {
        ...{ subtype: 'Text', colour: fill, ...PLAIN },
        rect: pinAround(shape.at),
        content: `${colours} ${BORDER_WIDTH} w ${pathOfPin(shape.at)} B`,
      };
  }
}

function pathOfQuad([ax, ay, bx, by, cx, cy, dx, dy]: Quad): string {
  // One path of all quads, each the same way round, so that where lines touch nothing is darker.
  return `${operands([ax, ay])} m ${operands([bx, by])} l ${operands([dx, dy])} l ${operands([cx, cy])} l h`;
}

function lineThrough([ax, ay, bx, by, cx, cy, dx, dy]: Quad, share: number): string {
  const at = (low: number, high: number): number => low + (high - low) * share;
  return `${operands([at(cx, ax), at(cy, ay)])} m ${operands([at(dx, bx), at(dy, by)])} l`;
}

function pathOfStroke(points: readonly number[]): string {
  const pairs = Array.from({ length: Math.floor(points.length / 2) }, (_, i) =>
    operands(points.slice(2 * i, 2 * i + 2)),
  );
  // A line to where it began is a dot, with round ends.
  const [first, ...rest] = pairs.length === 1 ? [pairs[0], pairs[0]] : pairs;
  return `${first} m ${rest.map((pair) => `${pair} l`).join(' ')}`;
}

/** The rectangle of a sticky note's sign. */
export function pinAround([x, y]: readonly [number, number]): Rect {
  return [x - PIN_RADIUS, y - PIN_RADIUS, x + PIN_RADIUS, y + PIN_RADIUS];
}

function pathOfPin(at: readonly [number, number]): string {
  const [left, bottom, right, top] = grown(pinAround(at), -BORDER_WIDTH / 2);
  const corners = [
    [left, bottom],
    [right, bottom],
    [right, top - FOLD],
    [right - FOLD, top],
    [left, top],
  ];
  return `${corners.map((corner, i) => `${operands(corner)} ${i === 0 ? 'm' : 'l'}`).join(' ')} h`;
}

/** The rectangle around strokes, each x, y, x, y, … */
export function boundsOfPaths(paths: readonly (readonly number[])[]): Rect {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let i = 0; i + 1 < path.length; i += 2) {
      [left, right] = [Math.min(left, path[i]!), Math.max(right, path[i]!)];
      [bottom, top] = [Math.min(bottom, path[i + 1]!), Math.max(top, path[i + 1]!)];
    }
  }
  return [left, bottom, right, top];
}

function grown([left, bottom, right, top]: Rect, by: number): Rect {
  return [left - by, bottom - by, right + by, top + by];
}

function operands(numbers: readonly number[]): string {
  return numbers.map(number).join(' ');
}

/** PDF knows no exponents. */
function number(value: number): string {
  return String(Number(value.toFixed(4)) + 0);
}
