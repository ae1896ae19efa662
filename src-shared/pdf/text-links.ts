import { boundsOf } from './geometry.ts';
import { quadsOf } from './quads.ts';
import type { PageText, Rect } from './types.ts';

/** An address that stands in a page's text; its rectangles are in user space, one for each line. */
export type TextLink = { readonly url: string; readonly rects: readonly Rect[] };

/** More on one page are made to harm. */
const MOST = 500;
/** Longer addresses are none. */
const LONGEST = 2_000;

const ADDRESS =
  /(?:https?:\/\/|\bwww\.)[^\s<>"“”„«»{}|\\^`]+|\b(?:doi:\s?)?10\.\d{4,9}\/[^\s<>"“”„«»{}|\\^`]+|\barxiv:\s?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?![\d/])/giu;

const WITH_HOST = /^https?:\/\/[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d{1,4})?(?:[/?#]|$)/iu;

/** What an address goes on with in the next line, if the line ends within it. */
const GOES_ON = /[/_=&?%#~-]$/u;
const REST = /^[^\s<>"“”„«»{}|\\^`]+/u;

/**
 * Web addresses, DOIs and arXiv ids in a page's text, in reading order. Marks that end a sentence
 * or close a bracket are no part of them; an address goes on in the next line where its line ends
 * with a mark that no address ends with.
 */
export function textLinksOf(page: PageText): TextLink[] {
  const links: TextLink[] = [];
  let from = 0;
  for (const found of page.text.matchAll(ADDRESS)) {
    if (links.length >= MOST) break;
    const start = found.index;
    if (start < from) continue;
    const ends = endsOf(page, start, start + found[0].length);
    from = ends.at(-1)!;
    const url = urlOf(writtenIn(page, start, from));
    if (url === null) continue;
    const rects = quadsOf(page, start, from).map((quad) => boundsOf([quad]));
    if (rects.length > 0) links.push({ url, rects });
  }
  return links;
}

/** The ends of an address's parts, one for each of its lines. */
function endsOf(page: PageText, start: number, end: number): number[] {
  const { text, lines } = page;
  const at = lines.findIndex((line) => start >= line.start && start < line.end);
  const [line, next] = [lines[at], lines[at + 1]];
  const isBroken = line && next && trimmedEnd(page, line.end) <= end && next.start >= end;
  const isOne = isBroken && next.column === line.column && GOES_ON.test(text.slice(start, end));
  const rest = isOne ? REST.exec(text.slice(next.start, next.end))?.[0] : undefined;
  // A footnote's own address may follow.
  if (next && rest && !/:\/\/|www\./iu.test(rest)) return [end, next.start + tidy(rest).length];
  return [start + tidy(text.slice(start, end)).length];
}

function trimmedEnd({ text }: PageText, end: number): number {
  return text.slice(0, end).trimEnd().length;
}

/** An address without the marks that follow it in a sentence; brackets stay where they are pairs. */
function tidy(address: string): string {
  let tidied = address;
  for (;;) {
    const last = tidied.at(-1) ?? '';
    const isSentence = /[.,;:!?'’”"*…]/u.test(last);
    const isOpen = last === ')' && count(tidied, '(') < count(tidied, ')');
    const isSquare = last === ']' && count(tidied, '[') < count(tidied, ']');
    if (!isSentence && !isOpen && !isSquare) return tidied;
    tidied = tidied.slice(0, -1);
  }
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/**
 * The letters from one offset to another as the page shows them: with the hyphens at lines' ends
 * that the text leaves out, and without white space.
 */
function writtenIn({ glyphs, glyphAt }: PageText, start: number, end: number): string {
  const [first, last] = [glyphAt[start] ?? -1, glyphAt[end - 1] ?? -1];
  if (first < 0 || last < first) return '';
  const shown = glyphs.slice(first, last + 1).map(({ unicode }) => unicode);
  return shown.join('').normalize('NFKC').replace(/\s/gu, '');
}

function urlOf(written: string): string | null {
  if (written.length > LONGEST) return null;
  const arxiv = /^arxiv:(.+)$/iu.exec(written)?.[1];
  if (arxiv) return `https://arxiv.org/abs/${arxiv}`;
  const doi = /^(?:doi:)?(10\.\d{4,9}\/.+)$/iu.exec(written)?.[1];
  if (doi) return `https://doi.org/${encodeURI(doi).replace(/[?#]/gu, encodeURIComponent)}`;
  const address = /^www\./iu.test(written) ? `https://${written}` : written;
  return WITH_HOST.test(address) ? address : null;
}
