import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from '@playwright/test';
import { LibraryStore, putMany } from '../src-main/core/store/index.ts';
import { launchChromium } from './browser.ts';
import { type Bench, median, milliseconds, type Row, ratio } from './measure.ts';
import { benchPaper, benchPlace } from './papers.ts';

const SHELL = join(import.meta.dirname, '..', 'out', 'main', 'browser.js');
const ROUNDS = 5;
const PAPERS = 10_000;
/** Nobody listens on the discard port, so nothing comes to the empty library. */
const NOWHERE = 'http://127.0.0.1:9';

/** A paper in the list, or the first screen of an empty library. */
const USEFUL =
  '[role=option][data-paper-id], main h1:has-text("No papers yet"), main h1:has-text("Fetching")';

type Opening = { readonly core: number; readonly list: number };

async function fill(folder: string, count: number): Promise<void> {
  const store = await LibraryStore.open(folder);
  for (let start = 0; start < count; start += 500) {
    const numbers = Array.from(
      { length: Math.min(500, count - start) },
      (_, index) => start + index,
    );
    const papers = numbers.map(benchPaper);
    await putMany(store.collections.papers, papers);
    const places = papers.map(({ id }, index) => benchPlace(id, start + index));
    await putMany(store.collections.listings, places);
  }
  await store.close();
}

/** From the start of the process to the first useful list on the screen. */
async function open(browser: Browser, folder: string): Promise<Opening> {
  const start = performance.now();
  const origins = [
    '--hf-origin',
    NOWHERE,
    '--arxiv-origin',
    NOWHERE,
    '--arxiv-pdf-origin',
    NOWHERE,
  ];
  const shell = spawn(process.execPath, [SHELL, '--no-open', '--data-dir', folder, ...origins], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(shell.stdout), 'line')) as [string];
    const core = performance.now() - start;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(line.split(' ').at(-1) ?? '');
    await page.locator(USEFUL).first().waitFor();
    const list = performance.now() - start;
    await page.close();
    return { core, list };
  } finally {
    shell.kill();
    await once(shell, 'exit');
  }
}

async function measure(browser: Browser, count: number): Promise<Opening> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  try {
    await fill(folder, count);
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
  if (!existsSync(SHELL)) throw new Error('The program is not built: npm run build');
  const browser = await launchChromium();
  try {
    const empty = await measure(browser, 0);
    const full = await measure(browser, PAPERS);
    const line = (what: string, { core, list }: Opening): Row => ({
      what,
      value: milliseconds(list),
      note: `core and server after ${milliseconds(core)}`,
    });
    return [
      line('empty library', empty),
      line(`${PAPERS.toLocaleString('en-GB')} papers`, full),
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
