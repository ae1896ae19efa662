import { type Layout, pageBox, visiblePages } from './layout.ts';

/** What a window shows of the pages and which way it moves. */
export type Window = {
  readonly scrollTop: number;
  readonly height: number;
  /** 1 downwards, -1 upwards. */
  readonly direction: 1 | -1;
};

/** Pages that are drawn before they are seen, in the direction of scrolling. */
const PAGES_AHEAD = 2;

function distanceFromCentre(layout: Layout, page: number, centre: number): number {
  const box = pageBox(layout, page);
  return Math.max(box.top - centre, 0, centre - box.top - box.height);
}

/**
 * Pages to draw, most wanted first: those in the window by their distance from its centre, then
 * two ahead and one behind.
 */
export function renderOrder(layout: Layout, window: Window): number[] {
  const [first, last] = visiblePages(layout, window.scrollTop, window.height);
  const centre = window.scrollTop + window.height / 2;
  const visible: number[] = [];
  for (let page = first; page <= last; page++) visible.push(page);
  visible.sort(
    (a, b) =>
      distanceFromCentre(layout, a, centre) - distanceFromCentre(layout, b, centre) || a - b,
  );
  const down = window.direction > 0;
  const edge = down ? last : first;
  const behind = down ? first - 1 : last + 1;
  const ahead = Array.from({ length: PAGES_AHEAD }, (_, i) => edge + (i + 1) * window.direction);
  const exists = (page: number) => page >= 0 && page < layout.tops.length;
  return [...visible, ...[...ahead, behind].filter(exists)];
}
