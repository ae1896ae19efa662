import type { PDFDocumentProxy } from 'pdfjs-dist';
import { destinationOf } from '../links/destination.ts';
import type { OutlineEntry } from './outline-entries.ts';

type Item = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** Deeper or longer outlines are made to harm. */
const DEEPEST = 12;
const MOST = 5000;

/** A PDF's own outline; entries that lead nowhere in the document are left out. */
export async function readPdfOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const items = (await pdf.getOutline()) as Item[] | null;
  const entries: OutlineEntry[] = [];
  await collect(pdf, items ?? [], 0, entries);
  return entries;
}

async function collect(
  pdf: PDFDocumentProxy,
  items: readonly Item[],
  level: number,
  entries: OutlineEntry[],
): Promise<void> {
  for (const item of items) {
    if (entries.length >= MOST) return;
    const place = await destinationOf(pdf, item.dest);
    const title = item.title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    if (place && title !== '') entries.push({ ...place, title, level, offset: null });
    const below = place && title !== '' ? level + 1 : level;
    if (below <= DEEPEST) await collect(pdf, item.items as Item[], below, entries);
  }
}
