import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalKeys,
  chordOf,
  formatChord,
  type KeyPress,
  matchesChord,
  parseChord,
  parseKeys,
  printChord,
} from './keys.ts';

const SEED = 4_001;

const named = fc.constantFrom(
  ...['Enter', 'Escape', 'ArrowUp', 'ArrowLeft', 'PageDown', 'Home', 'Delete', 'F2', 'F11', ' '],
);
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const sign = fc.constantFrom(...'?/+-=,.[]#!@0123456789');
const cyrillic = fc.constantFrom('й KeyQ', 'о KeyJ', 'л KeyK', 'ф KeyA');

/** Presses as keyboards make them; capitals where Shift or CapsLock, not both, are on. */
const press: fc.Arbitrary<KeyPress> = fc
  .record({
    what: fc.oneof(
      named.map((key) => ({ key, code: key })),
      letter.map((key) => ({ key, code: `Key${key.toUpperCase()}` })),
      sign.map((key) => ({ key, code: '' })),
      cyrillic.map((pair) => ({ key: pair.split(' ')[0]!, code: pair.split(' ')[1]! })),
    ),
    mod: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    capsLock: fc.boolean(),
    mac: fc.boolean(),
  })
  .map(({ what: { key, code }, mod, altKey, shiftKey, capsLock, mac }) => ({
    key: key.length === 1 && shiftKey !== capsLock ? key.toUpperCase() : key,
    code,
    ctrlKey: mod && !mac,
    metaKey: mod && mac,
    altKey,
    shiftKey,
  }));
const isMacPress = (one: KeyPress): boolean => one.metaKey;

test('[ACC-1] a recorded key is the one that was pressed, written, read and pressed again', () => {
  let some = 0;
  fc.assert(
    fc.property(press, (one) => {
      const mac = isMacPress(one);
      const chord = chordOf(one, mac);
      if (chord === null) return;
      some++;
      const text = printChord(chord);
      expect(parseKeys(text)).toEqual([chord]);
      expect(canonicalKeys(text)).toBe(text);
      expect(matchesChord(one, parseChord(text), mac)).toBe(true);
      expect(formatChord(text, mac).trim()).not.toBe('');
    }),
    { seed: SEED, numRuns: 1_000 },
  );
  expect(some).toBeGreaterThan(900);
});

test('[ACC-1] two presses that are recorded differently never match each other', () => {
  fc.assert(
    fc.property(press, press, (one, other) => {
      const mac = isMacPress(one);
      const [a, b] = [chordOf(one, mac), chordOf(other, mac)];
      if (!a || !b || printChord(a) === printChord(b)) return;
      expect(matchesChord(other, a, mac)).toBe(false);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

test('[ACC-1] CapsLock changes no key', () => {
  fc.assert(
    fc.property(letter, fc.boolean(), (key, shiftKey) => {
      const off = { ...NO_PRESS, code: `Key${key.toUpperCase()}`, shiftKey };
      const plain = { ...off, key: shiftKey ? key.toUpperCase() : key };
      const locked = { ...off, key: shiftKey ? key : key.toUpperCase() };
      expect(chordOf(locked, false)).toEqual(chordOf(plain, false));
    }),
    { seed: SEED },
  );
});

test('[ACC-1] keys that follow each other are written with spaces, and equal ones alike', () => {
  expect(parseKeys('g Shift+G').map(printChord)).toEqual(['g', 'Shift+G']);
  expect(canonicalKeys('Shift+Mod+k')).toBe('Mod+Shift+K');
  expect(canonicalKeys('Space')).toBe('Space');
  expect(canonicalKeys('Mod++')).toBe('Mod+Plus');
  expect(formatChord('g g', false)).toBe('G then G');
});

test('[ACC-1] what is only held, or composes, is no key', () => {
  for (const key of ['Shift', 'Control', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process'])
    expect(chordOf({ ...NO_PRESS, key }, false)).toBeNull();
});

const NO_PRESS: KeyPress = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
};
