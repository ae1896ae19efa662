/** What a key chord asks of a key event, parsed from such as `Mod+Shift+K`, `?`, `ArrowDown`. */
export type Chord = {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As `KeyboardEvent.key`; single letters in lower case. */
  readonly key: string;
};

/** The part of a keyboard event that matching needs. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

const ALIASES: Readonly<Record<string, string>> = { Space: ' ', Plus: '+', Esc: 'Escape' };

/** Parses a chord; `Mod` is Cmd on a Mac and Ctrl elsewhere. */
export function parseChord(text: string): Chord {
  const parts = partsOf(text);
  const last = parts.pop() ?? '';
  const key = ALIASES[last] ?? last;
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

/** The keys of a chord; the sign `+` joins them and may be the last of them. */
function partsOf(text: string): string[] {
  return text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
}

/**
 * Whether a key event is a chord. Shift counts for letters and named keys only: a layout may need it
 * to type `?` at all. Where a layout types no Latin letter, the key's place counts.
 */
export function matchesChord(press: KeyPress, chord: Chord, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== chord.mod || other || press.altKey !== chord.alt) return false;
  const key = latinKey(press);
  if (key !== chord.key) return false;
  const symbol = key.length === 1 && !/[a-z]/.test(key);
  return (symbol && !chord.shift) || press.shiftKey === chord.shift;
}

function latinKey({ key, code }: KeyPress): string {
  if (key.length !== 1) return key;
  const typed = key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter && typed.charCodeAt(0) > 127 ? letter.toLowerCase() : typed;
}

/** Chords that a text field needs for itself, whatever the program does with them elsewhere. */
const TEXT_CHORDS = ['a', 'b', 'c', 'i', 'u', 'v', 'x', 'y', 'z'];

/** Whether a press belongs to the text that is being edited. */
export function belongsToText(press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  if (!mod || press.altKey) return !/^F\d+$/.test(press.key);
  const key = latinKey(press);
  return TEXT_CHORDS.includes(key) || /^(Arrow|Home|End|Backspace|Delete|Enter)/.test(key);
}

const MAC_NAMES: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const NAMES: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Plus: '+',
};

/** A chord as people read it: `Ctrl K`, on a Mac `⌘ K`. */
export function formatChord(text: string, mac: boolean): string {
  return partsOf(text)
    .map((part) => (mac ? MAC_NAMES[part] : undefined) ?? NAMES[part] ?? upperLetter(part))
    .join(' ');
}

function upperLetter(part: string): string {
  return part.length === 1 ? part.toUpperCase() : part;
}
