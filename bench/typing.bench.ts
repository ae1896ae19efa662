import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { openSession } from '../src-main/cli/open-session.ts';
import type { CoreClient } from '../src-main/cli/session.ts';
import { launchChromium } from './browser.ts';
import { type Bench, median, milliseconds, percentile, type Row } from './measure.ts';
import { benchPaper } from './papers.ts';
import { fillLibrary, LIBRARY_SIZE, type Program, startProgram } from './program.ts';

const PROBE = pathToFileURL(join(import.meta.dirname, 'loop-probe.mjs')).href;
/** Between two keys of a fast typist, in milliseconds. */
const BETWEEN_KEYS = 120;
const QUERIES = 12;
const BUDGET_MS = 50;

type Loop = { readonly longest: number; readonly p99: number };

async function loopOf({ process }: Program): Promise<Loop> {
  process.send('loop');
  const [answer] = (await once(process, 'message')) as [Loop];
  return answer;
}

/** Titles' words, names and prefixes, as people type them. */
function queries(): string[] {
  return Array.from({ length: QUERIES }, (_, index) => {
    const { title, authors } = benchPaper(index * 7919).facts;
    const words = title.split(' ');
    if (index % 4 === 3) return (authors[0] ?? '').split(' ').at(-1) ?? '';
    return words.slice(index % 3, (index % 3) + 2).join(' ');
  });
}

/** Notes every task of the interface over 50 ms. */
async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) tasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** The tasks over 50 ms since they were asked for last. */
function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { longTasks } = globalThis as unknown as { longTasks: number[] };
    return longTasks.splice(0);
  });
}

/** Types one letter; milliseconds until the frame that shows what it finds was painted. */
async function typeLetter(page: Page, letter: string): Promise<number> {
  await page.evaluate(awaitPainted);
  await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  return page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
}

/** In the page: begins to wait for a letter and for what it finds. */
function awaitPainted(): void {
  const input = document.querySelector<HTMLInputElement>('#search-box')!;
  const isShown = (): boolean =>
    document.querySelector('[data-shown-query]')?.getAttribute('data-shown-query') === input.value;
  const painted = new Promise<number>((resolve) => {
    const timed = ({ timeStamp }: Event): void => {
      const look = (): void => {
        if (!isShown()) return void requestAnimationFrame(look);
        // The message is handled after the frame that this callback belongs to was painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    input.addEventListener('input', timed, { once: true });
  });
  Object.assign(globalThis, { painted });
}

async function typeAll(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries()) {
    await page.keyboard.press('/');
    await page.locator('#search-box').fill('');
    for (const letter of query) {
      times.push(await typeLetter(page, letter));
      await delay(BETWEEN_KEYS);
    }
    await page.keyboard.press('Escape');
  }
  return times;
}

/** Waits until everything can be found; milliseconds since it was asked. */
async function untilIndexed(client: CoreClient): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { state, papers } = await client.search.status();
    if (state === 'failed') throw new Error('the search index failed');
    if (state === 'ready' && papers.done >= papers.total) return performance.now() - start;
    await delay(200);
  }
}

async function sessionOf(folder: string): Promise<CoreClient> {
  const origins = { hf: '', arxiv: '', arxivPdf: '' } as never;
  const options = { dataDir: folder, origins, originFlags: [], json: true, debug: false };
  const opened = await openSession(options, { version: 'bench', patience: 10_000 });
  if (!opened.ok) throw new Error(`the program is not reached: ${opened.reason}`);
  return opened.session.client;
}

function tasksRow(what: string, tasks: readonly number[]): Row {
  const longest =
    tasks.length === 0 ? 'none' : `${tasks.length}, longest ${milliseconds(Math.max(...tasks))}`;
  return {
    what: `tasks of the interface over 50 ms, ${what}`,
    value: longest,
    note: 'budget: none',
  };
}

function loopRow(what: string, { longest, p99 }: Loop): Row {
  return {
    what: `the core's event loop held, ${what}`,
    value: `longest ${milliseconds(longest)}, p99 ${milliseconds(p99)}`,
    note: `budget: ${BUDGET_MS} ms`,
  };
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  await fillLibrary(folder, LIBRARY_SIZE);
  const program = await startProgram(folder, ['--import', PROBE]);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await watchTasks(page);
    await page.goto(program.url);
    await page.locator('[role=option][data-paper-id]').first().waitFor();
    const [loading] = [await longTasks(page)];
    await loopOf(program);
    const built = await untilIndexed(await sessionOf(folder));
    const building = [tasksRow('while the index is built', await longTasks(page))];
    building.push(loopRow('while the index is built', await loopOf(program)));
    const times = await typeAll(page);
    return [
      { what: 'index of all papers, after the list was shown', value: milliseconds(built) },
      { what: 'tasks over 50 ms while the program opened', value: String(loading.length) },
      ...building,
      {
        what: `key stroke to painted results, ${times.length} strokes`,
        value: `p50 ${milliseconds(median(times))}, p95 ${milliseconds(percentile(times, 0.95))}, longest ${milliseconds(Math.max(...times))}`,
        note: `budget: p95 at most ${BUDGET_MS} ms`,
      },
      tasksRow('while typing', await longTasks(page)),
      loopRow('while typing', await loopOf(program)),
    ];
  } finally {
    await browser.close();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a user feels of search: while its index is built, and while they type. */
export const typing: Bench = {
  rule: 'PERF-7',
  title: `searching ${LIBRARY_SIZE.toLocaleString('en-GB')} papers in the interface, and building the index (PERF-2, PERF-7)`,
  run,
};
