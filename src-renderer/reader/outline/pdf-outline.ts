import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { OutlineEntry } from './outline-entries.ts';

type Item = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];
type Place = Pick<OutlineEntry, 'page' | 'top' | 'left'>;

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
    const place = await placeOf(pdf, item.dest);
    const title = item.title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    if (place && title !== '') entries.push({ ...place, title, level, offset: null });
    const below = place && title !== '' ? level + 1 : level;
    if (below <= DEEPEST) await collect(pdf, item.items as Item[], below, entries);
  }
}

/** The place of a destination, which is named or written out; null where there is none. */
async function placeOf(pdf: PDFDocumentProxy, dest: Item['dest']): Promise<Place | null> {
  try {
    const parts: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
    if (!Array.isArray(parts)) return null;
    const page = await pageOf(pdf, parts[0]);
    if (page === null || page < 0 || page >= pdf.numPages) return null;
    return { page, ...pointOf(parts) };
  } catch {
    return null;
  }
}

async function pageOf(pdf: PDFDocumentProxy, page: unknown): Promise<number | null> {
  if (Number.isInteger(page)) return page as number;
  if (typeof page !== 'object' || page === null || !('num' in page)) return null;
  return pdf.getPageIndex(page as Parameters<PDFDocumentProxy['getPageIndex']>[0]);
}

const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function pointOf([, kind, ...rest]: readonly unknown[]): Pick<Place, 'top' | 'left'> {
  const name = (kind as { name?: unknown } | null)?.name;
  if (name === 'XYZ') return { left: number(rest[0]), top: number(rest[1]) };
  if (name === 'FitH' || name === 'FitBH') return { left: null, top: number(rest[0]) };
  if (name === 'FitR') return { left: number(rest[0]), top: number(rest[3]) };
  return { left: null, top: null };
}
