import { parseKeys } from './keys.ts';

/** Electron's names of keys that are named otherwise there. */
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  ' ': 'Space',
  '+': 'Plus',
};

/** Editing keys of text fields, which on a Mac are the system's menu entries. */
const EDITING = /^[acvxyz]$/;

/**
 * Keys as Electron writes them; null where it cannot: keys that follow each other. A Mac would take
 * the keys that its menu shows, so plain letters and those of text fields are not shown there.
 */
export function acceleratorOf(keys: string | undefined, mac: boolean): string | null {
  const chords = keys === undefined ? [] : parseKeys(keys);
  const [chord] = chords;
  if (!chord || chords.length > 1) return null;
  const { mod, alt, shift, key } = chord;
  const isTyped = !mod && !/^F\d+$/.test(key);
  if (mac && (isTyped || EDITING.test(key))) return null;
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (!/^[\x21-\x7e]+$/.test(name)) return null;
  return [mod && 'CmdOrCtrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}
