import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser } from '@playwright/test';
import { launchChromium } from './browser.ts';
import { copyParts, sampleFiles } from './first-page.bench.ts';
import { type Bench, mebibytes, median, milliseconds, type Row, ratio } from './measure.ts';
import type { Scrolled } from './pages/reading.ts';
import { buildPages, servePages } from './pages.ts';

/** Pages of text alone are no work for anybody. */
const WITH_FIGURES = 'labml__resnet.pdf';
const LENGTHS = [10, 100, 350, 1_000];
const SPEEDS = [3, 10, 20];
const SECONDS = 4;
const TURNS = 12;

/** What one of the two did with one file. */
type Measures = {
  readonly scrolled: ReadonlyMap<number, Scrolled>;
  readonly turns: readonly number[];
  readonly canvasBytes: number;
  readonly heapBytes: number;
};

/** A file of so many pages, those of a paper over and over. */
async function bookOf(paper: Uint8Array, pages: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(paper);
  const book = await PDFDocument.create();
  const all = source.getPageIndices();
  const wanted = Array.from({ length: pages }, (_, page) => all[page % all.length]!);
  for (const page of await book.copyPages(source, wanted)) book.addPage(page);
  return book.save();
}

async function measure(browser: Browser, url: string): Promise<Measures> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    await page.waitForFunction(() => typeof globalThis.reading === 'object');
    const file = new URL('/paper.pdf', url).href;
    const pages = await page.evaluate((one) => globalThis.reading.open(one), file);
    const turns: number[] = [];
    for (let turn = 1; turn <= TURNS; turn++) {
      const to = Math.floor((turn * pages * 0.618) % pages);
      turns.push(await page.evaluate((at) => globalThis.reading.turn(at), to));
    }
    const scrolled = new Map<number, Scrolled>();
    for (const speed of SPEEDS) {
      const seconds = SECONDS;
      scrolled.set(
        speed,
        await page.evaluate((how) => globalThis.reading.scroll(how.speed, how.seconds), {
          speed,
          seconds,
        }),
      );
    }
    const canvasBytes = await page.evaluate(() => globalThis.reading.canvasBytes());
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const heapBytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    return { scrolled, turns, canvasBytes, heapBytes };
  } finally {
    await page.close();
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function rowsOf(pages: number, ours: Measures, viewer: Measures): Row[] {
  const [turn, their] = [median(ours.turns), median(viewer.turns)];
  const what = `${pages.toLocaleString('en-GB')} pages`;
  return [
    {
      what: `${what}, jump to a sharp page`,
      value: `${milliseconds(turn)} against ${milliseconds(their)}: ${ratio(turn, their)}`,
    },
    ...SPEEDS.map((speed) => scrollRow(`${what}, ${speed} pages a second`, speed, ours, viewer)),
    {
      what: `${what}, canvases and heap afterwards`,
      value: `${mebibytes(ours.canvasBytes)} and ${mebibytes(ours.heapBytes)} against ${mebibytes(viewer.canvasBytes)} and ${mebibytes(viewer.heapBytes)}`,
      note: 'budget: canvases at most 150 MB',
    },
  ];
}

function scrollRow(what: string, speed: number, ours: Measures, viewer: Measures): Row {
  const [we, they] = [ours.scrolled.get(speed)!, viewer.scrolled.get(speed)!];
  const frames = (one: Scrolled): string =>
    `${one.framesPerSecond.toFixed(1)} frames a second, ${percent(one.blank)} blank`;
  const budget = speed === 20 ? { note: 'budget: three times the frames, under 5 % blank' } : {};
  return {
    what,
    value: `${frames(we)}, longest ${milliseconds(we.longestFrame)}; viewer ${frames(they)}, longest ${milliseconds(they.longestFrame)}`,
    ...budget,
  };
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  await buildPages(folder, ['read-ours', 'read-viewer']);
  copyParts(folder);
  const server = await servePages(folder);
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const files = await sampleFiles();
    const paper = files.get(WITH_FIGURES) ?? [...files.values()][0]!;
    const rows: Row[] = [];
    for (const pages of LENGTHS) {
      writeFileSync(join(folder, 'paper.pdf'), await bookOf(paper, pages));
      const ours = await measure(browser, `${origin}/read-ours.html`);
      const viewer = await measure(browser, `${origin}/read-viewer.html`);
      rows.push(...rowsOf(pages, ours, viewer));
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Turning pages and scrolling in files of ten to a thousand pages. */
export const reading: Bench = {
  rule: 'PERF-5',
  title:
    "turning, scrolling and memory, against pdf.js's PDFViewer component in the same run (PERF-3, PERF-5)",
  run,
};
