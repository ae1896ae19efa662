import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSavedPage } from './index.ts';
import { madePapers, makePage } from './page-maker.ts';

const MEGA = 1_000_000;
/** Ten times and more of what is seen; a quadratic step would take minutes. */
const PATIENCE = 8000;
const CARRIER = '<p data-target=DailyPapers data-props=';

const fill = (text: string, length: number) =>
  Buffer.from(text.repeat(Math.ceil(length / text.length)));

const HOSTILE: readonly (readonly [string, () => Uint8Array])[] = [
  ['a line of 50 MB', () => Buffer.alloc(50 * MEGA, 'a')],
  ['a line of 50 MB of words', () => Buffer.alloc(50 * MEGA, 'word ')],
  ['a million blank lines', () => fill('\n', MEGA)],
  ['a million lines of white space', () => fill(' \t\r\n', 4 * MEGA)],
  ['300,000 lines of one character', () => fill('a\n', 600_000)],
  ['300,000 dates', () => fill('Apr 7 3\n', 8 * 300_000)],
  ['300,000 dots', () => fill('·\n', 2 * 300_000)],
  ['300,000 submitters', () => fill('Submitted by\n', 13 * 300_000)],
  ['glued logins', () => fill('Submitted byaBcDeFgHiJkLmNoPq rS\n', MEGA)],
  ['buttons without end', () => fill('Subscribe', 20 * MEGA)],
  ['NUL bytes', () => Buffer.alloc(20 * MEGA)],
  [
    'half characters',
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(20 * MEGA, 0xd8)]),
  ],
  ['bytes that are no UTF-8', () => Buffer.alloc(20 * MEGA, 0xff)],
  ['open brackets', () => Buffer.alloc(20 * MEGA, '[')],
  ['an open string', () => Buffer.from(`["${'a'.repeat(50 * MEGA)}`)],
  ['open entries', () => fill('{"paper":"', 20 * MEGA)],
  ['broken JSON lines', () => fill('{a\n', 3 * MEGA)],
  ['open tags', () => fill('<div ', 20 * MEGA)],
  ['open attributes', () => fill("<a b='", 20 * MEGA)],
  ['open comments', () => fill('<!--', 20 * MEGA)],
  ['broken lists', () => fill(`${CARRIER}"{">\n`, 5 * MEGA)],
  ['references', () => Buffer.from(`<html>${CARRIER}"${'&quot;'.repeat(MEGA)}">`)],
];

test.each(HOSTILE)('[LIST-7] %s: no paper, no error, no wait', (_, make) => {
  const bytes = make();
  const start = performance.now();
  const page = parseSavedPage('page', bytes);
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  expect(page.papers).toEqual([]);
  expect(page.problems.length).toBeGreaterThan(0);
  expect(page.problems.length).toBeLessThan(30_000);
});

test('[LIST-7] twice the text takes no more than about twice the time', () => {
  const record = `Title of it\n\n${'An abstract. '.repeat(30)}\n\n  • 5 authors\n·\nApr 7 3\n\n`;
  const time = (count: number) => {
    const bytes = Buffer.from(record.repeat(count));
    const start = performance.now();
    expect(parseSavedPage('page', bytes).papers).toHaveLength(count);
    return performance.now() - start;
  };
  time(1000);
  expect(time(32_000)).toBeLessThan(Math.max(time(4000), 20) * 8 * 5);
});

test('[LIST-7] a record with a line without end is told, and its neighbours are kept', () => {
  fc.assert(
    fc.property(madePapers(5), (papers) => {
      const [first, ...rest] = papers;
      const long = { ...first!, abstract: 'word '.repeat(100_000) };
      const page = parseSavedPage('page', Buffer.from(makePage([...rest, long, ...rest], 'A')));
      const titles = page.papers.map(({ title }) => title);
      const others = rest.map(({ title }) => title);
      expect(titles.slice(0, rest.length)).toEqual(others);
      expect(titles.slice(-rest.length)).toEqual(others);
      expect(page.problems.map(({ reason }) => reason)).toContain('too-long');
    }),
    { seed: 7, numRuns: 20 },
  );
});

test('[LIST-7] bytes at random never do harm', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
      const page = parseSavedPage('page', bytes);
      expect(page.papers.length + page.problems.length).toBeGreaterThan(0);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

const PIECES = [
  'Submitted by',
  'akhaliq',
  '·',
  '  • 5 authors',
  'Apr 7 3',
  'Dec 19, 2025',
  'Subscribe',
  'new',
  'Daily Papers',
  'adobe Adobe',
  '',
  '',
  '\t',
  'A title',
  `${'An abstract of it. '.repeat(20)}`,
  '42',
  '{"paper":{"id":"2604.00001","title":"T"}}',
  '[',
  ']',
  '{',
  '"',
  '<div data-target="DailyPapers" data-props="',
  '&quot;dailyPapers&quot;:[',
  '">',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\r',
  '<!--',
  '</script>',
];

test('[LIST-7] the parts of pages in any order never do harm, and lines stay in order', () => {
  let papers = 0;
  const pages = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 });
  fc.assert(
    fc.property(pages, fc.constantFrom('\n', '\n\n', ''), (pieces, glue) => {
      const page = parseSavedPage('page', Buffer.from(pieces.join(glue)));
      const lines = page.papers.map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      expect(page.problems.every(({ line }) => line >= 1)).toBe(true);
      expect(page.papers.every(({ title }) => title.trim() !== '')).toBe(true);
      papers += page.papers.length;
    }),
    { seed: 2, numRuns: 3000 },
  );
  expect(papers).toBeGreaterThan(100);
});

test('[LIST-7] a page with bytes changed at random is read, or told, and never does harm', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 30 });
  fc.assert(
    fc.property(
      madePapers(6),
      fc.constantFrom('A', 'B', 'C', 'D'),
      changes,
      (papers, layout, list) => {
        const bytes = Buffer.from(makePage(papers, layout));
        for (const [at, byte] of list) bytes[at % bytes.length] = byte;
        const page = parseSavedPage('page', bytes);
        expect(page.papers.length + page.problems.length).toBeGreaterThan(0);
        expect(page.papers.length).toBeLessThanOrEqual(papers.length + list.length);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});
