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

type Touched = { readonly length: number; readonly [index: number]: ClientPoint };

/** Two fingers: how far they are from each other and what lies between them, CSS pixels. */
export function spanOf(touches: Touched): (ClientPoint & { readonly length: number }) | null {
  const [a, b] = [touches[0], touches[1]];
  if (touches.length !== 2 || !a || !b) return null;
  return {
    length: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
    clientX: (a.clientX + b.clientX) / 2,
    clientY: (a.clientY + b.clientY) / 2,
  };
}

/** Reports two fingers on a screen; one that moves scrolls as the system does it. */
function listenForFingers(
  element: HTMLElement,
  signal: AbortSignal,
  onZoom: (factor: number, at: ClientPoint) => void,
): void {
  let length = 0;
  const begin = ({ touches }: TouchEvent) => {
    length = spanOf(touches)?.length ?? 0;
  };
  const onMove = (event: TouchEvent) => {
    const span = spanOf(event.touches);
    if (!span || length <= 0 || span.length <= 0) return;
    event.preventDefault();
    onZoom(span.length / length, span);
    length = span.length;
  };
  for (const sign of ['touchstart', 'touchend', 'touchcancel'] as const)
    element.addEventListener(sign, begin, { passive: true, signal });
  element.addEventListener('touchmove', onMove, { passive: false, signal });
}

/** Reports Ctrl+wheel and pinches (of a touchpad Chromium reports these as Ctrl+wheel). */
export function listenForZoom(
  element: HTMLElement,
  signal: AbortSignal,
  onZoom: (factor: number, at: ClientPoint) => void,
): void {
  listenForFingers(element, signal, onZoom);
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : NOTCH;
    onZoom(wheelFactor(event.deltaY * lines), event);
  };
  element.addEventListener('wheel', onWheel, { passive: false, signal });
}
