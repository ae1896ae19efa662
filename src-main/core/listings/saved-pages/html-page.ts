import { type Carrier, findCarriers } from './html-attributes.ts';
import { dayOf, entriesOf, take } from './json-page.ts';
import { readValues } from './json-values.ts';
import { type SavedPage, type SavedPaper, type SavedProblem, unknownPage } from './types.ts';

const TARGET = 'DailyPapers';
/** Escaped; a page of a hundred papers has half a million characters. */
const MAX_PROPS = 12_000_000;
/** After so many faults the rest of a page is not looked at. */
const MAX_PROBLEMS = 10_000;
const KEY = '"dailyPapers"';
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|amp|apos|lt|gt|nbsp));/gi;
const NAMED = new Map([
  ['quot', '"'],
  ['amp', '&'],
  ['apos', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', '\u00a0'],
]);

/**
 * Reads a saved web page: the JSON that its list of papers was made from. Where that is damaged, each
 * entry is read by itself. Linear in the text; never throws.
 */
export function parseHtmlPage(html: string): SavedPage {
  const papers: SavedPaper[] = [];
  const problems: SavedProblem[] = [];
  let capturedOn: string | null = null;
  let isFound = false;
  for (const carrier of findCarriers(html)) {
    if (carrier.target !== TARGET) continue;
    isFound = true;
    const day = readProps(carrier, papers, problems);
    capturedOn ??= day;
    if (problems.length > MAX_PROBLEMS) break;
  }
  return isFound ? { layout: 'html', capturedOn, papers, problems } : unknownPage();
}

/** Whether a text is a web page: it begins as one, or carries a list of papers. */
export function isHtml(text: string): boolean {
  const start = text.slice(0, 4096).trimStart();
  if (/^<(!doctype html|!--|html|head|body|div|main|\?xml)/i.test(start)) return true;
  return text.includes('data-props=') && /data-target\s{0,9}=\s{0,9}["']?DailyPapers/.test(text);
}

/** Whether a text that begins as a web page is one, and not a text that begins with a tag's name. */
export function isMarkup(text: string): boolean {
  return /<\/(?:html|head|body|script|style|title|div|main|p)\s{0,9}>/i.test(text);
}

function readProps(
  carrier: Carrier,
  papers: SavedPaper[],
  problems: SavedProblem[],
): string | null {
  const { line, props } = carrier;
  if (props.length > MAX_PROPS) {
    problems.push({ line, reason: 'too-long' });
    return null;
  }
  const text = unescapeHtml(props);
  const json = tryParse(text);
  const entries = entriesOf(json);
  if (entries) {
    for (const entry of entries) take({ line, ok: true, json: entry }, papers, problems);
    return dayOf(json);
  }
  const start = arrayAt(text);
  if (start === -1) problems.push({ line, reason: json === undefined ? 'not-json' : 'bad-entry' });
  else for (const value of readValues(text, start, line)) take(value, papers, problems);
  return null;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function arrayAt(text: string): number {
  const key = text.indexOf(KEY);
  return key === -1 ? -1 : text.indexOf('[', key + KEY.length);
}

function unescapeHtml(text: string): string {
  return text.replace(REFERENCE, (reference, hex, decimal, name: string | undefined) => {
    if (name) return NAMED.get(name.toLowerCase()) ?? reference;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
