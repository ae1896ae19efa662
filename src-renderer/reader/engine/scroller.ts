/** The focusable scrolled region with the sheet that the pages lie on, added to a container. */
export function addScroller(
  container: HTMLElement,
  label: string | undefined,
): { scroller: HTMLElement; sheet: HTMLElement } {
  const scroller = document.createElement('div');
  scroller.className = 'offprint-scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'region');
  if (label) scroller.setAttribute('aria-label', label);
  const sheet = document.createElement('div');
  sheet.className = 'offprint-sheet';
  scroller.append(sheet);
  container.append(scroller);
  return { scroller, sheet };
}
