import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { launchChromium } from './browser.ts';
import { type Bench, median, milliseconds, type Row, ratio } from './measure.ts';
import { fillLibrary, LIBRARY_SIZE, startProgram } from './program.ts';

const ROUNDS = 5;

/** A paper in the list, or the first screen of an empty library. */
const USEFUL =
  '[role=option][data-paper-id], main h1:has-text("No papers yet"), main h1:has-text("Fetching")';

type Opening = { readonly core: number; readonly list: number };

/** From the start of the process to the first useful list on the screen. */
async function open(browser: Browser, folder: string): Promise<Opening> {
  const start = performance.now();
  const program = await startProgram(folder);
  try {
    const core = performance.now() - start;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(program.url);
    await page.locator(USEFUL).first().waitFor();
    const list = performance.now() - start;
    await page.close();
    return { core, list };
  } finally {
    await program.stop();
  }
}

async function measure(browser: Browser, count: number): Promise<Opening> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    await fillLibrary(folder, count);
    // The first start makes the read model; what is measured is every later one.
    await open(browser, folder);
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await open(browser, folder));
    return {
      core: median(openings.map(({ core }) => core)),
      list: median(openings.map(({ list }) => list)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(): Promise<Row[]> {
  const browser = await launchChromium();
  try {
    const empty = await measure(browser, 0);
    const full = await measure(browser, LIBRARY_SIZE);
    const line = (what: string, { core, list }: Opening): Row => ({
      what,
      value: milliseconds(list),
      note: `core and server after ${milliseconds(core)}`,
    });
    return [
      line('empty library', empty),
      line(`${LIBRARY_SIZE.toLocaleString('en-GB')} papers`, full),
      { what: 'against empty', value: ratio(full.list, empty.list), note: 'budget: at most 1.50×' },
    ];
  } finally {
    await browser.close();
  }
}

/** Opening the program, the interface in a Chromium that runs already. */
export const opening: Bench = {
  rule: 'PERF-1',
  title: `process start to first useful list, median of ${ROUNDS}`,
  run,
};
