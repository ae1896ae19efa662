import { t } from './texts/index.ts';

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

const parsed = new Map<string, readonly Chord[]>();

/** Parses keys that are pressed one after the other, such as `g g`: chords with spaces between. */
export function parseKeys(text: string): readonly Chord[] {
  let chords = parsed.get(text);
  if (!chords) {
    chords = text.split(' ').filter(Boolean).map(parseChord);
    parsed.set(text, chords);
  }
  return chords;
}

/** A chord as `parseChord` reads it; equal chords are written alike. */
export function printChord({ mod, alt, shift, key }: Chord): string {
  const named = key === ' ' ? 'Space' : key === '+' ? 'Plus' : key;
  const plain = !mod && !alt && !shift;
  const last = named.length === 1 && !plain ? named.toUpperCase() : named;
  return [mod && 'Mod', alt && 'Alt', shift && 'Shift', last].filter(Boolean).join('+');
}

/** Keys written so that equal ones are equal texts. */
export const canonicalKeys = (text: string): string => parseKeys(text).map(printChord).join(' ');

/** Keys that are only held while another one is pressed, or that name no key at all. */
const NO_KEYS =
  /^(Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|NumLock|Fn|Dead|Process|Unidentified)$/;

/** The chord of a key press; null where it names none that can be told again. */
export function chordOf(press: KeyPress, mac: boolean): Chord | null {
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other || NO_KEYS.test(press.key)) return null;
  const key = latinKey(press);
  const chord = {
    mod: mac ? press.metaKey : press.ctrlKey,
    alt: press.altKey,
    shift: press.shiftKey && !isSymbol(key),
    key,
  };
  return chord;
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
  return (isSymbol(key) && !chord.shift) || press.shiftKey === chord.shift;
}

/** What a layout may need Shift for; the space bar is typed alike everywhere. */
const isSymbol = (key: string): boolean => key.length === 1 && !/[a-z ]/.test(key);

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

/** Keys as people read them: `Ctrl K`, on a Mac `⌘ K`, `G then G` where they follow each other. */
export function formatChord(text: string, mac: boolean): string {
  const names: Readonly<Record<string, string>> = t.keys.names;
  const nameOf = (part: string): string =>
    (mac ? MAC_NAMES[part] : undefined) ?? names[part] ?? upperLetter(part);
  return text
    .split(' ')
    .map((chord) => partsOf(chord).map(nameOf).join(' '))
    .join(` ${t.keys.followedBy} `);
}

function upperLetter(part: string): string {
  return part.length === 1 ? part.toUpperCase() : part;
}
