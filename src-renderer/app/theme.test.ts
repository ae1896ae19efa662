import { expect, test } from 'vitest';
import { resolveTheme } from './theme.ts';

test('[ACC-3] the theme is the user’s, or the system’s', () => {
  expect(resolveTheme('system', true)).toBe('dark');
  expect(resolveTheme('system', false)).toBe('light');
  expect(resolveTheme('light', true)).toBe('light');
  expect(resolveTheme('dark', false)).toBe('dark');
});
