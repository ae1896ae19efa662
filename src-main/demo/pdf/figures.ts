import { type Random, randomOf } from '../corpus/random.ts';
import { capitalised } from '../corpus/text.ts';
import type { Canvas, Colour, Picture } from './canvas.ts';
import type { Float } from './paper-text.ts';
import { makeRun } from './runs.ts';

type Figure = Extract<Float, { kind: 'figure' }>;
type Box = { x: number; y: number; width: number; height: number };

/** Heights of plots in points, captions not counted. */
export const plotHeight = 132;

const ink: Colour = [0.25, 0.25, 0.25];
const faint: Colour = [0.86, 0.86, 0.86];
const palette: readonly Colour[] = [
  [0.05, 0.44, 0.43],
  [0.82, 0.45, 0.16],
  [0.36, 0.42, 0.66],
];

/** Draws a figure's plot into a box whose lower left corner is at x, y. */
export function drawPlot(canvas: Canvas, figure: Figure, key: string, box: Box): void {
  const random = randomOf('plot', key, figure.number);
  const inner = { x: box.x + 30, y: box.y + 26, width: box.width - 38, height: box.height - 34 };
  const draw = { curves, bars, scatter, heat }[figure.plot];
  draw(canvas, figure, inner, random);
  centred(canvas, figure.xLabel, inner.x + inner.width / 2, box.y + 3, 7);
  const label = capitalised(figure.yLabel);
  const shift = makeRun(label, 'Helvetica', 7).width / 2;
  canvas.vertical(label, box.x + 8, inner.y + inner.height / 2 - shift, 'Helvetica', 7, ink);
}

function centred(canvas: Canvas, text: string, x: number, y: number, size: number): void {
  canvas.text(text, x - makeRun(text, 'Helvetica', size).width / 2, y, 'Helvetica', size, ink);
}

function axes(canvas: Canvas, box: Box, low: number, high: number): void {
  for (let i = 0; i <= 4; i++) {
    const y = box.y + (box.height * i) / 4;
    if (i > 0)
      canvas.path(
        [
          [box.x, y],
          [box.x + box.width, y],
        ],
        faint,
        0.4,
      );
    const label = String(Math.round(low + ((high - low) * i) / 4));
    canvas.text(
      label,
      box.x - 4 - makeRun(label, 'Helvetica', 6).width,
      y - 2,
      'Helvetica',
      6,
      ink,
    );
  }
  canvas.path(
    [
      [box.x, box.y + box.height],
      [box.x, box.y],
      [box.x + box.width, box.y],
    ],
    ink,
    0.6,
  );
}

function ticks(canvas: Canvas, box: Box, highest: number): void {
  for (let i = 0; i <= 5; i++) {
    const x = box.x + (box.width * i) / 5;
    canvas.path(
      [
        [x, box.y],
        [x, box.y - 2],
      ],
      ink,
      0.5,
    );
    centred(canvas, String(Math.round((highest * i) / 5)), x, box.y - 9, 6);
  }
}

function legend(canvas: Canvas, names: readonly string[], box: Box): void {
  names.forEach((name, i) => {
    const y = box.y + 6 + (names.length - 1 - i) * 9;
    const right = box.x + box.width - 4;
    const width = makeRun(name, 'Helvetica', 6.5).width;
    canvas.path(
      [
        [right - width - 17, y + 2],
        [right - width - 4, y + 2],
      ],
      palette[i]!,
      1.4,
    );
    canvas.text(name, right - width, y, 'Helvetica', 6.5, ink);
  });
}

/** Learning curves: fast at first, then level, with some noise. */
function curves(canvas: Canvas, figure: Figure, box: Box, random: Random): void {
  axes(canvas, box, 20, 80);
  ticks(canvas, box, random.pick([20, 40, 50, 100]));
  figure.names.forEach((_, i) => {
    const top = 0.9 - i * 0.13 - random.next() * 0.05;
    const speed = 3 + random.next() * 4;
    let wander = 0;
    const points = Array.from({ length: 140 }, (__, step) => {
      const t = step / 139;
      wander = wander * 0.9 + (random.next() - 0.5) * 0.018;
      return [
        box.x + t * box.width,
        box.y + box.height * (0.08 + (top - 0.08) * (1 - Math.exp(-speed * t)) + wander),
      ] as const;
    });
    canvas.path(points, palette[i]!, 1.1, i === 2 ? '3 2' : '');
  });
  legend(canvas, figure.names, box);
}

function bars(canvas: Canvas, figure: Figure, box: Box, random: Random): void {
  axes(canvas, box, 0, 80);
  const groups = 4;
  const step = box.width / groups;
  const width = step / 5;
  for (let g = 0; g < groups; g++) {
    for (let i = 0; i < 3; i++) {
      const height = box.height * (0.78 - i * 0.12 - random.next() * 0.16);
      const x = box.x + g * step + width * (i + 1);
      canvas.fill(x, box.y, width * 0.86, height, palette[i]!);
      const middle = x + width * 0.43;
      canvas.path(
        [
          [middle, box.y + height - 3],
          [middle, box.y + height + 3],
        ],
        ink,
        0.6,
      );
    }
    centred(canvas, `split ${g + 1}`, box.x + (g + 0.5) * step, box.y - 9, 6);
  }
  figure.names.forEach((name, i) => {
    const x = box.x + 4 + (box.width / 3) * i;
    canvas.fill(x, box.y + box.height + 2, 6, 5, palette[i]!);
    canvas.text(name, x + 9, box.y + box.height + 2, 'Helvetica', 6, ink);
  });
}

function scatter(canvas: Canvas, _: Figure, box: Box, random: Random): void {
  axes(canvas, box, 20, 80);
  ticks(canvas, box, 100);
  const bell = () => (random.next() + random.next() + random.next()) / 3;
  for (let i = 0; i < 2; i++) {
    const points = Array.from({ length: 700 }, () => {
      const x = bell();
      const y = 0.15 + 0.55 * x + (i === 0 ? 0.12 : -0.08) + (bell() - 0.5) * 0.5;
      return [
        box.x + x * box.width,
        box.y + Math.min(0.98, Math.max(0.01, y)) * box.height,
      ] as const;
    });
    canvas.dots(points, 1.3, palette[i]!);
  }
}

function heat(canvas: Canvas, _: Figure, box: Box, random: Random): void {
  canvas.picture(heatPicture(random), box.x, box.y, box.width, box.height);
  canvas.path(
    [
      [box.x, box.y],
      [box.x + box.width, box.y],
      [box.x + box.width, box.y + box.height],
      [box.x, box.y + box.height],
      [box.x, box.y],
    ],
    ink,
    0.5,
  );
  ticks(canvas, box, 160);
  for (let i = 0; i <= 4; i++) {
    const label = String(i * 24);
    canvas.text(
      label,
      box.x - 4 - makeRun(label, 'Helvetica', 6).width,
      box.y + (box.height * i) / 4 - 2,
      'Helvetica',
      6,
      ink,
    );
  }
}

/** A few soft blobs along a diagonal, and noise, from near white to the first colour. */
function heatPicture(random: Random): Picture {
  const [width, height] = [160, 96];
  const blobs = Array.from({ length: 7 }, () => {
    const along = random.next();
    return {
      x: along * width,
      y: (along + (random.next() - 0.5) * 0.4) * height,
      size: 6 + random.next() * 16,
    };
  });
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let level = random.next() * 0.16;
      for (const blob of blobs) {
        const distance = ((x - blob.x) ** 2 + (y - blob.y) ** 2) / blob.size ** 2;
        if (distance < 6) level += 0.55 * Math.exp(-distance);
      }
      paint(pixels, (y * width + x) * 3, Math.min(1, level));
    }
  }
  return { width, height, pixels };
}

function paint(pixels: Buffer, at: number, level: number): void {
  for (let c = 0; c < 3; c++) pixels[at + c] = 250 + (palette[0]![c]! * 220 - 250) * level;
}
