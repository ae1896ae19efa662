import type { Browser, Page } from '@playwright/test';
import type { FoundWithTasks, Zoomed } from './pages/acts.ts';
import type { Scrolled } from './pages/scrolling.ts';

/** Pages a second that are scrolled; at once after the opening, and after a look at the first page. */
export const AT_ONCE = 20;
export const SPEEDS = [20, 10, 3];

const SECONDS = 4;
const LOOK_MS = 3_000;
const TURNS = 12;
const NOTCHES = 6;
const WORD = 'residual';
/** The program has started. */
const STARTED_MS = 700;

/** What one of the two did with one file. */
export type Measures = {
  readonly openedIn: number;
  readonly atOnce: Scrolled;
  readonly scrolled: ReadonlyMap<number, Scrolled>;
  readonly turns: readonly number[];
  readonly zoomed: Zoomed;
  readonly found: FoundWithTasks;
  /** The same word once more. */
  readonly again: FoundWithTasks;
  readonly canvasBytes: number;
  /** JavaScript's, the page's own without its workers, after a collection. */
  readonly heapBytes: number;
};

/** Opens a page that reads PDFs, ready to be measured. */
export async function readingPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.waitForFunction(() => typeof globalThis.reading === 'object');
  await page.waitForTimeout(STARTED_MS);
  return page;
}

function scroll(page: Page, speed: number): Promise<Scrolled> {
  const how = { speed, seconds: SECONDS };
  return page.evaluate(({ speed, seconds }) => globalThis.reading.scroll(speed, seconds), how);
}

async function turn(page: Page, pages: number): Promise<number[]> {
  const turns: number[] = [];
  for (let turn = 1; turn <= TURNS; turn++) {
    const to = Math.floor((turn * pages * 0.618) % pages);
    turns.push(await page.evaluate((at) => globalThis.reading.turn(at), to));
  }
  return turns;
}

/** Bytes of the page's JavaScript heap once what nobody holds is gone. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

/** Reads a file, as a person in a hurry would, in the page at an address beside it. */
export async function measureReading(browser: Browser, url: string): Promise<Measures> {
  const page = await readingPage(browser, url);
  try {
    const file = new URL('/paper.pdf', url).href;
    const opened = await page.evaluate((one) => globalThis.reading.open(one), file);
    const atOnce = await scroll(page, AT_ONCE);
    await page.evaluate(() => globalThis.reading.turn(0));
    await page.waitForTimeout(LOOK_MS);
    const scrolled = new Map<number, Scrolled>();
    for (const speed of SPEEDS) scrolled.set(speed, await scroll(page, speed));
    const canvasBytes = await page.evaluate(() => globalThis.reading.canvasBytes());
    const heapBytes = await heapOf(page);
    const turns = await turn(page, opened.pages);
    const zoomed = await page.evaluate(
      ({ page, notches }) => globalThis.reading.zoom(page, notches),
      { page: Math.floor(opened.pages / 2), notches: NOTCHES },
    );
    const found = await page.evaluate((word) => globalThis.reading.find(word), WORD);
    const again = await page.evaluate((word) => globalThis.reading.find(word), WORD.slice(0, -1));
    const { openedIn } = opened;
    return { openedIn, atOnce, scrolled, turns, zoomed, found, again, canvasBytes, heapBytes };
  } finally {
    await page.close();
  }
}
