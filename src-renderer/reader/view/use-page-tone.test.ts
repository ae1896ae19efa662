import { expect, it } from 'vitest';
import { toneOf } from './use-page-tone.ts';

it('[READ-5] pages are dark with the interface where they follow it, else as they are set', () => {
  expect(toneOf('system', 'dark')).toBe('dark');
  expect(toneOf('system', 'light')).toBe('paper');
  expect(toneOf('sepia', 'dark')).toBe('sepia');
  expect(toneOf('paper', 'dark')).toBe('paper');
});
