import type { Annotation, MarkAnchor } from '../../../src-shared/contract/index.ts';
import {
  findQuote,
  type PageAnchor,
  type Quad,
  quoteOf,
  resolvePageAnchor,
} from '../../../src-shared/pdf/index.ts';
import type { QuoteSource } from './quote-source.ts';

/** Where a mark lies on one page, user space; `start` is the offset of its words, if it has any. */
export type PlacedPart = {
  readonly page: number;
  readonly start: number;
  readonly quads: readonly Quad[];
};

/**
 * Where a mark lies in the open file; `lost` where its words are not found in it, with the likeness
 * of the likest place.
 */
export type Placement =
  | { readonly how: 'stored'; readonly parts: readonly PlacedPart[] }
  | { readonly how: 'moved'; readonly parts: readonly PlacedPart[]; readonly confidence: number }
  | { readonly how: 'lost'; readonly confidence: number };

/** With less certainty than this a quote may be somewhere else altogether. */
const ENOUGH_CONFIDENCE = 0.3;
/** The same for words that were edited. */
const ENOUGH_OF_EDITED = 0.5;
/** Words that read as they did are surely they from this length on, whatever stands around. */
const LONG_ENOUGH = 60;
const LEAST_OF_LONG = 0.9;
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

type Found = { readonly range: PlacedRange; readonly confidence: number };
type PlacedRange = { readonly page: number; readonly start: number; readonly end: number };

async function findExact(anchor: PageAnchor, source: QuoteSource): Promise<Found | undefined> {
  let best: Found | undefined;
  for (const page of pagesByDistance(anchor.page, source.count)) {
    const text = await source.page(page);
    await source.breathe();
    const found = text && resolvePageAnchor(anchor, text);
    if (!found || found.confidence < ENOUGH_CONFIDENCE) continue;
    if (best && found.confidence <= best.confidence) continue;
    const { start, end, confidence } = found;
    best = { range: { page, start, end }, confidence };
    if (confidence >= CERTAIN) break;
  }
  return best;
}

/** Long words need nothing around them; of short ones there may be others. */
function knownByLength({ exact }: PageAnchor, found: Found): Found {
  const length = Math.min(1, exact.length / LONG_ENOUGH);
  return { ...found, confidence: Math.max(found.confidence, LEAST_OF_LONG * length) };
}

async function findAllExact(anchor: MarkAnchor, source: QuoteSource): Promise<Found[] | undefined> {
  const found: Found[] = [];
  for (const page of anchor.pages) {
    const part = await findExact(page, source).then((best) => best && knownByLength(page, best));
    const last = found[found.length - 1];
    const step = part && last ? part.range.page - last.range.page : 0;
    // Pieces far apart are other words that read the same.
    if (!part || step < 0 || step > 1) return undefined;
    found.push(part);
  }
  return found;
}

type Edited = { readonly found: readonly Found[]; readonly confidence: number };

/** All words of a mark as one quote, small edits allowed, on one page or over a page break. */
async function findEdited(anchor: MarkAnchor, source: QuoteSource): Promise<Edited> {
  const quote = quoteOf(anchor);
  let best: Found[] = [];
  let most = 0;
  if (!quote) return { found: best, confidence: most };
  for (const page of pagesByDistance(anchor.pages[0]!.page, source.count)) {
    const text = await source.page(page);
    const next = await source.page(page + 1);
    await source.breathe();
    const found = text && findQuote(quote, text, next);
    if (!found || found.confidence <= most) continue;
    most = found.confidence;
    best = found.parts.map((part) => ({
      range: { ...part, page: page + part.page },
      confidence: most,
    }));
    if (most >= CERTAIN) break;
  }
  return { found: best, confidence: most };
}

/**
 * Finds a mark of another file, such as an older version, by its quoted words (MARK-3), the nearest
 * pages first: as they were, or else with small edits. All of them must be found, or it is lost.
 */
export async function findPlacement(anchor: MarkAnchor, source: QuoteSource): Promise<Placement> {
  const exact = await findAllExact(anchor, source);
  if (exact && exact.length > 0) return placementOf(exact, source);
  const { found, confidence } = await findEdited(anchor, source);
  if (confidence < ENOUGH_OF_EDITED) return { how: 'lost', confidence };
  return placementOf(found, source);
}

async function placementOf(found: readonly Found[], source: QuoteSource): Promise<Placement> {
  const confidence = Math.min(...found.map((part) => part.confidence));
  const parts: PlacedPart[] = [];
  for (const { range } of found) {
    const { page, start, end } = range;
    const quads = await source.quads(page, start, end).catch(() => []);
    if (quads.length === 0) return { how: 'lost', confidence };
    parts.push({ page, start, quads });
  }
  return { how: 'moved', parts, confidence };
}
