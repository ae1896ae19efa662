import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';
import { edited, edits, latin1, strangePapers } from './damage-maker.ts';
import { parseSavedPage } from './index.ts';
import {
  type MadePaper,
  makeHead,
  makePage,
  makeRecord,
  PLAIN,
  type TextLayout,
} from './page-maker.ts';
import type { SavedPage } from './types.ts';

/** Pages of each layout; a long run is asked for by the environment. */
const PAGES = Number(process.env.OFFPRINT_FUZZ_PAGES ?? 120);
const SEED = Number(process.env.OFFPRINT_FUZZ_SEED ?? 20260601);
const LAYOUTS: readonly TextLayout[] = ['A', 'B', 'C', 'D'];
/** A hundred times what a page of ten papers takes; what waits for itself takes for ever. */
const PATIENCE_MS = 1_000;
/** Without details nothing but its length tells such an abstract from a title. */
const SHORTEST = 100;

type Told = Pick<MadePaper, 'title' | 'abstract'>;
const keyOf = ({ title, abstract }: Told | SavedPage['papers'][number]): string =>
  `${cleanText(title)}\n${cleanText(abstract ?? '')}`;
const keysOf = (page: SavedPage): Set<string> => new Set(page.papers.map(keyOf));
const isTold = ({ abstract }: Told, layout: TextLayout): boolean =>
  layout === 'A' || layout === 'D' || abstract.length >= SHORTEST;

function read(bytes: Uint8Array): SavedPage {
  const start = performance.now();
  const page = parseSavedPage('page', bytes);
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
  const lines = page.problems.map(({ line }) => line);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  for (const { title, abstract } of page.papers) {
    expect(title).not.toBe('');
    expect(`${title}${abstract}`.isWellFormed()).toBe(true);
  }
  return page;
}

test.each(LAYOUTS)('[LIST-7] strange papers are read like others in layout %s', (layout) => {
  fc.assert(
    fc.property(strangePapers(10), (papers) => {
      if (!papers.every((paper) => isTold(paper, layout))) return;
      const page = read(Buffer.from(makePage(papers, layout)));
      expect(page.problems).toEqual([]);
      expect(page.papers.map(keyOf)).toEqual(papers.map(keyOf));
    }),
    { seed: SEED, numRuns: PAGES },
  );
});

test.each(LAYOUTS)(
  '[LIST-7] papers two records away from any damage are never lost in layout %s',
  (layout) => {
    const head = layout === 'C' ? ['Daily Papers'] : makeHead(layout, PLAIN);
    const damages = fc.array(fc.tuple(fc.nat(), edits), { minLength: 1, maxLength: 3 });
    const hasDetails = layout === 'A' || layout === 'D';
    let found = 0;
    fc.assert(
      fc.property(strangePapers(10), damages, (papers, damage) => {
        let records = papers.map((paper) => makeRecord(paper, layout, PLAIN).map(latin1));
        const touched = new Set<number>();
        for (const [pick, edit] of damage) {
          const victim = pick % papers.length;
          touched.add(victim);
          records = records.with(victim, edited(records[victim]!, edit));
        }
        const text = [...head.map(latin1), ...records.flat()].join('\n');
        const kept = keysOf(read(Buffer.from(text, 'latin1')));
        // Where no details say so, most of a page must tell that it is a listing.
        if (!hasDetails && damage.length * 2 >= papers.length) return;
        for (const [index, paper] of papers.entries()) {
          const isNear = [index - 1, index, index + 1].some((near) => touched.has(near));
          if (isNear || !papers.every((one) => isTold(one, layout))) continue;
          expect(kept).toContain(keyOf(paper));
          found++;
        }
      }),
      { seed: SEED, numRuns: PAGES },
    );
    expect(found).toBeGreaterThan(PAGES);
  },
);

test('[LIST-7] bytes of any kind, cut and mixed with pages, are read without an error', () => {
  const page = fc
    .tuple(strangePapers(6), fc.constantFrom(...LAYOUTS))
    .map(([papers, layout]) => Buffer.from(makePage(papers, layout)));
  const entry = { paper: { id: '2606.00001', title: 'A "Title"', summary: 'It is. '.repeat(40) } };
  const json = Buffer.from(JSON.stringify([entry, entry, entry]));
  const html = Buffer.from(
    `<!doctype html><div data-target=DailyPapers data-props='{"dailyPapers":${json}}'></div>`,
  );
  const utf16 = page.map((bytes) => Buffer.from(`\ufeff${bytes}`, 'utf16le'));
  const whole = fc.oneof(page, utf16, fc.constantFrom(json, html));
  const noise = fc.uint8Array({ maxLength: 40 });
  const cuts = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 300 }), noise), { maxLength: 6 });
  fc.assert(
    fc.property(whole, cuts, (bytes, changes) => {
      let mixed = bytes;
      for (const [place, length, put] of changes) {
        const at = place % (mixed.length + 1);
        mixed = Buffer.concat([mixed.subarray(0, at), put, mixed.subarray(at + length)]);
      }
      read(mixed);
    }),
    { seed: SEED, numRuns: PAGES * 3 },
  );
});
