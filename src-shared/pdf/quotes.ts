import { anchorText } from './anchors.ts';
import { errorsAtEnd, errorsAtStart, findApproximately } from './approximate.ts';
import { type Folded, fold } from './folded.ts';
import type { PageText, TextAnchor } from './types.ts';

/** The quoted words of a mark, on however many pages, folded, with what stands around them. */
export type Quote = {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly words: readonly string[];
  /** Whether it begins and ends between words, as most selections do. */
  readonly whole: boolean;
};

/** What of a page is needed to look for quotes in it. */
export type QuotePage = {
  readonly text: string;
  readonly folded: Folded;
  readonly words: ReadonlySet<string>;
  /** Offsets into `text` of what lies between running head and page number. */
  readonly body: { readonly start: number; readonly end: number };
};

/** A place in one page, or at the end of one and the beginning of the next. */
export type FoundQuote = {
  readonly parts: readonly { readonly page: 0 | 1; readonly start: number; readonly end: number }[];
  /** 0 to 1. */
  readonly confidence: number;
};

/** Share of a quote's characters that may have been edited. */
const mostEdited = 0.33;
/** Shorter quotes (folded characters) must read as they did, a little longer ones nearly so. */
const shortest = 12;
const short = 24;
const mostEditedOfShort = 0.2;
/** From this length on a quote is known without what stands around it. */
const longEnough = 60;
const contextWeight = 0.25;
/** With a smaller share of a quote's words on a page it is not looked for there. */
const sharedWords = 0.4;
/** Letters alone make this share of any two texts alike. */
const likeness = 0.3;

const wordPattern =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\p{L}){3,}/gu;

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(wordPattern) ?? [])];
}

/** The quote of an anchor; undefined where nothing is quoted. */
export function quoteOf(anchor: TextAnchor): Quote | undefined {
  const [first] = anchor.pages;
  const last = anchor.pages[anchor.pages.length - 1];
  const text = anchorText(anchor);
  const exact = fold(text).text;
  if (!first || !last || exact === '') return undefined;
  const whole = !/[\p{L}\p{N}]$/u.test(first.prefix) && !/^[\p{L}\p{N}]/u.test(last.suffix);
  const [prefix, suffix] = [fold(first.prefix).text, fold(last.suffix).text];
  return { exact, prefix, suffix, words: wordsOf(text), whole };
}

/** What of a page's text is kept to look for quotes in it. */
export function quotePage(page: PageText): QuotePage {
  const { text } = page;
  return { text, folded: fold(text), words: new Set(wordsOf(text)), body: bodyOf(page) };
}

/** Without the columns of one line at the beginning and the end, and without turned text. */
function bodyOf({ lines, text }: PageText): { start: number; end: number } {
  const isAlone = (i: number) =>
    lines[i]!.angle !== 0 ||
    (lines[i - 1]?.column !== lines[i]!.column && lines[i + 1]?.column !== lines[i]!.column);
  let first = 0;
  let last = lines.length - 1;
  while (first < last && isAlone(first)) first++;
  while (last > first && isAlone(last)) last--;
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? text.length };
}

/**
 * Where a page reads most like a quote, small edits allowed; with `next`, the page behind it, also
 * where the quote runs from one page to the other. Undefined when nothing is alike enough.
 */
export function findQuote(
  quote: Quote,
  page: QuotePage,
  next: QuotePage | undefined,
): FoundQuote | undefined {
  if (!mayHold(quote, page, next)) return undefined;
  const within = best(quote, page.folded.text);
  const inPage = within && placed(quote, page, undefined, within, page.folded.text.length, 0);
  if (!next || (within && within.confidence > 1 - mostEdited)) return inPage;
  const seam = seamOf(quote, page, next);
  const over = best(quote, seam.text);
  const isOver = over && over.start < seam.at && over.end > seam.at;
  if (!isOver || (inPage && inPage.confidence >= over.confidence)) return inPage;
  const shifted = { ...over, start: over.start + seam.from, end: over.end + seam.from };
  return placed(quote, page, next, shifted, seam.from + seam.at, seam.skip);
}

function mayHold({ words }: Quote, page: QuotePage, next: QuotePage | undefined): boolean {
  if (words.length < 4) return true;
  const shared = words.filter((word) => page.words.has(word) || next?.words.has(word));
  return shared.length >= sharedWords * words.length;
}

type Found = { readonly start: number; readonly end: number; readonly confidence: number };

function best(quote: Quote, text: string): Found | undefined {
  const { length } = quote.exact;
  const share = length < shortest ? 0 : length < short ? mostEditedOfShort : mostEdited;
  let found: Found | undefined;
  const places = findApproximately(quote.exact, text, Math.floor(share * length), 8);
  for (const { start, end, errors } of places) {
    const confidence = confidenceOf(quote, text, { start, end }, errors);
    if (!found || confidence > found.confidence) found = { start, end, confidence };
  }
  return found;
}

function confidenceOf(
  { exact, prefix, suffix }: Quote,
  text: string,
  { start, end }: { start: number; end: number },
  errors: number,
): number {
  const around = prefix.length + suffix.length;
  const wrong = errorsAtEnd(prefix, text.slice(0, start)) + errorsAtStart(suffix, text.slice(end));
  const alike = around === 0 ? 1 : Math.max(0, (1 - wrong / around - likeness) / (1 - likeness));
  const own = Math.min(1 - contextWeight, exact.length / longEnough);
  return (1 - errors / exact.length) * (own + (1 - own) * alike);
}

/** The end of one page's text and the beginning of the next one's, in one. */
function seamOf(quote: Quote, page: QuotePage, next: QuotePage) {
  const reach = Math.ceil(1.4 * quote.exact.length) + quote.prefix.length + quote.suffix.length;
  const end = foldedOffset(page.folded, page.body.end);
  const from = Math.max(0, end - reach);
  const skip = foldedOffset(next.folded, next.body.start);
  const text = page.folded.text.slice(from, end) + next.folded.text.slice(skip, skip + reach);
  return { text, from, at: end - from, skip };
}

/** The first folded character at or behind an offset into the text. */
function foldedOffset({ offsets }: Folded, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `at`: where in the folded text the next page begins, with its character `skip`. */
function placed(
  quote: Quote,
  page: QuotePage,
  next: QuotePage | undefined,
  { start, end, confidence }: Found,
  at: number,
  skip: number,
): FoundQuote {
  const parts: FoundQuote['parts'][number][] = [];
  if (start < at) parts.push({ page: 0, ...rangeIn(quote, page, start, Math.min(end, at)) });
  if (next && end > at) {
    const from = skip + Math.max(0, start - at);
    parts.push({ page: 1, ...rangeIn(quote, next, from, skip + end - at) });
  }
  return { parts, confidence };
}

function rangeIn(quote: Quote, { text, folded }: QuotePage, start: number, end: number) {
  const from = folded.offsets[start]!;
  const to = folded.offsets[end - 1]! + 1;
  if (!quote.whole) return { start: from, end: to };
  const range = { start: nearestEdge(text, from), end: nearestEdge(text, to) };
  return range.start < range.end ? range : { start: from, end: to };
}

/** The nearer end of the word in whose middle an offset stands. */
function nearestEdge(text: string, offset: number): number {
  const isInner = (at: number) =>
    /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[at] ?? '');
  let [before, behind] = [offset, offset];
  while (isInner(before)) before--;
  while (isInner(behind)) behind++;
  return offset - before <= behind - offset ? before : behind;
}
