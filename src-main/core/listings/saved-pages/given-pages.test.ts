import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { identityOf, parseSavedPage } from './index.ts';
import { type MadePaper, makePage } from './page-maker.ts';

const FIXTURES = path.resolve('../shared/fixtures');
const PAGES = [
  ['000_d3b9f5aca5730a0c.txt', 'A', 58],
  ['001_1972203e48bb4fcc.txt', 'B', 72],
  ['003_286d48ef37147b1c.txt', 'C', 220],
] as const;

const load = (...parts: string[]) => readFileSync(path.join(FIXTURES, ...parts));

function loadRecorded(): MadePaper[] {
  const lines = load('hf', 'daily-2024-2025.jsonl').toString('utf8').trim().split('\n');
  const rest = { organization: null, month: 4, day: 7, year: 2024, comments: 3, login: 'akhaliq' };
  return lines.map((line) => {
    const { title, summary } = JSON.parse(line) as { title: string; summary: string };
    const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
    return { title: fold(title), abstract: fold(summary), authorCount: 5, ...rest };
  });
}

const read = (name: string) => parseSavedPage('page', load('listings', name));

describe.skipIf(!existsSync(path.join(FIXTURES, 'listings')))('the given pages', () => {
  test.each(PAGES)('[LIST-7] %s is a page in layout %s with %i papers', (name, layout, count) => {
    const page = read(name);
    expect(page.problems).toEqual([]);
    expect([page.layout, page.papers.length]).toEqual([layout, count]);
    const lengths = page.papers.map(({ abstract }) => abstract?.length ?? 0);
    expect(Math.min(...lengths)).toBeGreaterThan(300);
  });

  test('[LIST-7] together they hold 323 papers, by title and by title with abstract', () => {
    const papers = PAGES.flatMap(([name]) => read(name).papers);
    const titles = papers.map(({ title }) => identityOf(title));
    const both = papers.map((paper) => `${identityOf(paper.title)}\n${paper.abstract}`);
    expect([new Set(titles).size, new Set(both).size]).toEqual([323, 323]);
  });

  test('[LIST-7] details are read, with the year of capture where a page leaves it out', () => {
    const page = read(PAGES[0][0]);
    expect(page.capturedOn).toBe('2026-04-15');
    expect(page.papers[0]).toMatchObject({
      line: 13,
      title: expect.stringMatching(/^Q-Zoom: .*Models$/),
      authorCount: 5,
      organization: null,
      publishedAt: '2026-04-07',
      comments: 3,
    });
    const [adobe, ...others] = page.papers.filter(({ organization }) => organization);
    expect(others).toEqual([]);
    expect(adobe).toMatchObject({
      line: 429,
      authorCount: null,
      organization: { slug: 'adobe', name: 'Adobe' },
      publishedAt: '2025-12-19',
      comments: 7,
    });
    expect(page.papers.every(({ publishedAt, comments }) => publishedAt && comments !== null)).toBe(
      true,
    );
  });

  test('[LIST-7] a cut at any line costs the record that is cut and no other', () => {
    for (const [name] of PAGES) {
      const lines = load('listings', name).toString('utf8').split('\n');
      const whole = read(name).papers;
      for (let end = 0; end < lines.length; end += 7) {
        const page = parseSavedPage('cut', Buffer.from(lines.slice(0, end).join('\n')));
        const before = whole.filter(({ line }) => line + 7 < end);
        const kept = page.papers.slice(0, before.length).map(({ title }) => title);
        expect(kept).toEqual(before.map(({ title }) => title));
        expect(page.papers.length - before.length).toBeLessThanOrEqual(4);
      }
    }
  });

  test.each(['A', 'B', 'C', 'D'] as const)(
    '[LIST-7] 8,628 recorded papers come back from a page in layout %s',
    (layout) => {
      const papers = loadRecorded();
      const page = parseSavedPage('page', Buffer.from(makePage(papers, layout)));
      expect([page.layout, page.problems]).toEqual([layout, []]);
      const told = page.papers.map(({ title, abstract }) => ({ title, abstract }));
      expect(told).toEqual(papers.map(({ title, abstract }) => ({ title, abstract })));
      expect(told).toHaveLength(8628);
    },
  );

  test('[LIST-7] raw JSON of the API is read', () => {
    const page = parseSavedPage('x.txt', load('hf', 'daily_papers-2026-06-12.json'));
    expect([page.layout, page.papers.length, page.problems]).toEqual(['json', 30, []]);
    expect(page.papers.every(({ arxivId, upstream }) => arxivId && upstream)).toBe(true);
    expect(page.papers[0]?.featuredOn).toMatch(/^2026-06-1/);
  });
});
