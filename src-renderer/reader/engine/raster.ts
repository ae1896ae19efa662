import { type PageSize, pageExtent } from './layout.ts';

/** How many device pixels a page is drawn with. */
export type Raster = {
  readonly width: number;
  readonly height: number;
  /** Device pixels per point. */
  readonly scale: number;
  readonly bytes: number;
  /** Fewer pixels than the screen has, because the page would need too many. */
  readonly capped: boolean;
};

/**
 * Most device pixels of one page's canvas: 44 MB, so that two pages in the window and one ahead fit
 * the budget of all tabs. What is sharper still is drawn of the part in the window alone.
 */
export const MAX_PAGE_PIXELS = 11_000_000;

/** The canvas for a page at a zoom (CSS pixels per point) on a screen with a pixel ratio. */
export function rasterFor(
  size: PageSize,
  zoom: number,
  pixelRatio: number,
  maxPixels: number = MAX_PAGE_PIXELS,
): Raster {
  const extent = pageExtent(size, zoom);
  const wanted = extent.width * extent.height * pixelRatio * pixelRatio;
  const shrink = wanted > maxPixels ? Math.sqrt(maxPixels / wanted) : 1;
  const width = Math.max(1, Math.floor(extent.width * pixelRatio * shrink));
  const height = Math.max(1, Math.floor(extent.height * pixelRatio * shrink));
  return {
    width,
    height,
    scale: width / size.width,
    bytes: width * height * 4,
    capped: shrink < 1,
  };
}
