import { type RefObject, useEffect, useRef } from 'react';
import { registry } from '../app/actions.ts';
import { type KeyPress, matchesChord, parseChord } from '../app/keys.ts';
import { isMac } from '../app/platform.ts';

/** The action of a group that has a key; lists have some of the same keys for acts of their own. */
function keyActionOf(group: string, press: KeyPress): string | undefined {
  return registry.all.find(
    ({ id, keys }) =>
      id.startsWith(`${group}.`) && keys.some((key) => matchesChord(press, parseChord(key), isMac)),
  )?.id;
}

/** Whether a key press types a letter or a digit, by which trees and lists find an entry. */
const isTyped = ({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean =>
  !ctrlKey && !metaKey && !altKey && /^[\p{L}\p{N}]$/u.test(key);

/**
 * Lets the actions of a group go before those of the list of papers while an element has the focus,
 * and keeps letters for finding an entry; `onFocus` hears which entry has the focus, by `data-own`.
 */
export function useOwnKeys(
  element: RefObject<HTMLElement | null>,
  group: string,
  onFocus: (id: string | null) => void,
): void {
  const hear = useRef(onFocus);
  useEffect(() => {
    hear.current = onFocus;
  });
  useEffect(() => {
    const own = element.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.target instanceof Node && own?.contains(event.target))) return;
      const action = keyActionOf(group, event);
      if (action !== undefined && registry.run(action)) event.stopPropagation();
      else if (!isTyped(event)) return;
      event.preventDefault();
    };
    const onFocusIn = ({ target }: FocusEvent): void => {
      const entry = target instanceof Element ? target.closest('[data-own]') : null;
      hear.current(entry instanceof HTMLElement ? (entry.dataset.own ?? null) : null);
    };
    // Trees take arrow keys as they come down, with Alt as well.
    document.addEventListener('keydown', onKeyDown, true);
    own?.addEventListener('focusin', onFocusIn);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      own?.removeEventListener('focusin', onFocusIn);
    };
  }, [element, group]);
}
