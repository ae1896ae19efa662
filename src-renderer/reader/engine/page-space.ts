import { applyMatrix, invert, type Point, type Rect } from '../../../src-shared/pdf/index.ts';
import { type Box, type Layout, pageAtPoint, pageBox } from './layout.ts';
import type { Pages } from './pages.ts';

/** The page under or nearest to a point of the scrolled space, and the point in its user space. */
export function pointOnPage(
  layout: Layout,
  pages: Pages,
  at: Point,
): { page: number; point: Point } {
  const page = pageAtPoint(layout, at);
  const box = pageBox(layout, page);
  const onPage = { x: (at.x - box.left) / layout.zoom, y: (at.y - box.top) / layout.zoom };
  return { page, point: applyMatrix(invert(pages.geometry(page).toPage), onPage) };
}

/** Where a rectangle of a page (user space) lies in the scrolled space. */
export function boxOfRect(layout: Layout, pages: Pages, page: number, rect: Rect): Box {
  const { toPage } = pages.geometry(page);
  const a = applyMatrix(toPage, { x: rect[0], y: rect[1] });
  const b = applyMatrix(toPage, { x: rect[2], y: rect[3] });
  const box = pageBox(layout, page);
  return {
    left: box.left + Math.min(a.x, b.x) * layout.zoom,
    top: box.top + Math.min(a.y, b.y) * layout.zoom,
    width: Math.abs(a.x - b.x) * layout.zoom,
    height: Math.abs(a.y - b.y) * layout.zoom,
  };
}
