import { buildPageText, type Rect } from '../../../src-shared/pdf/index.ts';
import { pdfWith } from '../../../src-shared/pdf/tiny-pdf.ts';
import { readGlyphs } from './page-texts.ts';
import { sharedPdfWorker, startOpening } from './pdf-document.ts';
import { buildTextLayer } from './text-layer.ts';

const LINES = 32;
const WORDS = 'the quick brown fox jumps over a lazy dog and reads what it found';
/** A window that never rests is warmed all the same. */
const LONGEST_WAIT_MS = 3_000;

/** A page of two columns with a figure, about as full as a paper's. */
function madeUpPage(): Uint8Array {
  const line = (left: number, row: number) =>
    `BT /F1 9 Tf 1 0 0 1 ${left} ${730 - row * 14} Tm (${WORDS}) Tj ET`;
  const rows = Array.from({ length: LINES }, (_, row) => `${line(54, row)} ${line(320, row)}`);
  const figure = Array.from(
    { length: 40 },
    (_, at) => `${at / 40} 0.4 0.5 rg ${60 + at * 5} 40 4 ${at} re f ${at} 20 m 300 ${at} l S`,
  );
  return pdfWith({ content: [...rows, ...figure].join('\n') });
}

const rest = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
  });

/** Reads and draws a made-up page that nobody sees, in steps. */
async function rehearse(): Promise<void> {
  const task = startOpening(madeUpPage());
  const canvas = document.createElement('canvas');
  try {
    const page = await (await task.promise).getPage(1);
    const viewport = page.getViewport({ scale: 1 });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({ canvas, viewport }).promise;
    await rest();
    const glyphs = await readGlyphs(page, new AbortController().signal);
    await rest();
    const text = buildPageText(0, glyphs, page.view as unknown as Rect);
    await rest();
    buildTextLayer(text, [1, 0, 0, -1, 0, viewport.height], viewport);
  } finally {
    canvas.width = 0;
    canvas.height = 0;
    await task.destroy();
  }
}

let warmed = false;

/**
 * Call at the program's start, when it is idle: starts the worker, and opens a made-up page, so that
 * the code for it, here and in the worker, is compiled before the first paper is opened. That makes
 * the first paper's first page about 50 ms faster. Never fails: the papers will tell.
 */
export function warmPdfWorker(): void {
  if (warmed) return;
  warmed = true;
  sharedPdfWorker();
  void rest()
    .then(rehearse)
    .catch(() => undefined);
}
