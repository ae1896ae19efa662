import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { startDemoUpstream } from '../src-main/demo/index.ts';
import { launchChromium } from './browser.ts';
import { type Bench, median, milliseconds, type Row, ratio } from './measure.ts';
import type { Opening } from './pages/open.ts';
import { buildPages, servePages } from './pages.ts';

const ROOT = join(import.meta.dirname, '..');
const FIXTURES = join(ROOT, '..', 'shared', 'fixtures', 'pdf');
const ROUNDS = 7;
/** Cold is the first paper after the program has started, warm the same paper opened again. */
const STARTED_MS = 700;
type Timing = { readonly cold: number[]; readonly warm: number[]; readonly widths: Set<number> };

/** Puts pdf.js's own parts beside the pages of a benchmark. */
export function copyParts(folder: string): void {
  for (const part of ['wasm', 'cmaps', 'standard_fonts', 'iccs']) {
    const source = join(ROOT, 'node_modules', 'pdfjs-dist', part);
    cpSync(source, join(folder, 'pdfjs', part), { recursive: true });
  }
}

async function openBoth(browser: Browser, url: string): Promise<[Opening, Opening]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    await page.waitForFunction(() => typeof globalThis.openPdf === 'function');
    await page.waitForTimeout(STARTED_MS);
    const file = new URL('/paper.pdf', url).href;
    const cold = await page.evaluate((one) => globalThis.openPdf(one), file);
    const warm = await page.evaluate((one) => globalThis.openPdf(one), file);
    return [cold, warm];
  } finally {
    await page.close();
  }
}

async function measure(
  browser: Browser,
  origin: string,
): Promise<{ ours: Timing; viewer: Timing }> {
  const timings = { ours: emptyTiming(), viewer: emptyTiming() };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of ['ours', 'viewer'] as const) {
      const [cold, warm] = await openBoth(browser, `${origin}/${name}.html`);
      // The first round warms the disk and the browser.
      if (round === 0) continue;
      timings[name].cold.push(cold.elapsed);
      timings[name].warm.push(warm.elapsed);
      timings[name].widths.add(cold.width);
    }
  }
  return timings;
}

function emptyTiming(): Timing {
  return { cold: [], warm: [], widths: new Set() };
}

/** PDFs to measure with, by a name for people; recorded ones where there are some. */
export async function sampleFiles(): Promise<Map<string, Buffer>> {
  const upstream = await startDemoUpstream();
  const paper = upstream.papers.at(-1);
  const made = await fetch(`${upstream.arxivPdfOrigin}/pdf/${paper?.id}`);
  const files = new Map([['a made paper', Buffer.from(await made.arrayBuffer())]]);
  await upstream.close();
  for (const name of ['pdfjs__tracemonkey.pdf', 'labml__resnet.pdf', 'pdfjs__freeculture.pdf']) {
    if (existsSync(join(FIXTURES, name))) files.set(name, readFileSync(join(FIXTURES, name)));
  }
  return files;
}

function rowsOf(name: string, { ours, viewer }: { ours: Timing; viewer: Timing }): Row[] {
  const line = (kind: 'cold' | 'warm'): Row => {
    const [we, they] = [median(ours[kind]), median(viewer[kind])];
    return {
      what: `${name}, ${kind}`,
      value: `${milliseconds(we)} against ${milliseconds(they)}: ${ratio(we, they)}`,
      note: 'budget: at most 0.60×',
    };
  };
  const widths = `${[...ours.widths]} and ${[...viewer.widths]} device pixels`;
  return [line('cold'), line('warm'), { what: `${name}, width drawn`, value: widths }];
}

async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-bench-'));
  const browser = await launchChromium();
  await buildPages(folder, ['ours', 'viewer']);
  copyParts(folder);
  const server = await servePages(folder);
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const rows: Row[] = [];
    for (const [name, bytes] of await sampleFiles()) {
      writeFileSync(join(folder, 'paper.pdf'), bytes);
      rows.push(...rowsOf(name, await measure(browser, origin)));
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * pdfjs-dist ships no viewer page, so the reference is its `PDFViewer` component at default
 * settings, opening by URL as the official viewer does.
 */
export const firstPage: Bench = {
  rule: 'PERF-4',
  title: `first page sharp and its text selectable, against pdf.js's PDFViewer component, median of ${ROUNDS}`,
  run,
};
