import type { Box } from './engine/index.ts';

/** What a popover speaks of: its lines, the one that it is to stand at first, and on which side. */
export type PopoverTarget = {
  /** CSS pixels of the client area. */
  readonly lines: readonly Box[];
  readonly side: 'above' | 'below';
};

type Size = { readonly width: number; readonly height: number };

/** CSS pixels between the popover and its line, and the edges of the area. */
const AIR = 8;

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));

/**
 * Where a popover stands: at the first of the lines that is in sight, on the wanted side if there is
 * room, never outside the area. Null where no line is in sight.
 */
export function popoverPlace(
  { lines, side }: PopoverTarget,
  area: Box,
  { width, height }: Size,
): { readonly left: number; readonly top: number } | null {
  const bottom = area.top + area.height;
  const right = area.left + area.width;
  const line = lines.find(
    (box) =>
      box.top + box.height > area.top &&
      box.top < bottom &&
      box.left + box.width > area.left &&
      box.left < right,
  );
  if (!line) return null;
  const above = line.top - height - AIR;
  const below = line.top + line.height + AIR;
  const fitsAbove = above >= area.top + AIR;
  const fitsBelow = below + height <= bottom - AIR;
  const top = side === 'above' ? (fitsAbove ? above : below) : fitsBelow ? below : above;
  const left = line.left + line.width / 2 - width / 2;
  return {
    left: clamp(left, area.left + AIR, right - width - 2 * AIR),
    top: clamp(top, area.top + AIR, bottom - height - AIR),
  };
}
