/** Pages in the order in which they are looked through: the one before the eye, then the nearest. */
export function scanOrder(from: number, first: number, last: number): number[] {
  const pages = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  // Of two that are equally near, what comes next is read sooner.
  const distance = (page: number) => 2 * Math.abs(page - from) - (page > from ? 1 : 0);
  return pages.sort((a, b) => distance(a) - distance(b));
}
