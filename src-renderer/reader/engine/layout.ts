/** A page's size in points, after its own rotation. */
export type PageSize = { readonly width: number; readonly height: number };

/** A box in the pages' scrolled space: CSS pixels from its top left corner. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Where every page lies at one zoom. CSS pixels. */
export type Layout = {
  /** CSS pixels per point. */
  readonly zoom: number;
  readonly sizes: readonly PageSize[];
  /** Top and left edge of each page. Pages of one row have one top, rows never the same. */
  readonly tops: Float64Array;
  readonly lefts: Float64Array;
  /** Size of the whole scrolled space. */
  readonly width: number;
  readonly height: number;
};

/** A place in the document: page from 0, share of its height above the place (0 to 1). */
export type Place = { readonly page: number; readonly share: number };

/** One page a row; two; or two after a cover that stands alone. */
export type Spread = 'none' | 'two' | 'cover';

/** A zoom, or a fit that follows the window. */
export type ZoomRequest = number | 'fit-width' | 'fit-page';

/** CSS pixels between two pages and around the pages. */
export const PAGE_GAP = 18;

/** CSS pixels between the two pages of a spread. */
export const SPINE = 6;

/** CSS pixels per point at "100 %": a point is 1/72 inch, a CSS pixel 1/96. */
export const ACTUAL_SIZE = 96 / 72;

const MIN_ZOOM = 0.25 * ACTUAL_SIZE;
const MAX_ZOOM = 8 * ACTUAL_SIZE;

/** A zoom within 25 to 800 per cent. */
export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** Steps that the zoom keys and buttons go through, in per cent. */
const ZOOM_STEPS = [
  25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500, 600, 800,
];

/** The next step above (`+1`) or below (`-1`) a zoom, in CSS pixels per point. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const percent = (zoom / ACTUAL_SIZE) * 100;
  const next =
    direction > 0
      ? ZOOM_STEPS.find((step) => step > percent + 0.5)
      : ZOOM_STEPS.findLast((step) => step < percent - 0.5);
  return clampZoom(((next ?? percent) / 100) * ACTUAL_SIZE);
}

/** CSS pixels that a page's edges are drawn at: whole, so that canvases are not resampled. */
export function pageExtent(size: PageSize, zoom: number): { width: number; height: number } {
  return {
    width: Math.max(1, Math.round(size.width * zoom)),
    height: Math.max(1, Math.round(size.height * zoom)),
  };
}

/** First page and end (exclusive) of the row that a page stands in, among `count` pages. */
export function rowOf(page: number, count: number, spread: Spread): [number, number] {
  if (spread === 'none' || (spread === 'cover' && page === 0)) return [page, page + 1];
  const shift = spread === 'cover' ? 1 : 0;
  const first = page - ((page - shift) % 2);
  return [first, Math.min(count, first + 2)];
}

/**
 * Lays the pages out in rows, each row centred in a window `viewportWidth` CSS pixels wide and
 * its pages flush at their tops.
 */
export function layoutPages(
  sizes: readonly PageSize[],
  zoom: number,
  viewportWidth: number,
  spread: Spread = 'none',
): Layout {
  const tops = new Float64Array(sizes.length);
  const lefts = new Float64Array(sizes.length);
  const rows: { first: number; end: number; width: number }[] = [];
  let y = PAGE_GAP;
  for (let first = 0; first < sizes.length; first = rows.at(-1)!.end) {
    const [, end] = rowOf(first, sizes.length, spread);
    let width = 0;
    let height = 0;
    for (let page = first; page < end; page++) {
      const extent = pageExtent(sizes[page]!, zoom);
      tops[page] = y;
      lefts[page] = page > first ? width + SPINE : 0;
      width = lefts[page]! + extent.width;
      height = Math.max(height, extent.height);
    }
    rows.push({ first, end, width });
    y += height + PAGE_GAP;
  }
  const widest = rows.reduce((most, row) => Math.max(most, row.width), 0);
  const width = Math.max(viewportWidth, widest + 2 * PAGE_GAP);
  for (const row of rows) {
    const left = Math.floor((width - row.width) / 2);
    for (let page = row.first; page < row.end; page++) lefts[page] = lefts[page]! + left;
  }
  return { zoom, sizes, tops, lefts, width, height: y };
}

/** A page's box in the scrolled space. */
export function pageBox(layout: Layout, page: number): Box {
  const { width, height } = pageExtent(layout.sizes[page]!, layout.zoom);
  return { left: layout.lefts[page]!, top: layout.tops[page]!, width, height };
}

function bottomOf(layout: Layout, page: number): number {
  const { top, height } = pageBox(layout, page);
  return top + height;
}

/** First and last page of the row that a page stands in. */
export function rowAt(layout: Layout, page: number): [number, number] {
  const top = layout.tops[page];
  let [first, last] = [page, page];
  while (layout.tops[first - 1] === top) first--;
  while (layout.tops[last + 1] === top) last++;
  return [first, last];
}

/** First and last page of the last row whose top is at or above `y`, else of the first row. */
function rowAtY(layout: Layout, y: number): [number, number] {
  let low = 0;
  let high = layout.tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (layout.tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return rowAt(layout, low);
}

/**
 * The page at a height: of the last row whose top is at or above it the first page that reaches
 * down to it, else the longest; the first row for what lies above it.
 */
export function pageAtY(layout: Layout, y: number): number {
  const [first, last] = rowAtY(layout, y);
  let best = first;
  for (let page = first; page <= last && bottomOf(layout, best) < y; page++) {
    if (bottomOf(layout, page) > bottomOf(layout, best)) best = page;
  }
  return best;
}

/** The page under or nearest to a point of the scrolled space. */
export function pageAtPoint(layout: Layout, { x, y }: { x: number; y: number }): number {
  const [first, last] = rowAtY(layout, y);
  let page = last;
  while (page > first && x < layout.lefts[page]! - SPINE / 2) page--;
  return page;
}

/** First and last page that a window shows; whole rows, wide as they may be. */
export function visiblePages(layout: Layout, scrollTop: number, height: number): [number, number] {
  const [, last] = rowAtY(layout, scrollTop + Math.max(0, height - 1));
  const [first, end] = rowAtY(layout, scrollTop);
  let bottom = 0;
  for (let page = first; page <= end; page++) bottom = Math.max(bottom, bottomOf(layout, page));
  return end < last && bottom <= scrollTop ? [end + 1, last] : [first, last];
}

/** The page that fills most of the window; the earlier one of equals. */
export function currentPage(layout: Layout, scrollTop: number, height: number): number {
  const [first, last] = visiblePages(layout, scrollTop, height);
  let best = first;
  let most = -1;
  for (let page = first; page <= last; page++) {
    const box = pageBox(layout, page);
    const shown = Math.min(box.top + box.height, scrollTop + height) - Math.max(box.top, scrollTop);
    if (shown > most + 0.5) {
      most = shown;
      best = page;
    }
  }
  return best;
}

/** The first page of the row after (`1`) or before (`-1`) a page's, or of its own at the ends. */
export function neighbourPage(layout: Layout, page: number, direction: 1 | -1): number {
  const [first, last] = rowAt(layout, page);
  const next = direction > 0 ? last + 1 : first - 1;
  return layout.tops[next] === undefined ? first : rowAt(layout, next)[0];
}

/** The place that lies at a height of the scrolled space; the gap belongs to the page above. */
export function placeAtY(layout: Layout, y: number): Place {
  const page = pageAtY(layout, y);
  const box = pageBox(layout, page);
  return { page, share: Math.min(1, Math.max(0, (y - box.top) / box.height)) };
}

/** The height of the scrolled space at which a place lies. */
export function yOfPlace(layout: Layout, place: Place): number {
  const page = Math.min(Math.max(0, place.page), layout.tops.length - 1);
  const box = pageBox(layout, page);
  return box.top + place.share * box.height;
}

/** What must fit when a row does: a page that stands alone in a spread leaves its pair's room. */
export function fittedSize(sizes: readonly PageSize[], page: number, spread: Spread): PageSize {
  if (spread === 'none') return sizes[page]!;
  const [first, end] = rowOf(page, sizes.length, spread);
  const a = sizes[first]!;
  const b = sizes[end - 1]!;
  return { width: a.width + b.width, height: Math.max(a.height, b.height) };
}

/** The zoom that a request means for a row of pages in a window, CSS pixels. */
export function resolveZoom(
  request: ZoomRequest,
  size: PageSize,
  viewport: { width: number; height: number },
  spread: Spread = 'none',
): number {
  if (typeof request === 'number') return clampZoom(request);
  const between = spread === 'none' ? 0 : SPINE;
  const byWidth = (viewport.width - 2 * PAGE_GAP - between) / size.width;
  if (request === 'fit-width') return clampZoom(byWidth);
  return clampZoom(Math.min(byWidth, (viewport.height - 2 * PAGE_GAP) / size.height));
}

/** Where a window must scroll so that what lay under a point of it lies there in a new layout. */
export function scrollForZoom(
  before: Layout,
  after: Layout,
  scroll: { left: number; top: number },
  at: { x: number; y: number },
): { left: number; top: number } {
  const y = scroll.top + at.y;
  const page = pageAtPoint(before, { x: scroll.left + at.x, y });
  const from = pageBox(before, page);
  const to = pageBox(after, page);
  const scale = after.zoom / before.zoom;
  // In the gap below a page nothing scales, so only the part within the page is stretched.
  const inside = Math.min(Math.max(0, y - from.top), from.height);
  const outside = y - from.top - inside;
  const x = scroll.left + at.x - from.left;
  return {
    left: Math.max(0, to.left + x * scale - at.x),
    top: Math.max(0, to.top + (inside / from.height) * to.height + outside - at.y),
  };
}
