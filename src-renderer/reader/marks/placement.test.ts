import { describe, expect, it } from 'vitest';
import { createAnchor, type PageText } from '../../../src-shared/pdf/index.ts';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { findPlacement } from './placement.ts';
import { QuoteSource } from './quote-source.ts';

const PAGES = 100;
const MARKS = 1000;
const WORDS_A_PAGE = 420;

/** Numbers from 0 to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const vocabulary = (() => {
  const next = numbers(7);
  const letter = () => 'etaoinshrdlucmfwypvbgk'[Math.floor(22 * next() * next())]!;
  return Array.from({ length: 2500 }, () =>
    Array.from({ length: 2 + Math.floor(9 * next()) }, letter).join(''),
  );
})();

function madePaperOf(words: readonly string[], pages = PAGES): PageText[] {
  const perPage = Math.ceil(words.length / pages);
  return Array.from({ length: pages }, (_, i) => {
    const own = words.slice(i * perPage, (i + 1) * perPage);
    return madePage(madeColumn(own, { x: 60, y: 760, width: 490, size: 8 }), i);
  });
}

const next = numbers(20260613);
const words = Array.from(
  { length: PAGES * WORDS_A_PAGE },
  () => vocabulary[Math.floor(vocabulary.length * next() ** 2)]!,
);
const newerWords = ['A', 'note', 'put', 'before', ...words].map((word) =>
  next() < 0.06 ? vocabulary[Math.floor(vocabulary.length * next())]! : word,
);

/** Marks of some words each, all over the older paper. */
function madeAnchors(pages: readonly PageText[]) {
  return Array.from({ length: MARKS }, () => {
    const page = pages[Math.floor(next() * pages.length)]!;
    const start = Math.floor(next() * (page.text.length - 400));
    const end = start + 40 + Math.floor(300 * next());
    const point = (offset: number) => ({ page: page.pageIndex, offset });
    return createAnchor((i) => pages[i], { start: point(start), end: point(end) })!;
  });
}

/**
 * Runs a task and says how much of this thread's time passed at most between two turns of others,
 * milliseconds; time that the machine gives to other programs does not count.
 */
async function longestTurn(task: () => Promise<void>): Promise<number> {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [longest, last, ends] = [0, spent(), false];
  const tick = () => {
    longest = Math.max(longest, spent() - last);
    last = spent();
    if (!ends) setTimeout(tick, 0);
  };
  setTimeout(tick, 0);
  await task();
  ends = true;
  return longest;
}

describe('marks over a new version', () => {
  it('[MARK-3] 1,000 marks find their places in 100 edited pages, others get their turn', async () => {
    const anchors = madeAnchors(madePaperOf(words));
    const newer = madePaperOf(newerWords);
    const source = new QuoteSource(PAGES, async (page) => newer[page]!);
    let [moved, near] = [0, 0];
    const start = performance.now();
    const turn = await longestTurn(async () => {
      for (const anchor of anchors) {
        const placement = await findPlacement(anchor, source);
        if (placement.how !== 'moved') continue;
        moved++;
        if (Math.abs(placement.parts[0]!.page - anchor.pages[0]!.page) <= 1) near++;
      }
    });
    const took = performance.now() - start;
    console.info(
      `${moved} of ${MARKS} placed in ${took.toFixed(0)} ms, longest turn ${turn.toFixed(0)} ms`,
    );
    expect(moved).toBeGreaterThan(0.98 * MARKS);
    expect(near).toBe(moved);
    expect(turn).toBeLessThan(50);
  });

  it('[MARK-3] a quote follows its words over a new page break, and stays lost in another paper', async () => {
    const own = words.slice(0, 600);
    const older = madePaperOf(own, 1 + 1);
    const anchor = createAnchor((i) => older[i], {
      start: { page: 0, offset: older[0]!.text.length - 200 },
      end: { page: 0, offset: older[0]!.text.length - 20 },
    })!;
    const newer = madePaperOf(['Ahead', ...own.slice(0, 285), ...own.slice(285)], 1 + 1);
    const shifted = [own.slice(0, 287), own.slice(287)].map((list, i) =>
      madePage(madeColumn(list, { x: 60, y: 760, width: 490, size: 8 }), i),
    );
    for (const pages of [newer, shifted]) {
      const found = await findPlacement(anchor, new QuoteSource(2, async (i) => pages[i]!));
      expect(found.how).toBe('moved');
    }
    const over = await findPlacement(anchor, new QuoteSource(2, async (i) => shifted[i]!));
    expect(over.how === 'moved' && over.parts.map(({ page }) => page)).toEqual([0, 1]);
    const foreign = madePaperOf(words.slice(20_000, 20_600), 2);
    const lost = await findPlacement(anchor, new QuoteSource(2, async (i) => foreign[i]!));
    expect(lost).toMatchObject({ how: 'lost' });
  });
});
