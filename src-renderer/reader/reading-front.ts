import type { ReadingClock } from './reading-clock.ts';

/** What whoever reads does now and then. */
const SIGNS = ['pointermove', 'pointerdown', 'wheel', 'touchmove', 'keydown', 'scroll'] as const;

/**
 * Lets a clock run while its reader is in front of the user: its tab, in a window that has the focus.
 * Returns what is to be called when another tab comes to the front.
 */
export function followReading(
  clock: ReadingClock,
  isActive: () => boolean,
  signal: AbortSignal,
): () => void {
  const follow = (): void => {
    clock.setFront(isActive() && !document.hidden && document.hasFocus());
  };
  window.addEventListener('focus', follow, { signal });
  window.addEventListener('blur', follow, { signal });
  document.addEventListener('visibilitychange', follow, { signal });
  for (const sign of SIGNS)
    document.addEventListener(sign, () => clock.sign(), { signal, capture: true, passive: true });
  follow();
  return follow;
}
