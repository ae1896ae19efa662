import type { ReferenceFacts } from '../../listings/index.ts';
import { parsedName } from '../references/names.ts';
import { dateIn } from './dates.ts';
import { finishEntry } from './finish-entry.ts';
import { markdownOfHtml } from './html-notes.ts';
import type { ReadReferences, ReferenceEntry, ReferenceProblem } from './types.ts';

const TYPES: Readonly<Record<string, string>> = {
  JOUR: 'article-journal',
  EJOUR: 'article-journal',
  MGZN: 'article-magazine',
  NEWS: 'article-newspaper',
  CONF: 'paper-conference',
  CPAPER: 'paper-conference',
  BOOK: 'book',
  EBOOK: 'book',
  CHAP: 'chapter',
  THES: 'thesis',
  RPRT: 'report',
  DATA: 'dataset',
  COMP: 'software',
  ELEC: 'webpage',
};

const LINE = /^([A-Z][A-Z0-9]) {1,2}-(?: |$)(.*)$/;
const FILES = ['L1', 'L2', 'L4', 'LK'];
/** Beyond what a value has. */
const MOST_LENGTH = 1_000_000;

type Fields = { readonly line: number; readonly values: Map<string, string[]> };

/** Reads RIS, as Zotero, EndNote, Mendeley and publishers write it. Linear. */
export function readRis(text: string): ReadReferences {
  const entries: ReferenceEntry[] = [];
  const problems: ReferenceProblem[] = [];
  for (const record of recordsOf(text, problems)) {
    const entry = toEntry(record);
    if (entry) entries.push(entry);
    else problems.push({ line: record.line, reason: 'no-title' });
  }
  return { layout: 'ris', entries, problems };
}

/** An entry that is not ended, ends where the next begins. */
function* recordsOf(text: string, problems: ReferenceProblem[]): Generator<Fields> {
  let record: Fields | undefined;
  let last: string[] | undefined;
  let line = 0;
  for (const raw of linesOf(text)) {
    line++;
    const [, tag, value = ''] = LINE.exec(raw) ?? [];
    if (tag === 'TY') {
      if (record) yield record;
      record = { line, values: new Map([['TY', [value.trim()]]]) };
      last = undefined;
    } else if (tag === 'ER') {
      if (record) yield record;
      record = undefined;
    } else if (tag !== undefined && record) {
      last = valuesOf(record, tag);
      last.push(value);
    } else if (record && last && raw.trim() !== '') goOn(last, raw);
    else if (tag !== undefined) problems.push({ line, reason: 'bad-entry' });
  }
  if (record) yield record;
}

function valuesOf({ values }: Fields, tag: string): string[] {
  const known = values.get(tag) ?? [];
  values.set(tag, known);
  return known;
}

/** A long value goes on in lines that begin with no tag. */
function goOn(values: string[], line: string): void {
  const before = values.at(-1)!;
  if (before.length < MOST_LENGTH) values[values.length - 1] = `${before}\n${line}`;
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end === -1) return;
    start = end + 1;
  }
}

function toEntry({ line, values }: Fields): ReferenceEntry | undefined {
  const all = (...tags: readonly string[]): string[] =>
    tags
      .flatMap((tag) => values.get(tag) ?? [])
      .map((value) => value.trim())
      .filter(Boolean);
  const text = (...tags: readonly string[]): string | undefined =>
    all(...tags)[0]?.replace(/\s+/g, ' ');
  return finishEntry({
    line,
    title: text('TI', 'T1', 'CT'),
    abstract: text('AB', 'N2'),
    reference: referenceOf(all, text),
    arxivHints: [text('AN'), text('M1'), ...all('UR', 'JO', 'T2', 'C7')],
    tags: all('KW').flatMap((value) => value.split('\n')),
    notes: all('N1').map(markdownOfHtml),
    files: all(...FILES).flatMap(pdfOf),
  });
}

function referenceOf(
  all: (...tags: readonly string[]) => string[],
  text: (...tags: readonly string[]) => string | undefined,
): ReferenceFacts {
  const [first, last] = [text('SP'), text('EP')];
  const authors = all('AU', 'A1').map(parsedName);
  const editors = all('ED').map(parsedName);
  return {
    type: TYPES[text('TY') ?? ''] ?? 'article',
    ...(authors.length > 0 && { author: authors }),
    ...(editors.length > 0 && { editor: editors }),
    issued: dateIn(text('DA')) ?? dateIn(text('PY', 'Y1')),
    'container-title': text('T2', 'JF', 'JO', 'JA', 'C3', 'BT'),
    volume: text('VL'),
    issue: text('IS'),
    page: first && last && first !== last ? `${first}-${last}` : first,
    publisher: text('PB'),
    DOI: text('DO'),
    ISSN: text('SN'),
    URL: text('UR'),
  };
}

/** Addresses in the net are none of this machine's. */
function pdfOf(value: string): string[] {
  const [, inside] = /^file:\/\/(.*)$/i.exec(value) ?? [];
  const path = inside === undefined ? value : decoded(inside).replace(/^\/([A-Za-z]:)/, '$1');
  return /\.pdf$/i.test(path) && !/^[a-z-]{2,}:\/\//i.test(path) ? [path] : [];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
