import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { launchChromium } from './browser.ts';
import { copyParts, sampleFiles } from './first-page.bench.ts';
import {
  type Bench,
  mebibytes,
  median,
  milliseconds,
  percentile,
  type Row,
  ratio,
} from './measure.ts';
import type { Scrolled } from './pages/scrolling.ts';
import { buildPages, servePages } from './pages.ts';
import { AT_ONCE, type Measures, measureReading, SPEEDS } from './reading-run.ts';
import { readingSizes } from './sizes.ts';

/** Pages of text alone are no work for anybody. */
const WITH_FIGURES = 'labml__resnet.pdf';

/** A file of so many pages, those of a paper over and over. */
async function bookOf(paper: Uint8Array, pages: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(paper);
  const book = await PDFDocument.create();
  const all = source.getPageIndices();
  const wanted = Array.from({ length: pages }, (_, page) => all[page % all.length]!);
  for (const page of await book.copyPages(source, wanted)) book.addPage(page);
  return book.save();
}

/** The paper that reading is measured with. */
export async function readingPaper(): Promise<Uint8Array> {
  const files = await sampleFiles();
  return files.get(WITH_FIGURES) ?? [...files.values()][0]!;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function against(we: number, they: number): string {
  return `${milliseconds(we)} against ${milliseconds(they)}: ${ratio(we, they)}`;
}

const tasks = (longest: number): string => (longest === 0 ? 'under 50 ms' : milliseconds(longest));

function scrollRow(what: string, speed: number, [we, they]: readonly Scrolled[]): Row {
  const frames = (one: Scrolled): string =>
    `${one.framesPerSecond.toFixed(1)} frames a second, ${percent(one.blank)} blank`;
  const times = (we!.framesPerSecond / they!.framesPerSecond).toFixed(1);
  const budget = speed === 20 ? { note: 'budget: three times the frames, under 5 % blank' } : {};
  return {
    what,
    value: `${frames(we!)}, longest ${milliseconds(we!.longestFrame)}; viewer ${frames(they!)}, longest ${milliseconds(they!.longestFrame)}: ${times} times`,
    ...budget,
  };
}

function actRows(what: string, ours: Measures, viewer: Measures): Row[] {
  const [our, their] = [ours.zoomed, viewer.zoomed];
  return [
    { what: `${what}, first page`, value: against(ours.openedIn, viewer.openedIn) },
    {
      what: `${what}, jump to a sharp page`,
      value: against(median(ours.turns), median(viewer.turns)),
    },
    {
      what: `${what}, wheel to a larger page, p95`,
      value: against(percentile(our.scaled, 0.95), percentile(their.scaled, 0.95)),
    },
    {
      what: `${what}, last notch to a sharp page`,
      value: against(our.sharp, their.sharp),
      note: 'both wait for the wheel to rest first',
    },
    {
      what: `${what}, point under the pointer`,
      value: `moved ${our.drift.toFixed(2)} px against ${their.drift.toFixed(2)} px`,
      note: 'budget: 1 px',
    },
    { what: `${what}, a word's first hit`, value: against(ours.found.first, viewer.found.first) },
    {
      what: `${what}, all its hits`,
      value: `${against(ours.found.all, viewer.found.all)}, ${ours.found.hits} and ${viewer.found.hits} hits`,
    },
    {
      what: `${what}, longest task while finding`,
      value: `${tasks(ours.found.longestTask)} against ${tasks(viewer.found.longestTask)}`,
    },
    { what: `${what}, another word's hits`, value: against(ours.again.all, viewer.again.all) },
  ];
}

function rowsOf(pages: number, ours: Measures, viewer: Measures): Row[] {
  const what = `${pages.toLocaleString('en-GB')} pages`;
  const speed = (name: string, at: number, of: (one: Measures) => Scrolled): Row =>
    scrollRow(`${what}, ${at} pages a second${name}`, at, [of(ours), of(viewer)]);
  return [
    ...actRows(what, ours, viewer),
    speed(' at once', AT_ONCE, ({ atOnce }) => atOnce),
    ...SPEEDS.map((at) => speed('', at, ({ scrolled }) => scrolled.get(at)!)),
    {
      what: `${what}, canvases and heap after scrolling`,
      value: `${mebibytes(ours.canvasBytes)} and ${mebibytes(ours.heapBytes)} against ${mebibytes(viewer.canvasBytes)} and ${mebibytes(viewer.heapBytes)}`,
      note: 'budget: canvases at most 150 MB',
    },
  ];
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  await buildPages(folder, ['read-ours', 'read-viewer']);
  copyParts(folder);
  const server = await servePages(folder);
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const paper = await readingPaper();
    const rows: Row[] = [];
    for (const pages of readingSizes()) {
      writeFileSync(join(folder, 'paper.pdf'), await bookOf(paper, pages));
      const ours = await measureReading(browser, `${origin}/read-ours.html`);
      const viewer = await measureReading(browser, `${origin}/read-viewer.html`);
      rows.push(...rowsOf(pages, ours, viewer));
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Turning pages, scrolling, zooming and finding in files of ten to a thousand pages. */
export const reading: Bench = {
  rule: 'PERF-5',
  title:
    "opening, turning, scrolling, zooming, finding and memory, against pdf.js's PDFViewer component in the same run (PERF-3, PERF-5); scrolled at once after the opening, and after three seconds on the first page",
  run,
};
