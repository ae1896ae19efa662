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
  /** Top of each page. */
  readonly tops: Float64Array;
  /** Size of the whole scrolled space. */
  readonly width: number;
  readonly height: number;
};

/** A place in the document: page from 0, share of its height above the place (0 to 1). */
export type Place = { readonly page: number; readonly share: number };

/** A zoom, or a fit that follows the window. */
export type ZoomRequest = number | 'fit-width' | 'fit-page';

/** CSS pixels between two pages and around the pages. */
export const PAGE_GAP = 18;

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

/** Lays the pages out in one column, centred in a window `viewportWidth` CSS pixels wide. */
export function layoutPages(
  sizes: readonly PageSize[],
  zoom: number,
  viewportWidth: number,
): Layout {
  const tops = new Float64Array(sizes.length);
  let y = PAGE_GAP;
  let widest = 0;
  for (const [i, size] of sizes.entries()) {
    const { width, height } = pageExtent(size, zoom);
    tops[i] = y;
    y += height + PAGE_GAP;
    widest = Math.max(widest, width);
  }
  return { zoom, sizes, tops, width: Math.max(viewportWidth, widest + 2 * PAGE_GAP), height: y };
}

/** A page's box in the scrolled space. */
export function pageBox(layout: Layout, page: number): Box {
  const { width, height } = pageExtent(layout.sizes[page]!, layout.zoom);
  return { left: Math.floor((layout.width - width) / 2), top: layout.tops[page]!, width, height };
}

/** The last page whose top is at or above `y`; the first page for what lies above it. */
export function pageAtY(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (layout.tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** First and last page that a window shows. */
export function visiblePages(layout: Layout, scrollTop: number, height: number): [number, number] {
  const last = pageAtY(layout, scrollTop + Math.max(0, height - 1));
  let first = pageAtY(layout, scrollTop);
  const box = pageBox(layout, first);
  if (first < last && box.top + box.height <= scrollTop) first++;
  return [first, last];
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

/** The zoom that a request means for a page in a window, CSS pixels. */
export function resolveZoom(
  request: ZoomRequest,
  size: PageSize,
  viewport: { width: number; height: number },
): number {
  if (typeof request === 'number') return clampZoom(request);
  const byWidth = (viewport.width - 2 * PAGE_GAP) / size.width;
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
  const page = pageAtY(before, y);
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
