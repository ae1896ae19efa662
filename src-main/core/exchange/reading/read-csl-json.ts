import { type CslDate, type CslName, LineCounter } from '../../listings/index.ts';
import { dateIn } from './dates.ts';
import { finishEntry } from './finish-entry.ts';
import { markdownOfHtml } from './html-notes.ts';
import type { ReadReferences, ReferenceEntry, ReferenceProblem } from './types.ts';

/** Beyond what an entry has. */
const MOST_LENGTH = 4_000_000;

/** Reads CSL-JSON: an array, one entry, or an object with `items`. */
export function readCslJson(text: string): ReadReferences {
  const entries: ReferenceEntry[] = [];
  const problems: ReferenceProblem[] = [];
  const lines = new LineCounter(text);
  for (const { start, end } of objectsIn(text)) {
    const line = lines.at(start);
    const item = end - start > MOST_LENGTH ? undefined : parsed(text.slice(start, end));
    const entry = item && toEntry(line, item);
    if (entry) entries.push(entry);
    else problems.push({ line, reason: item ? 'no-title' : 'bad-entry' });
  }
  return { layout: 'csl-json', entries, problems };
}

/** The objects of the outermost array, each by itself, so that a bad one spoils no other. */
function* objectsIn(text: string): Generator<{ start: number; end: number }> {
  const open = /^[\s\uFEFF]*\{/.test(text) && !/^[\s\uFEFF]*\{\s*"items"\s*:/.test(text) ? 0 : 1;
  const outer = /^[\s\uFEFF]*\{\s*"items"\s*:/.test(text) ? 2 : open;
  let depth = 0;
  let start = 0;
  for (const [token, index] of tokensOf(text)) {
    // An object that was not closed ends where the next one begins, as printed.
    if (token === '\n' && depth > outer && outer > 0) {
      yield { start, end: index };
      depth = outer;
    } else if (token === '{' || token === '[') {
      if (depth === outer && token === '{') start = index;
      depth++;
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      if (depth === outer && token === '}') yield { start, end: index + 1 };
    }
  }
  if (depth > outer) yield { start, end: text.length };
}

const NEXT_OBJECT = /\n(?=\{| {1,2}\{)/y;

/** Brackets, and ends of lines before an object; what stands in strings is none. Linear. */
function* tokensOf(text: string): Generator<[token: string, index: number]> {
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      // A string that is not closed ends with its line.
      for (at++; at < text.length && text[at] !== '"' && text[at] !== '\n'; at++)
        if (text[at] === '\\') at++;
    } else if ('[]{}'.includes(char)) yield [char, at];
    if (text[at] !== '\n') continue;
    NEXT_OBJECT.lastIndex = at;
    if (NEXT_OBJECT.test(text)) yield ['\n', at];
  }
}

type Item = Readonly<Record<string, unknown>>;

function parsed(text: string): Item | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Item) : undefined;
  } catch {
    return undefined;
  }
}

function toEntry(line: number, item: Item): ReferenceEntry | undefined {
  const text = (name: string): string | undefined => {
    const value = item[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value.trim() !== '' ? plain(value) : undefined;
  };
  const isArxiv = /arxiv/i.test(text('archive') ?? text('publisher') ?? '');
  return finishEntry({
    line,
    title: text('title'),
    abstract: text('abstract'),
    reference: {
      type: text('type') ?? 'article',
      author: namesOf(item.author),
      editor: namesOf(item.editor),
      issued: dateOf(item.issued),
      'container-title': text('container-title'),
      volume: text('volume'),
      issue: text('issue'),
      page: text('page'),
      publisher: text('publisher'),
      number: text('number'),
      DOI: text('DOI'),
      ISBN: text('ISBN'),
      ISSN: text('ISSN'),
      URL: text('URL'),
    },
    arxivHints: [
      isArxiv ? (text('archive_location') ?? text('archive-location')) : undefined,
      ...[text('number'), text('container-title'), text('note')],
    ],
    tags: keywordsOf(item.keyword),
    notes: typeof item.note === 'string' ? [markdownOfHtml(item.note)] : [],
  });
}

/** CSL marks some words up in titles. */
function plain(text: string): string {
  return text.replace(/<\/?(?:i|b|sup|sub|span)(?:\s[^>]*)?>/g, '').trim();
}

function keywordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[,;]/);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

const NAME_PARTS = ['family', 'given', 'suffix', 'literal', 'non-dropping-particle'] as const;

function namesOf(value: unknown): CslName[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((name: unknown) => {
    if (typeof name !== 'object' || name === null) return [];
    const said = { ...(name as Record<string, unknown>) };
    said['non-dropping-particle'] ??= said['dropping-particle'];
    const parts = NAME_PARTS.filter((part) => typeof said[part] === 'string' && said[part] !== '');
    return parts.length === 0 ? [] : [Object.fromEntries(parts.map((part) => [part, said[part]]))];
  });
}

function dateOf(value: unknown): CslDate | undefined {
  if (typeof value === 'string') return dateIn(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { 'date-parts': parts, raw, literal } = value as Record<string, unknown>;
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  if (!Array.isArray(first)) return dateIn([raw, literal].find((one) => typeof one === 'string'));
  const numbers = first.map(Number).slice(0, 3);
  return numbers.length > 0 && numbers.every(Number.isInteger)
    ? { 'date-parts': [numbers] }
    : undefined;
}
