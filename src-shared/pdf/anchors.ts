import { type Folded, fold } from './folded.ts';
import { boundsOf } from './geometry.ts';
import { joinAcrossPages } from './hyphens.ts';
import { quadsOf } from './quads.ts';
import { type PageOf, partsOf, type RangePart } from './selection.ts';
import type { PageAnchor, PageText, ResolvedAnchor, TextAnchor, TextRange } from './types.ts';

/** Characters kept before and behind a quote: enough to tell repeated phrases apart. */
const contextLength = 32;
/** With less agreement than this around it, a quote at the noted place may be another one. */
const enoughContext = 0.5;

/** The anchor of a range; undefined when there is no visible character in it. */
export function createAnchor(pageOf: PageOf, range: TextRange): TextAnchor | undefined {
  const pages = partsOf(pageOf, range).flatMap((part) => pageAnchor(pageOf(part.page)!, part));
  return pages.length > 0 ? { pages } : undefined;
}

function pageAnchor(page: PageText, { start, end }: RangePart): PageAnchor[] {
  const quads = quadsOf(page, start, end);
  if (quads.length === 0) return [];
  return [
    {
      page: page.pageIndex,
      start,
      exact: page.text.slice(start, end),
      prefix: page.text.slice(Math.max(0, start - contextLength), start),
      suffix: page.text.slice(end, end + contextLength),
      quads,
    },
  ];
}

/** The quoted words of all pages, as they are copied. */
export function anchorText(anchor: TextAnchor): string {
  return anchor.pages.map((page) => page.exact).reduce(joinAcrossPages, '');
}

/** Sorts anchors in reading order when compared as text: page, offset, distance from the top. */
export function readingOrderKey(anchor: {
  readonly pages: readonly Pick<PageAnchor, 'page' | 'start' | 'quads'>[];
}): string {
  const first = anchor.pages[0];
  if (!first) return '';
  // No page is taller than this; the page's own height is not part of an anchor.
  const fromTop = Math.min(Math.max(0, Math.round(100_000 - boundsOf(first.quads)[3])), 999_999);
  return [first.page, first.start, fromTop].map((n) => String(n).padStart(6, '0')).join('|');
}

/**
 * Finds an anchor's words in a page's text: at the noted place if they and their surroundings are
 * there, else the occurrence that fits its surroundings best, else regardless of white space and
 * hyphens. Undefined when the words are not on the page.
 */
export function resolvePageAnchor(
  anchor: PageAnchor,
  page: Pick<PageText, 'text'>,
): ResolvedAnchor | undefined {
  if (anchor.exact === '') return undefined;
  const { text } = page;
  const { start, exact } = anchor;
  if (text.startsWith(exact, start)) {
    const context = contextShare(anchor, text, start);
    if (context >= enoughContext) {
      const confidence = 0.8 + 0.2 * context;
      return { start, end: start + exact.length, how: 'position', confidence };
    }
  }
  return bestQuote(anchor, text) ?? bestFolded(anchor, page);
}

function bestQuote(anchor: PageAnchor, text: string): ResolvedAnchor | undefined {
  let best: ResolvedAnchor | undefined;
  let least = Infinity;
  for (let at = text.indexOf(anchor.exact); at >= 0; at = text.indexOf(anchor.exact, at + 1)) {
    const away = Math.abs(at - anchor.start);
    const confidence = 0.8 * contextShare(anchor, text, at) + 0.2 / (1 + away / 200);
    if (best && (confidence < best.confidence || (confidence === best.confidence && away >= least)))
      continue;
    best = { start: at, end: at + anchor.exact.length, how: 'quote', confidence };
    least = away;
  }
  return best;
}

/** How much of the anchor's context stands around its words at an offset, 0 to 1. */
function contextShare({ prefix, suffix, exact }: PageAnchor, text: string, at: number): number {
  const total = prefix.length + suffix.length;
  if (total === 0) return 1;
  let same = 0;
  while (same < prefix.length && prefix.at(-1 - same) === text[at - 1 - same]) same++;
  const end = at + exact.length;
  let behind = 0;
  while (behind < suffix.length && suffix[behind] === text[end + behind]) behind++;
  return (same + behind) / total;
}

const foldedPages = new WeakMap<object, Folded>();

function bestFolded(anchor: PageAnchor, page: Pick<PageText, 'text'>): ResolvedAnchor | undefined {
  let folded = foldedPages.get(page);
  if (!folded) {
    folded = fold(page.text);
    foldedPages.set(page, folded);
  }
  const { offsets } = folded;
  const found = bestQuote(foldedAnchor(anchor, offsets), folded.text);
  if (!found) return undefined;
  return {
    start: offsets[found.start]!,
    end: offsets[found.end - 1]! + 1,
    how: 'quote',
    confidence: found.confidence * 0.9,
  };
}

function foldedAnchor(anchor: PageAnchor, offsets: readonly number[]): PageAnchor {
  const start = offsets.findIndex((offset) => offset >= anchor.start);
  return {
    ...anchor,
    start: start < 0 ? offsets.length : start,
    exact: fold(anchor.exact).text || '\0',
    prefix: fold(anchor.prefix).text,
    suffix: fold(anchor.suffix).text,
  };
}
