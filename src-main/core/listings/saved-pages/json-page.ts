import { readEntry } from '../hugging-face-entry.ts';
import { cleanText } from './clean-text.ts';
import { type LocatedValue, readValues } from './json-values.ts';
import type { SavedPage, SavedPaper, SavedProblem } from './types.ts';

/** After so many faults the rest of a file is not looked at. */
const MAX_PROBLEMS = 10_000;

/** What a text of JSON holds, and whether any of it is JSON. */
export type JsonPage = SavedPage & { readonly isJson: boolean };

/** Relative addresses in a saved answer are of the site that gave it. */
const ORIGIN = 'https://huggingface.co';

/**
 * Reads raw JSON of the papers API: an array of entries, one paper, `{paper}` wrappers, one of these
 * a line, or the properties that a listing page carries. Linear in the text; never throws.
 */
export function parseJsonPage(text: string): JsonPage {
  const papers: SavedPaper[] = [];
  const problems: SavedProblem[] = [];
  let capturedOn: string | null = null;
  let isJson = false;
  for (const value of readValues(text)) {
    isJson ||= value.ok && typeof value.json === 'object';
    const list = value.ok ? entriesOf(value.json) : undefined;
    if (value.ok) capturedOn ??= dayOf(value.json);
    for (const part of list?.map((json) => ({ ...value, ok: true, json }) as const) ?? [value]) {
      take(part, papers, problems);
    }
    if (problems.length > MAX_PROBLEMS) {
      problems.push({ line: value.line, reason: 'too-long' });
      break;
    }
  }
  return { layout: 'json', capturedOn, papers, problems, isJson: isJson || isEmptyArray(text) };
}

/** Adds what a value holds to the papers, or to the problems. */
export function take(value: LocatedValue, papers: SavedPaper[], problems: SavedProblem[]): void {
  const { line } = value;
  if (!value.ok) problems.push({ line, reason: 'not-json' });
  else {
    const paper = toPaper(value.json, line);
    if (paper) papers.push(paper);
    else problems.push({ line, reason: 'bad-entry' });
  }
}

/** The entries in the properties of a listing page; undefined where the value is none. */
export function entriesOf(json: unknown): readonly unknown[] | undefined {
  const list = (json as { dailyPapers?: unknown } | null)?.dailyPapers;
  return Array.isArray(list) ? list : undefined;
}

/** The day of a listing page by its properties, `YYYY-MM-DD`; null where it is a week, or none. */
export function dayOf(json: unknown): string | null {
  const { dateString } = (json ?? {}) as { dateString?: unknown };
  const isDay = typeof dateString === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(dateString);
  return isDay && !Number.isNaN(Date.parse(dateString)) ? dateString.slice(0, 10) : null;
}

function toPaper(json: unknown, line: number): SavedPaper | undefined {
  const read = readEntry(named(json), ORIGIN, 'import');
  if (!read) return undefined;
  const upstream = wellFormed(read.paper);
  const title = cleanText(upstream.title);
  if (!title) return undefined;
  const { organization, publishedAt, comments, submittedBy, arxivId, abstract } = upstream;
  const facts = { organization, publishedAt, comments, submittedBy, arxivId, upstream };
  const authorCount = upstream.authors?.length ?? null;
  const cleaned = (abstract && cleanText(abstract)) || null;
  return { line, title, abstract: cleaned, authorCount, featuredOn: read.featuredOn, ...facts };
}

/** Collections of the API's answers that others made call the id by its full name. */
function named(json: unknown): unknown {
  const { id, arxivId } = (json ?? {}) as { id?: unknown; arxivId?: unknown };
  return id === undefined && typeof arxivId === 'string'
    ? { ...(json as object), id: arxivId }
    : json;
}

/** JSON may escape half a character; no other part of the program should meet one. */
function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed() as T;
  if (Array.isArray(value)) return value.map(wellFormed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, wellFormed(part)]),
  ) as T;
}

function isEmptyArray(text: string): boolean {
  return text.length < 1000 && /^\s*\[\s*\]\s*$/.test(text);
}
