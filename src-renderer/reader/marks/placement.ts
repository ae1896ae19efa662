import type { Annotation, MarkAnchor } from '../../../src-shared/contract/index.ts';
import {
  type PageAnchor,
  type PageText,
  type Quad,
  quadsOf,
  resolvePageAnchor,
} from '../../../src-shared/pdf/index.ts';

/** Where a mark lies on one page, user space. */
export type PlacedPart = { readonly page: number; readonly quads: readonly Quad[] };

/** Where a mark lies in the open file; `lost` where its words are not found in it. */
export type Placement =
  | { readonly how: 'stored' | 'moved'; readonly parts: readonly PlacedPart[] }
  | { readonly how: 'lost' };

/** With less certainty than this a quote may be somewhere else altogether. */
const ENOUGH_CONFIDENCE = 0.3;
/** Certain enough not to look on further pages. */
const CERTAIN = 0.85;

/** Where a mark of this very file lies: as stored, with no text needed. Undefined for another's. */
export function storedPlacement(mark: Annotation, fileSha256: string): Placement | undefined {
  return mark.fileSha256 === fileSha256 ? { how: 'stored', parts: mark.anchor.pages } : undefined;
}

/** Pages in order of distance from one, from 0. */
export function pagesByDistance(from: number, count: number): number[] {
  const pages = Array.from({ length: count }, (_, page) => page);
  return pages.sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b);
}

async function findPart(
  anchor: PageAnchor,
  count: number,
  read: (page: number) => Promise<PageText>,
): Promise<PlacedPart | undefined> {
  let best: { part: PlacedPart; confidence: number } | undefined;
  for (const page of pagesByDistance(anchor.page, count)) {
    const text = await read(page).catch(() => undefined);
    const found = text && resolvePageAnchor(anchor, text);
    if (!text || !found || found.confidence < ENOUGH_CONFIDENCE) continue;
    if (best && found.confidence <= best.confidence) continue;
    best = {
      part: { page, quads: quadsOf(text, found.start, found.end) },
      confidence: found.confidence,
    };
    if (found.confidence >= CERTAIN) break;
  }
  return best?.part;
}

/**
 * Finds a mark of another file, such as an older version, by its quoted words (MARK-3), the nearest
 * pages first. All its parts must be found, or it is lost.
 */
export async function findPlacement(
  anchor: MarkAnchor,
  count: number,
  read: (page: number) => Promise<PageText>,
): Promise<Placement> {
  const parts: PlacedPart[] = [];
  for (const page of anchor.pages) {
    const part = await findPart(page, count, read);
    if (!part) return { how: 'lost' };
    parts.push(part);
  }
  return { how: 'moved', parts };
}
