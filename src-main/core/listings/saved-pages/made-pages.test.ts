import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSavedPage } from './index.ts';
import {
  dayOfMade,
  type MadePaper,
  type MadeStyle,
  madePapers,
  madeStyles,
  makeHead,
  makePage,
  makeRecord,
  PLAIN,
  type TextLayout,
} from './page-maker.ts';
import type { SavedPage } from './types.ts';

const SEED = 20260415;
const LAYOUTS: readonly TextLayout[] = ['A', 'B', 'C', 'D'];
const CHROME = [
  'new',
  'Subscribe',
  'Daily Papers',
  'byAK and the research community',
  'Get trending papers in your email inbox!',
];

function read(text: string): SavedPage {
  return parseSavedPage('page.txt', new TextEncoder().encode(text));
}

/** What of a made paper a page of the layout tells. */
function told(paper: MadePaper, layout: TextLayout) {
  const hasDetails = layout === 'A' || layout === 'D';
  return {
    title: paper.title,
    abstract: paper.abstract,
    authorCount: hasDetails ? paper.authorCount : null,
    organization: hasDetails ? paper.organization : null,
    publishedAt: hasDetails ? dayOfMade(paper) : null,
    comments: hasDetails ? paper.comments : null,
    submittedBy: layout === 'D' ? paper.login : null,
  };
}

function facts(page: SavedPage) {
  return page.papers.map(({ line, arxivId, featuredOn, upstream, ...paper }) => paper);
}

test.each(LAYOUTS)(
  '[LIST-7] a page in layout %s gives back the papers it was made of',
  (layout) => {
    let seen = 0;
    fc.assert(
      fc.property(madePapers(12), madeStyles, (papers, style) => {
        const page = read(makePage(papers, layout, style));
        seen += page.papers.length;
        expect(page.problems).toEqual([]);
        expect(facts(page)).toEqual(papers.map((paper) => told(paper, layout)));
        expect(page.layout).toBe(layout);
        expect(page.capturedOn).toBe(layout === 'C' ? null : '2026-04-15');
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(500);
  },
);

test.each(LAYOUTS)('[LIST-7] chrome is skipped wherever it stands in layout %s', (layout) => {
  const places = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...CHROME)), { maxLength: 8 });
  fc.assert(
    fc.property(madePapers(8), places, (papers, insertions) => {
      const lines = makePage(papers, layout).split('\n');
      const first = lines.findIndex((line) => line.endsWith(papers[0]!.title));
      for (const [place, chrome] of insertions) {
        const at = first + 1 + (place % (lines.length - first));
        lines.splice(at, 0, ...(layout === 'C' ? [chrome] : [chrome, '']));
      }
      const page = read(lines.join('\n'));
      expect(page.problems).toEqual([]);
      expect(page.papers.map(({ title }) => title)).toEqual(papers.map(({ title }) => title));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test('[LIST-7] a title glued to its login is cut where the page shows logins to end', () => {
  const style: MadeStyle = { ...PLAIN, submitted: 'title-glued' };
  fc.assert(
    fc.property(madePapers(8), (made) => {
      const papers = made.map((paper, index) => {
        return { ...paper, title: `Case ${index} of ${paper.title}`, login: 'akhaliq' };
      });
      const page = read(makePage(papers, 'D', style));
      expect(page.problems).toEqual([]);
      expect(facts(page)).toEqual(papers.map((paper) => told(paper, 'D')));
    }),
    { seed: SEED, numRuns: 100 },
  );
});

/** Damages one line inside the record `victim`; says the lines of the page. */
function damage(
  records: readonly (readonly string[])[],
  victim: number,
  place: number,
  how: 'delete' | 'duplicate' | 'insert',
  junk: string,
): string[] {
  return records.flatMap((record, index) => {
    if (index !== victim) return record;
    const at = place % record.length;
    if (how === 'delete') return record.toSpliced(at, 1);
    return record.toSpliced(at, 0, how === 'insert' ? junk : record[at]!);
  });
}

const JUNK = ['lorem ipsum', 'x', '@@@@', 'A sentence that nobody asked for, in the midst.', '{}'];

test.each(LAYOUTS)(
  '[LIST-7] a damaged record leaves its neighbours whole in layout %s',
  (layout) => {
    let reported = 0;
    const how = fc.constantFrom('delete' as const, 'duplicate' as const, 'insert' as const);
    const junk = fc.constantFrom(...JUNK);
    fc.assert(
      fc.property(madePapers(9), fc.nat(), fc.nat(), how, junk, (made, pick, place, kind, text) => {
        const papers = made.map((paper, index) => ({ ...paper, title: `${paper.title} ${index}` }));
        const victim = pick % papers.length;
        const records = papers.map((paper) => makeRecord(paper, layout, PLAIN));
        const head = layout === 'C' ? ['Daily Papers'] : makeHead(layout, PLAIN);
        const page = read([...head, ...damage(records, victim, place, kind, text)].join('\n'));
        const kept = facts(page);
        for (const [index, paper] of papers.entries()) {
          if (index !== victim) expect(kept).toContainEqual(told(paper, layout));
        }
        expect(page.papers.length).toBeLessThanOrEqual(
          papers.length + (kind === 'duplicate' ? 1 : 0),
        );
        if (page.papers.length < papers.length) expect(page.problems).not.toEqual([]);
        reported += page.problems.length;
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(reported).toBeGreaterThan(50);
  },
);
