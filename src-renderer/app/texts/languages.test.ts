import { afterEach, describe, expect, test } from 'vitest';
import {
  compareNames,
  formatAge,
  formatBytes,
  formatList,
  formatLongDay,
  formatNumber,
  formatSpent,
  plural,
} from './format.ts';
import { language, speak, t } from './index.ts';
import { resolveLanguage } from './language.ts';

const english = t;
await speak('de');
const german = t;
await speak('en');
afterEach(() => speak('en'));

type Leaf = { readonly path: string; readonly value: unknown };

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const shapeOf = (tree: unknown): string[] =>
  leavesOf(tree)
    .map(({ path, value }) =>
      typeof value === 'function' ? `${path}(${value.length})` : `${path}: ${typeof value}`,
    )
    .sort();

/** What is a name, or the same word in both languages. */
const SAME: ReadonlySet<unknown> = new Set([
  'Abstract',
  'arXiv',
  'BibLaTeX',
  'BibTeX',
  'Code',
  'CouchDB',
  'CSL-JSON',
  'Deutsch',
  'DOI',
  'Downloads',
  'English',
  'Format',
  'GB',
  'Hugging Face',
  'Hugging Face Daily Papers',
  'Import',
  'Index',
  'Name',
  'Organisation',
  'Paper',
  'Passphrase',
  'PDF',
  'PDFs',
  'RIS',
  'Spaces',
  'Status',
  'Tab',
  'WebDAV',
]);

describe('[ACC-3] the two languages', () => {
  test('have the same texts with the same placeholders', () => {
    expect(shapeOf(german)).toEqual(shapeOf(english));
    expect(leavesOf(english).length).toBeGreaterThan(400);
  });

  test('leave no text empty', () => {
    const empty = [english, german].flatMap((tree) =>
      leavesOf(tree).filter(({ value }) => typeof value === 'string' && value.trim() === ''),
    );
    expect(empty).toEqual([]);
  });

  test('leave no English text in the German', () => {
    const texts = new Map(leavesOf(german).map(({ path, value }) => [path, value]));
    const left = leavesOf(english).filter(
      ({ path, value }) =>
        typeof value === 'string' &&
        texts.get(path) === value &&
        !SAME.has(value) &&
        !path.startsWith('keys.names.'),
    );
    expect(left.map(({ path }) => path)).toEqual([]);
  });

  test('quote as German does, and address nobody', () => {
    const source = leavesOf(german)
      .map(({ value }) => String(value))
      .join('\n');
    expect(source).not.toMatch(/“[^“”„]*”/);
    expect(source).not.toMatch(/\b(du|dein|deine|deinen)\b|[a-zäöüß,] (Ihr|Ihre|Ihnen)\b/);
    expect(source).not.toMatch(/\p{L}…/u);
  });
});

test('[ACC-3] a language brings its numbers, days, plurals, lists and order', async () => {
  await speak('de');
  expect(language).toBe('de');
  const NOW = new Date(2026, 10, 20, 13, 0).getTime();
  expect(formatNumber(12408)).toBe('12.408');
  expect(formatBytes(4_140_000)).toBe('4,1 MB');
  expect(formatLongDay('2026-11-20')).toBe('Freitag, 20. November 2026');
  expect(formatAge(NOW - 2 * 60_000, NOW)).toBe('vor 2 Min.');
  expect(plural(1, 'Autor', 'Autoren')).toBe('1 Autor');
  expect(formatList(['a', 'b', 'c'])).toBe('a, b und c');
  expect(['Zahl', 'Äpfel', 'b 10', 'b 2'].sort(compareNames)).toEqual([
    'Äpfel',
    'b 2',
    'b 10',
    'Zahl',
  ]);
  expect(t.library.list.group(t.library.list.day('2026-11-20'), 38)).toBe(
    'Freitag, 20. November 2026 · 38 Paper',
  );
});

test('[ACC-3] the language is the user’s, or the first that the machine prefers and we speak', () => {
  expect(resolveLanguage('de', ['en-US'])).toBe('de');
  expect(resolveLanguage('system', ['de-AT', 'en'])).toBe('de');
  expect(resolveLanguage('system', ['fr-FR', 'de'])).toBe('de');
  expect(resolveLanguage('system', ['fr-FR'])).toBe('en');
  expect(resolveLanguage('system', [])).toBe('en');
});

test('[LIB-4] time spent is told in minutes and hours', () => {
  expect([0, 20, 300, 7_200, 7_500].map(formatSpent)).toEqual([
    '0 min',
    '1 min',
    '5 min',
    '2 h',
    '2 h 5 min',
  ]);
});
