import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyMatrix, type Rect, viewportMatrix } from '../../../src-shared/pdf/index.ts';

/** Whether a program is on this machine; says so where it is not. */
export function has(program: string): boolean {
  const found = spawnSync(program, ['-v']).error === undefined;
  if (!found) console.warn(`${program} is not installed, its tests are skipped`);
  return found;
}

/** A page as poppler draws it. */
export type Picture = { readonly width: number; readonly height: number; readonly pixels: Buffer };

/** The first page at 72 dpi, a pixel a point; `folder` takes what poppler writes. */
export function rendered(path: string, folder: string): Picture {
  const out = join(folder, 'page');
  const options = ['-r', '72', '-f', '1', '-l', '1', '-cropbox', '-aa', 'no', '-aaVector', 'no'];
  execFileSync('pdftoppm', [...options, '-singlefile', path, out]);
  const file = readFileSync(`${out}.ppm`);
  const [head = '', width, height] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 40)) ?? [];
  return { width: Number(width), height: Number(height), pixels: file.subarray(head.length) };
}

/** The colour of a pixel. */
export function at({ width, pixels }: Picture, x: number, y: number): number {
  return pixels.readUIntBE(3 * (y * width + x), 3);
}

/** How many pixels differ, of those that `where` names. */
export function differing(
  a: Picture,
  b: Picture,
  where: (x: number, y: number) => boolean,
): { differ: number; all: number } {
  let [differ, all] = [0, 0];
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      if (!where(x, y)) continue;
      all++;
      if (at(a, x, y) !== at(b, x, y)) differ++;
    }
  }
  return { differ, all };
}

/** Tests whether a pixel lies in a rectangle of user space, made larger by some pixels. */
export function within(crop: Rect, rotation: 0 | 90 | 180 | 270, rect: Rect, by: number) {
  const matrix = viewportMatrix({ view: crop, rotation, scale: 1 });
  const [a, b] = [
    applyMatrix(matrix, { x: rect[0], y: rect[1] }),
    applyMatrix(matrix, { x: rect[2], y: rect[3] }),
  ];
  return (x: number, y: number): boolean =>
    x + 1 > Math.min(a.x, b.x) - by &&
    x < Math.max(a.x, b.x) + by &&
    y + 1 > Math.min(a.y, b.y) - by &&
    y < Math.max(a.y, b.y) + by;
}
