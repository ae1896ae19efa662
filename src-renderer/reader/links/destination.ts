import type { PDFDocumentProxy } from 'pdfjs-dist';
import { applyMatrix } from '../../../src-shared/pdf/index.ts';
import type { ReaderEngine } from '../engine/index.ts';

/** A place of the document: page from 0, top and left in user space where they are known. */
export type Destination = {
  readonly page: number;
  readonly top: number | null;
  readonly left: number | null;
};

/** Air over a place that was gone to, points. */
export const AIR = 14;

/** The place of a destination, which is named or written out; null where there is none. */
export async function destinationOf(
  pdf: PDFDocumentProxy,
  dest: unknown,
): Promise<Destination | null> {
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

/** How far down its page a place is as it is shown, less some points; 0 where that is not known. */
export function shareOf(
  engine: ReaderEngine,
  { page, top, left }: Destination,
  less: number,
): number {
  const { document } = engine;
  if (top === null || !document) return 0;
  const { size, toPage } = document.pages.geometry(page);
  const { y } = applyMatrix(toPage, { x: left ?? 0, y: top });
  return Math.min(1, (y - less) / size.height);
}

/** Scrolls a place to the window's top. */
export function showDestination(engine: ReaderEngine, destination: Destination): void {
  const share = Math.max(0, shareOf(engine, destination, AIR));
  engine.goTo({ page: destination.page, share });
}

async function pageOf(pdf: PDFDocumentProxy, page: unknown): Promise<number | null> {
  if (Number.isInteger(page)) return page as number;
  if (typeof page !== 'object' || page === null || !('num' in page)) return null;
  return pdf.getPageIndex(page as Parameters<PDFDocumentProxy['getPageIndex']>[0]);
}

const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function pointOf([, kind, ...rest]: readonly unknown[]): Pick<Destination, 'top' | 'left'> {
  const name = (kind as { name?: unknown } | null)?.name;
  if (name === 'XYZ') return { left: number(rest[0]), top: number(rest[1]) };
  if (name === 'FitH' || name === 'FitBH') return { left: null, top: number(rest[0]) };
  if (name === 'FitR') return { left: number(rest[0]), top: number(rest[3]) };
  return { left: null, top: null };
}
