import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { quadBounds } from '../../../src-shared/pdf/index.ts';
import { openPdf } from '../pdf-document/index.ts';
import type { WrittenMark } from './types.ts';

/** Points by which an annotation may lie elsewhere than it was written. */
const TOLERANCE = 0.01;

/** What pdf.js tells of an annotation. */
type Seen = {
  readonly id: string;
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly quadPoints?: ArrayLike<number> | null;
};

/** What is wrong with a written copy as another reader sees it; undefined if nothing is. */
export async function flawOf(
  path: string,
  pages: number,
  written: readonly WrittenMark[],
): Promise<string | undefined> {
  const opened = await openPdf(path);
  if (!opened.ok) return `the copy is ${opened.reason}`;
  try {
    if (opened.document.numPages !== pages) return `the copy has ${opened.document.numPages} pages`;
    return await flawOfMarks(opened.document, written);
  } finally {
    await opened.close();
  }
}

async function flawOfMarks(
  document: PDFDocumentProxy,
  written: readonly WrittenMark[],
): Promise<string | undefined> {
  for (const index of new Set(written.map(({ page }) => page))) {
    const page = await document.getPage(index + 1);
    const seen = new Map(((await page.getAnnotations()) as Seen[]).map((one) => [one.id, one]));
    const wrong = written.find(
      (mark) => mark.page === index && !isAsWritten(seen.get(mark.reference), mark),
    );
    if (wrong) return `${wrong.subtype} ${wrong.reference} on page ${index + 1} is not as written`;
    page.cleanup();
  }
  return undefined;
}

function isAsWritten(seen: Seen | undefined, { subtype, rect, quads }: WrittenMark): boolean {
  if (seen?.subtype !== subtype || !areClose(seen.rect, rect)) return false;
  if (quads.length === 0) return true;
  // pdf.js tells the upright boxes of quads, in the same order of corners.
  const expected = quads.flatMap((quad) => {
    const [left, bottom, right, top] = quadBounds(quad);
    return [left, top, right, top, left, bottom, right, bottom];
  });
  return areClose(Array.from(seen.quadPoints ?? []), expected);
}

function areClose(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => Math.abs(value - b[i]!) <= TOLERANCE);
}
