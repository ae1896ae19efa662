import { expect, test } from 'vitest';
import { madePage } from '../../../src-shared/pdf/testing.ts';
import { headingOffset } from './heading-place.ts';
import type { OutlineEntry } from './outline-entries.ts';

const page = madePage([
  { text: 'Attention is named here in passing too', x: 72, y: 720 },
  { text: '3.2 Attention', x: 72, y: 600, size: 12 },
  { text: 'Words of that section follow.', x: 72, y: 560 },
]);
const entry: OutlineEntry = {
  title: 'Attention',
  level: 0,
  page: 0,
  top: 620,
  left: 72,
  offset: null,
};
const lineAt = (at: OutlineEntry) => page.text.slice(headingOffset(page, at)).split('\n')[0];

test('[READ-3] a section begins with its heading, which the outline names near its place', () => {
  expect(lineAt(entry)).toBe('3.2 Attention');
  expect(lineAt({ ...entry, title: 'ATTENTION' })).toBe('3.2 Attention');
});

test('[READ-3] a section whose heading is worded otherwise begins with the line at its place', () => {
  expect(lineAt({ ...entry, title: 'Something else', top: 575 })).toBe(
    'Words of that section follow.',
  );
  expect(headingOffset(page, { ...entry, title: 'Something else', top: null })).toBe(0);
  expect(headingOffset(page, { ...entry, offset: 7 })).toBe(7);
  expect(headingOffset(madePage([]), entry)).toBe(0);
});
