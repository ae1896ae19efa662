import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

/** Where a window was, in the screen's device independent pixels. */
export type WindowState = { bounds: Rectangle | null; maximized: boolean };

/** So much of a window must lie on a screen for it to be found with the mouse. */
const VISIBLE = 64;

const isRectangle = (value: unknown): value is Rectangle =>
  typeof value === 'object' &&
  value !== null &&
  ['x', 'y', 'width', 'height'].every((key) =>
    Number.isSafeInteger((value as Record<string, unknown>)[key]),
  );

function isReachable(bounds: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const left = Math.max(bounds.x, screen.x);
    const right = Math.min(bounds.x + bounds.width, screen.x + screen.width);
    const below = bounds.y >= screen.y && bounds.y + VISIBLE <= screen.y + screen.height;
    return right - left >= VISIBLE && below;
  });
}

/** The remembered place, unless it is on no present screen. */
export function readWindowState(path: string, screens: readonly Rectangle[]): WindowState {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(path, 'utf8'));
    const usable = isRectangle(bounds) && isReachable(bounds, screens);
    return { bounds: usable ? bounds : null, maximized: maximized === true };
  } catch {
    return { bounds: null, maximized: false };
  }
}

/** Remembers the place; a folder that cannot be written costs only the place. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, JSON.stringify(state));
    renameSync(`${path}.tmp`, path);
  } catch {
    // See above.
  }
}
