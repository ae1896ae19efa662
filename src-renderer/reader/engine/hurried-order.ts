import { type Layout, pageAtY, visiblePages } from './layout.ts';

/** A window that moves fast. CSS pixels and milliseconds. */
export type Hurry = {
  readonly scrollTop: number;
  readonly height: number;
  /** CSS pixels a millisecond, downwards positive, not 0. */
  readonly speed: number;
  /** How long a page takes to be drawn. */
  readonly lead: number;
};

/** Pages drawn before they come into sight of a fast window. */
const PAGES_AHEAD = 10;

/** Whole numbers from one to another, both included, upwards or downwards; none against `step`. */
function run(from: number, to: number, step: 1 | -1): number[] {
  const length = Math.max(0, (to - from) * step + 1);
  return Array.from({ length }, (_, at) => from + at * step);
}

/**
 * Pages to draw, most wanted first, for a window that will have moved on by the time they are
 * drawn: the one that will be in its middle, those that follow it in sight, those before it in
 * sight, those still to come. What will have left is not among them.
 */
export function hurriedOrder(layout: Layout, hurry: Hurry): number[] {
  const { scrollTop, height, speed, lead } = hurry;
  const lowest = Math.max(0, layout.height - height);
  const top = Math.min(lowest, Math.max(0, scrollTop + speed * lead));
  const [first, last] = visiblePages(layout, top, height);
  const middle = Math.min(last, Math.max(first, pageAtY(layout, top + height / 2)));
  const step = speed > 0 ? 1 : -1;
  const [near, far] = step > 0 ? [first, last] : [last, first];
  const end = step > 0 ? layout.tops.length - 1 : 0;
  const ahead = far + step * PAGES_AHEAD;
  return [
    ...run(middle, far, step),
    ...run(middle - step, near, step > 0 ? -1 : 1),
    ...run(far + step, step > 0 ? Math.min(end, ahead) : Math.max(end, ahead), step),
  ];
}

/** Pages around one, nearest first and more of them ahead (`1` is downwards) than behind. */
export function aroundPage(
  page: number,
  count: number,
  direction: 1 | -1,
  reach: { readonly ahead: number; readonly behind: number },
): number[] {
  const pages: number[] = [];
  const add = (at: number) => {
    if (at >= 0 && at < count) pages.push(at);
  };
  const every = Math.max(1, Math.round(reach.ahead / Math.max(1, reach.behind)));
  for (let away = 0; away <= reach.ahead; away++) {
    add(page + away * direction);
    const behind = away / every;
    if (away > 0 && Number.isInteger(behind) && behind <= reach.behind) {
      add(page - behind * direction);
    }
  }
  return pages;
}
