import { registry } from './actions.ts';
import { KeySequence } from './key-sequence.ts';
import { belongsToText, chordOf } from './keys.ts';
import { isMac } from './platform.ts';

/** What is typed into; boxes that are ticked or chosen take the keys of controls only. */
const FIELDS =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])';
/** What has keys of its own; nothing of the program happens behind a dialog or a menu. */
const OVERLAYS = 'dialog, [role="dialog"], [role="alertdialog"], [role="menu"]';
const CONTROLS = 'button, a[href], input, summary, [role="tab"], [role="button"], [role="radio"]';

/** Keys by which a focused control is used. */
const CONTROL_KEYS = /^(Enter| |Arrow.*|Home|End|PageUp|PageDown)$/;

/** Runs the action of each key press that nothing nearer has taken. */
export function listenForKeys(): void {
  const sequence = new KeySequence({
    match: (presses) => registry.forKeys(presses, isMac),
    run: ({ id }) => registry.run(id),
  });
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isComposing(event) || isTaken(event)) return sequence.reset();
    // Shift is pressed on the way to a key and ends nothing that was begun.
    if (chordOf(event, isMac) !== null && sequence.press(event)) event.preventDefault();
  });
  // What was begun in one place is not ended in another.
  window.addEventListener('pointerdown', () => sequence.reset(), { capture: true });
}

/** An input method is at work; some browsers say so by code 229 only. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (target.closest(OVERLAYS)) return true;
  if (target.closest(FIELDS)) return belongsToText(event, isMac);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && CONTROL_KEYS.test(event.key) && target.closest(CONTROLS) !== null;
}
