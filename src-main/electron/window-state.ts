import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

/** Where a window was, in the screen's device independent pixels. */
export type WindowState = { bounds: Rectangle | null; maximized: boolean };

/** A window that is opened again at the next start; the page knows its tabs by the id. */
export type KeptWindow = WindowState & { readonly id: string };

/** More windows than anyone has open. */
const MOST_WINDOWS = 20;

/** Whether a text names a window, as the page has it in its address. */
export const isWindowId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

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

/** The windows that were open last, in the order in which they were opened. */
export function readWindowStates(path: string, screens: readonly Rectangle[]): KeptWindow[] {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!Array.isArray(stored)) return [];
    return stored.slice(0, MOST_WINDOWS).flatMap((one) => keptWindow(one, screens));
  } catch {
    return [];
  }
}

/** A place on no present screen is forgotten, the window is not. */
function keptWindow(stored: unknown, screens: readonly Rectangle[]): KeptWindow[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { id, bounds, maximized } = stored as Record<string, unknown>;
  if (typeof id !== 'string' || !isWindowId(id)) return [];
  const usable = isRectangle(bounds) && isReachable(bounds, screens);
  return [{ id, bounds: usable ? bounds : null, maximized: maximized === true }];
}

/** Remembers the windows; a folder that cannot be written costs only their places. */
export function writeWindowStates(path: string, windows: readonly KeptWindow[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, JSON.stringify(windows));
    renameSync(`${path}.tmp`, path);
  } catch {
    // See above.
  }
}
