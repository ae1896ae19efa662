import type { CslName, ReferenceFacts } from '../../listings/index.ts';
import { parsedName } from '../references/names.ts';
import { type ScannedEntry, scanBibtex } from './bibtex-scan.ts';
import { dateIn, dateOfMonth } from './dates.ts';
import { pathsInFileField } from './file-field.ts';
import { finishEntry } from './finish-entry.ts';
import { textOfTex } from './tex-text.ts';
import type { ReadReferences, ReferenceEntry, ReferenceProblem } from './types.ts';

const TYPES: Readonly<Record<string, string>> = {
  article: 'article-journal',
  inproceedings: 'paper-conference',
  conference: 'paper-conference',
  proceedings: 'book',
  book: 'book',
  mvbook: 'book',
  incollection: 'chapter',
  inbook: 'chapter',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  thesis: 'thesis',
  techreport: 'report',
  report: 'report',
  unpublished: 'manuscript',
  software: 'software',
  dataset: 'dataset',
};

/** Reads BibTeX and BibLaTeX, as Zotero, Better BibTeX, JabRef, arXiv and others write it. */
export function readBibtex(text: string): ReadReferences {
  const entries: ReferenceEntry[] = [];
  const problems: ReferenceProblem[] = [];
  for (const scanned of scanBibtex(text)) {
    if (!scanned.ok) {
      problems.push({ line: scanned.line, reason: scanned.reason });
      continue;
    }
    const entry = toEntry(scanned.entry);
    if (entry) entries.push(entry);
    else problems.push({ line: scanned.entry.line, reason: 'no-title' });
  }
  return { layout: 'bibtex', entries, problems };
}

function toEntry({ line, type, fields }: ScannedEntry): ReferenceEntry | undefined {
  const text = (...names: readonly string[]): string | undefined => {
    const raw = names.map((name) => fields.get(name)).find((value) => value?.trim());
    return raw === undefined ? undefined : textOfTex(raw).replace(/\s+/g, ' ').trim();
  };
  const subtitle = text('subtitle');
  const title = text('title');
  return finishEntry({
    line,
    title: subtitle && title ? `${title}: ${subtitle}` : title,
    abstract: text('abstract'),
    reference: referenceOf(type, fields, text),
    arxivHints: [
      eprintOf(fields),
      text('archiveid'),
      text('journal', 'journaltitle'),
      text('note'),
    ],
    tags: text('keywords', 'keyword')?.split(/[,;]/) ?? [],
    collections: (text('groups') ?? '')
      .split(',')
      .filter((name) => name.trim())
      .map((name) => [name.trim()]),
    notes: [text('annote', 'annotation')].filter((note) => note !== undefined),
    added: text('dateadded', 'date-added', 'creationdate', 'timestamp'),
    files: pathsInFileField(fields.get('file') ?? ''),
  });
}

type Text = (...names: readonly string[]) => string | undefined;
type Values = ScannedEntry['fields'];

function referenceOf(type: string, fields: Values, text: Text): ReferenceFacts {
  return {
    type: TYPES[type] ?? 'article',
    author: namesIn(fields.get('author')),
    editor: namesIn(fields.get('editor')),
    issued: dateIn(text('date')) ?? dateOfMonth(text('year'), text('month')),
    'container-title': text('journal', 'journaltitle', 'booktitle'),
    volume: text('volume'),
    issue: text('issue', 'number'),
    page: text('pages')?.replace(/\s*[-–—]+\s*/g, '-'),
    publisher: text('publisher', 'institution', 'school', 'organization'),
    DOI: verbatim(fields.get('doi')),
    ISBN: text('isbn'),
    ISSN: text('issn'),
    URL: verbatim(fields.get('url')),
    note: text('note'),
  };
}

/** An id of arXiv; other archives have theirs in the same field. */
function eprintOf(fields: Values): string | undefined {
  const archive = fields.get('archiveprefix') ?? fields.get('eprinttype') ?? 'arxiv';
  return /arxiv/i.test(archive) ? verbatim(fields.get('eprint')) : undefined;
}

function verbatim(value: string | undefined): string | undefined {
  const plain = value
    ?.replace(/\\url\b/g, '')
    .replace(/\\([_%&#~])/g, '$1')
    .replace(/[{}\s]/g, '');
  return plain || undefined;
}

function namesIn(value: string | undefined): CslName[] | undefined {
  if (!value?.trim()) return undefined;
  return splitNames(value).flatMap((name) => {
    const text = textOfTex(name).replace(/\s+/g, ' ').trim();
    if (text === '' || text === 'others') return [];
    return isWhole(name.trim()) ? [{ literal: text }] : [parsedName(text)];
  });
}

/** At each `and` that stands in no braces. */
function splitNames(value: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of value.matchAll(/\\[\s\S]|[{}]|\sand(?=\s)/g)) {
    const [token] = match;
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (depth === 0 && token.endsWith('and') && token.length === 4) {
      names.push(value.slice(start, match.index));
      start = match.index + token.length;
    }
  }
  return [...names, value.slice(start)];
}

/** Whether one pair of braces holds all of it, which makes it one name. */
function isWhole(name: string): boolean {
  if (!name.startsWith('{') || !name.endsWith('}')) return false;
  let depth = 0;
  for (const [at, char] of [...name].entries()) {
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at === [...name].length - 1;
  }
  return false;
}
