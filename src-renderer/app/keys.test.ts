import { expect, test } from 'vitest';
import { belongsToText, formatChord, type KeyPress, matchesChord, parseChord } from './keys.ts';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...rest,
});
const matches = (chord: string, event: KeyPress, mac = false) =>
  matchesChord(event, parseChord(chord), mac);

test('[ACC-1] Mod is Ctrl, on a Mac Cmd', () => {
  expect(matches('Mod+K', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('Mod+K', press('k', { metaKey: true }))).toBe(false);
  expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
  expect(matches('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
});

test('[ACC-1] a chord wants its modifiers and no others', () => {
  expect(matches('j', press('j'))).toBe(true);
  expect(matches('j', press('j', { ctrlKey: true }))).toBe(false);
  expect(matches('j', press('J', { shiftKey: true }))).toBe(false);
  expect(matches('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matches('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matches('ArrowRight', press('ArrowRight', { shiftKey: true }))).toBe(false);
  expect(matches('Shift+ArrowRight', press('ArrowRight', { shiftKey: true }))).toBe(true);
});

test('[ACC-1] a sign matches however the layout types it', () => {
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('?', press('?'))).toBe(true);
  expect(matches('Plus', press('+', { shiftKey: true }))).toBe(true);
  expect(matches('Mod++', press('+', { shiftKey: true, ctrlKey: true }))).toBe(true);
  expect(matches('Space', press(' '))).toBe(true);
});

test('[ACC-1] letters work on a layout without Latin letters', () => {
  expect(matches('Mod+K', press('л', { code: 'KeyK', ctrlKey: true }))).toBe(true);
  expect(matches('j', press('о', { code: 'KeyJ' }))).toBe(true);
  // Dvorak types Latin letters elsewhere: what is typed counts.
  expect(matches('j', press('h', { code: 'KeyJ' }))).toBe(false);
});

test('[ACC-1] in a text field only chords that text does not need are the program’s', () => {
  expect(belongsToText(press('j'), false)).toBe(true);
  expect(belongsToText(press('Enter'), false)).toBe(true);
  expect(belongsToText(press('z', { ctrlKey: true }), false)).toBe(true);
  expect(belongsToText(press('ArrowLeft', { ctrlKey: true }), false)).toBe(true);
  expect(belongsToText(press('k', { ctrlKey: true }), false)).toBe(false);
});

test('[ACC-1] AltGr, which reports Ctrl and Alt, types and does nothing else', () => {
  const altGr = press('@', { ctrlKey: true, altKey: true });
  expect(matches('Mod+@', altGr)).toBe(false);
  expect(belongsToText(altGr, false)).toBe(true);
});

test('[ACC-1] keys are shown as people read them', () => {
  expect(formatChord('Mod+K', false)).toBe('Ctrl K');
  expect(formatChord('Mod+K', true)).toBe('⌘ K');
  expect(formatChord('Shift+ArrowRight', false)).toBe('Shift →');
  expect(formatChord('j', false)).toBe('J');
  expect(formatChord('Mod++', false)).toBe('Ctrl +');
});
