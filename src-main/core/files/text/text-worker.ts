import { parentPort } from 'node:worker_threads';
import { OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { buildPageText, type Rect, readPageGlyphs } from '../../../../src-shared/pdf/index.ts';
import { type OpenedPdf, openPdf } from '../../pdf-document/index.ts';
import type { ExtractedPage, TextAnswer, TextQuestion } from './types.ts';

/** An answer is given after this time, so that little is lost when the program ends. */
const STEP_MS = 250;
/** Longer than a page of any book; what is beyond is not written for people. */
const MOST_LETTERS = 200_000;

let current: { readonly path: string; readonly opened: OpenedPdf & { ok: true } } | undefined;

parentPort?.on('message', async (question: TextQuestion) => {
  parentPort?.postMessage(await answer(question));
});
parentPort?.postMessage('ready');

async function answer({ path, from, most }: TextQuestion): Promise<TextAnswer> {
  const opened = await open(path);
  if (!opened.ok) return opened;
  const { document } = opened;
  const end = Date.now() + STEP_MS;
  const pages: ExtractedPage[] = [];
  let lost = 0;
  for (let page = from; page <= document.numPages && pages.length < most; page++) {
    const text = await textOf(document, page);
    if (text === undefined) lost++;
    pages.push({ page, text: text ?? '' });
    if (Date.now() > end) break;
  }
  const total = document.numPages;
  if (from + pages.length > total) await leave();
  return { ok: true, total, pages, lost };
}

/** The file stays open from one question to the next. */
async function open(path: string): Promise<OpenedPdf> {
  if (current?.path === path) return current.opened;
  await leave();
  const opened = await openPdf(path);
  if (opened.ok) current = { path, opened };
  return opened;
}

async function leave(): Promise<void> {
  const left = current;
  current = undefined;
  await left?.opened.close();
}

/** Undefined where the page cannot be read. */
async function textOf(document: PDFDocumentProxy, number: number): Promise<string | undefined> {
  try {
    const page = await document.getPage(number);
    const glyphs = await readPageGlyphs(page, OPS);
    const { text } = buildPageText(number - 1, glyphs, page.view as unknown as Rect);
    page.cleanup();
    return text.slice(0, MOST_LETTERS).toWellFormed();
  } catch {
    return undefined;
  }
}
