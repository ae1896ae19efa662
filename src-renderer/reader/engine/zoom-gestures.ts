/** Where a gesture happens, CSS pixels of the client area. */
export type ClientPoint = { readonly clientX: number; readonly clientY: number };

/** A mouse wheel's notch is at least so many pixels; a pinch on a touchpad comes in smaller ones. */
const NOTCH = 40;
const NOTCH_FACTOR = 1.15;
const PINCH_DIVISOR = 90;

/** What a wheel's movement (its `deltaY`, pixels) with the control key multiplies the zoom by. */
export function wheelFactor(deltaY: number): number {
  if (Math.abs(deltaY) >= NOTCH) return deltaY > 0 ? 1 / NOTCH_FACTOR : NOTCH_FACTOR;
  return Math.exp(-deltaY / PINCH_DIVISOR);
}

/** Reports Ctrl+wheel and pinches on an element (Chromium reports these as Ctrl+wheel). */
export function listenForZoom(
  element: HTMLElement,
  signal: AbortSignal,
  onZoom: (factor: number, at: ClientPoint) => void,
): void {
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : NOTCH;
    onZoom(wheelFactor(event.deltaY * lines), event);
  };
  element.addEventListener('wheel', onWheel, { passive: false, signal });
}
