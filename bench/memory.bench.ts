import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { launchChromium } from './browser.ts';
import { copyParts } from './first-page.bench.ts';
import { type Bench, mebibytes, type Row } from './measure.ts';
import { buildPages, servePages } from './pages.ts';
import { readingPaper } from './reading.bench.ts';
import { heapOf, readingPage } from './reading-run.ts';

/** What is built up once and kept, such as caches of code, is there by then. */
const WARMING = 10;
const TIMES = 50;

/** What a page holds with no document open. Bytes; of the whole process where the system tells. */
type Held = {
  readonly heap: number;
  readonly canvases: number;
  readonly workers: number;
  readonly process: number | null;
};

async function openAndClose(page: Page, file: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await page.evaluate(async (one) => {
      await globalThis.reading.open(one);
      await globalThis.reading.turn(3);
      await globalThis.reading.close();
    }, file);
  }
}

/** The processes that show pages are this one's alone: another page would share them. */
async function rendererBytes(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const statuses = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter(existsSync);
  if (statuses.length === 0) return null;
  const kibibytes = statuses.map(
    (path) => /VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? '0',
  );
  return kibibytes.reduce((sum, one) => sum + Number(one) * 1_024, 0);
}

async function held(browser: Browser, page: Page): Promise<Held> {
  await page.waitForTimeout(1_000);
  const heap = await heapOf(page);
  const canvases = await page.evaluate(() => globalThis.reading.canvasBytesLeft());
  return { heap, canvases, workers: page.workers().length, process: await rendererBytes(browser) };
}

async function measure(browser: Browser, url: string): Promise<[Held, Held]> {
  const page = await readingPage(browser, url);
  const file = new URL('/paper.pdf', url).href;
  try {
    await openAndClose(page, file, WARMING);
    const before = await held(browser, page);
    await openAndClose(page, file, TIMES);
    return [before, await held(browser, page)];
  } finally {
    await page.close();
  }
}

function growth(bytes: number): string {
  return `${bytes < 0 ? '−' : '+'}${mebibytes(Math.abs(bytes))}`;
}

function rowOf(who: string, [before, after]: [Held, Held]): Row {
  const process =
    before.process === null || after.process === null
      ? ''
      : `, process ${growth(after.process - before.process)} to ${mebibytes(after.process)}`;
  return {
    what: `${who}, after ${TIMES} times more`,
    value: `heap ${growth(after.heap - before.heap)} to ${mebibytes(after.heap)}, canvases ${mebibytes(after.canvases)}, workers ${before.workers} and ${after.workers}${process}`,
    note: 'budget: no growth',
  };
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  await buildPages(folder, ['read-ours', 'read-viewer']);
  copyParts(folder);
  writeFileSync(join(folder, 'paper.pdf'), await readingPaper());
  const server = await servePages(folder);
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return [
      rowOf('ours', await measure(browser, `${origin}/read-ours.html`)),
      rowOf('viewer', await measure(browser, `${origin}/read-viewer.html`)),
    ];
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Memory that stays when documents are closed. */
export const memory: Bench = {
  rule: 'PERF-5',
  title: `a paper opened, turned and closed ${WARMING} times and then ${TIMES} times more, against pdf.js's PDFViewer component`,
  run,
};
