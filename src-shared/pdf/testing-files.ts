import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readPageGlyphs } from './glyphs.ts';
import { buildPageText } from './page-text.ts';
import type { Glyph, PageText, Rect } from './types.ts';

/** From the project's root, where tests run. */
const ASSETS = 'node_modules/pdfjs-dist/';

/** A page of a file, read. */
export type ReadPage = { readonly glyphs: Glyph[]; readonly view: Rect; readonly text: PageText };

/** For tests: opens a PDF with pdf.js, which takes the bytes; `destroy` ends it. */
export function openPdf(data: Uint8Array) {
  return getDocument({
    data,
    standardFontDataUrl: `${ASSETS}standard_fonts/`,
    cMapUrl: `${ASSETS}cmaps/`,
    verbosity: 0,
    maxImageSize: 1,
  });
}

/** For tests: the first pages of a PDF; pages and files that pdf.js refuses are left out. */
export async function readPages(data: Uint8Array, count: number): Promise<ReadPage[]> {
  const task = openPdf(data);
  const document = await task.promise.catch(() => undefined);
  const pages: ReadPage[] = [];
  for (let index = 0; index < Math.min(count, document?.numPages ?? 0); index++) {
    const page = await document!.getPage(index + 1).catch(() => undefined);
    const glyphs = page && (await readPageGlyphs(page, OPS));
    if (!glyphs) continue;
    const view = page.view as unknown as Rect;
    pages.push({ glyphs, view, text: buildPageText(index, glyphs, view) });
  }
  await task.destroy();
  return pages;
}
