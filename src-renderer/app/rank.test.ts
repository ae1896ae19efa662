import { expect, test } from 'vitest';
import { rank } from './rank.ts';

const titles = ['Mark as read', 'Theme: dark', 'Fetch PDF', 'Show Starred', 'Star'].map(
  (title) => ({ title }),
);
const found = (query: string) => rank(query, titles).map(({ title }) => title);

test('[ACC-1] the palette shows everything before anything is typed', () => {
  expect(found('')).toHaveLength(titles.length);
});

test('[ACC-1] the palette puts beginnings before insides, and those before letters in order', () => {
  expect(found('star')).toEqual(['Star', 'Show Starred']);
  expect(found('ark')).toEqual(['Mark as read', 'Theme: dark']);
  expect(found('fpdf')).toEqual(['Fetch PDF']);
});

test('[ACC-1] the palette takes words in any order, and no accents', () => {
  expect(found('pdf fetch')).toEqual(['Fetch PDF']);
  expect(found('thème')).toEqual(['Theme: dark']);
  expect(found('zzz')).toEqual([]);
});
