/** CSS pixels from one thumbnail's top to the next one's. */
export const ROW = 204;

/** Box that a thumbnail lies in, CSS pixels. */
export const THUMBNAIL = { width: 150, height: 172 } as const;

/** First page and end (exclusive) of the thumbnails to mount: those shown and one at either end. */
export function rowsShown(top: number, height: number, pages: number): [number, number] {
  const first = Math.max(0, Math.floor(top / ROW) - 1);
  return [Math.min(first, pages), Math.min(pages, Math.ceil((top + height) / ROW) + 1)];
}

/** Where to scroll so that a page's row is shown; the same place where it already is. */
export function topToShow(page: number, top: number, height: number): number {
  if (page * ROW < top) return page * ROW;
  return Math.max(top, (page + 1) * ROW - height);
}

/** The page that a key leads to in the list, or null for a key that does not move. */
export function pageForKey(key: string, page: number, pages: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: page + 1,
    ArrowUp: page - 1,
    PageDown: page + 4,
    PageUp: page - 4,
    Home: 0,
    End: pages - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.min(pages - 1, Math.max(0, next));
}
