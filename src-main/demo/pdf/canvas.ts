import type { Line } from './line-breaking.ts';
import type { FontName } from './metrics.ts';
import { makeRun, type Run } from './runs.ts';
import { literal, num } from './writer.ts';

/** A link on a page: a rectangle in points from the lower left corner, and where it leads. */
export type Link = { rect: readonly [number, number, number, number]; target: string };

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];

/** A picture of RGB pixels, row by row from the top. */
export type Picture = { width: number; height: number; pixels: Buffer };

/** Draws on one page. Coordinates are points, y upwards. */
export type Canvas = {
  line(line: Line, x: number, y: number): void;
  text(text: string, x: number, y: number, font: FontName, size: number, colour?: Colour): void;
  /** Text that runs upwards. */
  vertical(text: string, x: number, y: number, font: FontName, size: number, colour?: Colour): void;
  path(
    points: readonly (readonly [number, number])[],
    colour: Colour,
    width: number,
    dash?: string,
  ): void;
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  /** Small squares, all of one colour. */
  dots(points: readonly (readonly [number, number])[], size: number, colour: Colour): void;
  picture(picture: Picture, x: number, y: number, width: number, height: number): void;
  content(): string;
  links: Link[];
  pictures: Picture[];
};

const linkColour: Colour = [0.08, 0.25, 0.5];
const black: Colour = [0, 0, 0];

/** Short names of the fonts in the pages' resources. */
export const fontKeys: Readonly<Record<FontName, string>> = {
  'Times-Roman': 'F1',
  'Times-Bold': 'F2',
  'Times-Italic': 'F3',
  Helvetica: 'F4',
  'Helvetica-Bold': 'F5',
  Symbol: 'F6',
};

const fillOf = (colour: Colour) => `${colour.map(num).join(' ')} rg`;
const strokeOf = (colour: Colour) => `${colour.map(num).join(' ')} RG`;

/** A blank page. */
export function makeCanvas(): Canvas {
  const out: string[] = [];
  const links: Link[] = [];
  const pictures: Picture[] = [];
  const write = (matrix: string, text: string, font: FontName, size: number, colour: Colour) => {
    const encoded = literal(makeRun(text, font, size).text);
    out.push(
      `BT ${fillOf(colour)} /${fontKeys[font]} ${num(size)} Tf 0 Tw ${matrix} Tm ${encoded} Tj ET`,
    );
  };
  return {
    line: (line, x, y) => out.push(drawLine(line, x, y, links)),
    text: (text, x, y, font, size, colour = black) =>
      write(`1 0 0 1 ${num(x)} ${num(y)}`, text, font, size, colour),
    vertical: (text, x, y, font, size, colour = black) =>
      write(`0 1 -1 0 ${num(x)} ${num(y)}`, text, font, size, colour),
    path: (points, colour, width, dash = '') => {
      const steps = points.map(([x, y], i) => `${num(x)} ${num(y)} ${i === 0 ? 'm' : 'l'}`);
      out.push(`q ${strokeOf(colour)} ${num(width)} w 1 j [${dash}] 0 d ${steps.join(' ')} S Q`);
    },
    fill: (x, y, width, height, colour) => {
      out.push(`${fillOf(colour)} ${[x, y, width, height].map(num).join(' ')} re f`);
    },
    dots: (points, size, colour) => {
      const squares = points.map(([x, y]) => `${num(x)} ${num(y)} ${num(size)} ${num(size)} re`);
      out.push(`${fillOf(colour)} ${squares.join(' ')} f`);
    },
    picture: (picture, x, y, width, height) => {
      pictures.push(picture);
      out.push(`q ${[width, 0, 0, height, x, y].map(num).join(' ')} cm /P${pictures.length} Do Q`);
    },
    content: () => out.join('\n'),
    links,
    pictures,
  };
}

function drawLine(line: Line, x: number, y: number, links: Link[]): string {
  const parts = [`BT ${num3(line.wordSpacing)} Tw 1 0 0 1 ${num(x)} ${num(y)} Tm`];
  let at = x;
  let state = '';
  for (const run of line.runs) {
    const next = `${fillOf(run.link ? linkColour : black)} /${fontKeys[run.font]} ${num(run.size)} Tf ${num(run.rise ?? 0)} Ts`;
    if (next !== state) parts.push(next);
    state = next;
    parts.push(`${literal(run.text)} Tj`);
    const width = run.width + line.wordSpacing * countSpaces(run.text);
    if (run.link) links.push({ rect: linkRect(run, at, y, width), target: run.link });
    at += width;
  }
  parts.push('0 Ts ET');
  return parts.join(' ');
}

function linkRect(run: Run, x: number, y: number, width: number): Link['rect'] {
  return [x - 0.5, y - run.size * 0.22, x + width + 0.5, y + run.size * 0.76];
}

function countSpaces(text: string): number {
  return text.split(' ').length - 1;
}

/** Word spacing adds up along a line, so it gets one more place than coordinates. */
function num3(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
