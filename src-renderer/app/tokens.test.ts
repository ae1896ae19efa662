import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('[data-theme="dark"]');

/** Text colours with the grounds that they stand on. */
const PAIRS: readonly [string, readonly string[]][] = [
  ['ink', ['paper', 'sheet', 'rail', 'accent-soft', 'found']],
  ['ink-2', ['paper', 'sheet', 'rail', 'accent-soft']],
  ['ink-3', ['paper', 'sheet', 'rail']],
  ['accent-ink', ['accent-soft']],
  ['on-accent', ['accent']],
  ['warn', ['warn-soft', 'paper']],
  ['danger', ['paper', 'sheet']],
];

function colour(theme: string, name: string): string {
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)![1]!;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ['light', light],
  ['dark', dark],
])('[ACC-2] text is told from its ground, %s', (_name, theme) => {
  for (const [ink, grounds] of PAIRS)
    for (const ground of grounds)
      expect(
        contrast(colour(theme, ink), colour(theme, ground)),
        `${ink} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5);
});
