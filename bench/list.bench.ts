import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { launchChromium } from './browser.ts';
import { type Bench, median, milliseconds, percentile, type Row, ratio } from './measure.ts';
import { buildPages, servePages } from './pages.ts';
import { benchPaper } from './papers.ts';
import { fillLibrary, LIBRARY_SIZE, startProgram } from './program.ts';

const ROUNDS = 5;
const SCROLL_MS = 3_000;
/** CSS pixels a second: reading along, and flinging through. */
const SPEEDS = [1_500, 12_000];

/** What was seen while a list was scrolled at one speed. */
type Scroll = {
  /** Milliseconds between frames. */
  readonly frames: readonly number[];
  /** Frames in which no paper stood at the middle of the list. */
  readonly blank: number;
};

/** Scrolls the list of a page evenly, and looks at each frame. */
function scroll(page: Page, speed: number): Promise<Scroll> {
  return page.evaluate(
    async ([speed, duration]) => {
      const list = document.querySelector<HTMLElement>('[role=listbox]')!;
      list.scrollTop = 0;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const box = list.getBoundingClientRect();
      const isBlank = (): boolean => {
        const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const line = under?.closest('[data-index]');
        const row = line?.querySelector('[role=option]');
        return !line || (row != null && !row.hasAttribute('data-paper-id'));
      };
      const frames: number[] = [];
      let blank = 0;
      const start = await new Promise<number>(requestAnimationFrame);
      for (let before = start; before - start < duration; ) {
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - before);
        if (isBlank()) blank++;
        list.scrollTop = ((now - start) / 1000) * speed;
        before = now;
      }
      return { frames, blank };
    },
    [speed, SCROLL_MS] as const,
  );
}

async function ours(browser: Browser, url: string, speed: number): Promise<Scroll> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    await page
      .getByRole('button', { name: /^All papers/ })
      .or(page.getByRole('row', { name: /^All papers/ }))
      .first()
      .click();
    await page.locator('[role=option][data-paper-id]').first().waitFor();
    return await scroll(page, speed);
  } finally {
    await page.close();
  }
}

async function bare(browser: Browser, url: string, speed: number): Promise<Scroll> {
  const page = await browser.newPage({ viewport: { width: 374, height: 720 } });
  try {
    await page.goto(url);
    await page.locator('[role=option][data-paper-id]').first().waitFor();
    return await scroll(page, speed);
  } finally {
    await page.close();
  }
}

/** The same papers as the library's, with what a row shows. */
function bareRows(count: number) {
  return Array.from({ length: count }, (_, number) => {
    const { id, facts } = benchPaper(number);
    const { title, authors, upvotes, comments } = facts;
    return { id, title, upvotes, meta: [`${authors.length} authors`, `${comments} comments`] };
  });
}

function rowsOf(speed: number, we: readonly Scroll[], they: readonly Scroll[]): Row[] {
  const rate = (one: Scroll): number => (one.frames.length / SCROLL_MS) * 1000;
  const framesOf = (all: readonly Scroll[]): number[] => all.flatMap(({ frames }) => [...frames]);
  const [ourRate, theirRate] = [median(we.map(rate)), median(they.map(rate))];
  const tail = (all: readonly Scroll[]): string =>
    `p95 ${milliseconds(percentile(framesOf(all), 0.95))}, longest ${milliseconds(Math.max(...framesOf(all)))}`;
  const blanks = (all: readonly Scroll[]): string => {
    const share = all.reduce((sum, { blank }) => sum + blank, 0) / framesOf(all).length;
    return `${(share * 100).toFixed(1)} %`;
  };
  const at = `${speed.toLocaleString('en-GB')} px a second`;
  return [
    {
      what: `frames a second at ${at}`,
      value: `${ourRate.toFixed(1)} against ${theirRate.toFixed(1)}: ${ratio(ourRate, theirRate)}`,
      note: 'budget: no worse',
    },
    { what: `frames at ${at}`, value: `${tail(we)}; bare ${tail(they)}` },
    { what: `frames without a paper at ${at}`, value: `${blanks(we)}; bare ${blanks(they)}` },
  ];
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const pages = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  let server: Server | undefined;
  try {
    await fillLibrary(folder, LIBRARY_SIZE);
    await buildPages(pages, ['bare-list']);
    writeFileSync(join(pages, 'rows.json'), JSON.stringify(bareRows(LIBRARY_SIZE)));
    server = await servePages(pages);
    const bareUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bare-list.html`;
    const program = await startProgram(folder);
    try {
      const rows: Row[] = [];
      for (const speed of SPEEDS) {
        const [we, they]: [Scroll[], Scroll[]] = [[], []];
        for (let round = 0; round < ROUNDS; round++) {
          we.push(await ours(browser, program.url, speed));
          they.push(await bare(browser, bareUrl, speed));
        }
        rows.push(...rowsOf(speed, we, they));
      }
      return rows;
    } finally {
      await program.stop();
    }
  } finally {
    server?.close();
    await browser.close();
    for (const made of [folder, pages]) rmSync(made, { recursive: true, force: true });
  }
}

/** The library's list beside a virtual list of the same rows that has nothing else to do. */
export const list: Bench = {
  rule: 'PERF-3',
  title: `scrolling the list of ${LIBRARY_SIZE.toLocaleString('en-GB')} papers, against a bare virtual list, ${ROUNDS} rounds`,
  run,
};
