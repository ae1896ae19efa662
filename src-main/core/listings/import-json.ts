import { setImmediate } from 'node:timers/promises';
import type { ImportReport } from '../../../src-shared/contract/index.ts';
import { readEntry } from './hugging-face-entry.ts';
import { type LocatedJson, locateJson } from './json-parts.ts';
import type { ListingEntry, UpstreamListing, UpstreamPaper } from './types.ts';

/** Papers of one featured day, with their listing; `listing` is undefined where no day is named. */
export type ImportedGroup = {
  readonly papers: readonly UpstreamPaper[];
  readonly listing?: UpstreamListing;
};

/** What a file holds. `problems` are in the order of their lines, which count from 1. */
export type ParsedImport = Pick<ImportReport, 'layout' | 'problems'> & {
  readonly groups: readonly ImportedGroup[];
};

/** Papers by featured day, null where none is named, each once, in the file's order. */
type Days = Map<string | null, Map<string, UpstreamPaper>>;

/** Relative addresses in a saved answer are of the site that gave it. */
const ORIGIN = 'https://huggingface.co';

/** A file with more bad parts than this is something else; the rest of it is left alone. */
const MAX_PROBLEMS = 10_000;
/** How long to read before others get their turn. */
const TURN_MS = 10;

/**
 * Reads raw JSON of the papers API (LIST-7): an array of entries, one paper, `{paper}` wrappers, or
 * one of these a line. A bad part is a problem with its line and leaves its neighbours. Gives way to
 * other work in between, however large or odd the file is (PERF-7).
 */
export async function parseImport(content: string): Promise<ParsedImport> {
  const text = content.replace(/^\uFEFF/, '');
  const first = text[text.search(/\S/)];
  if (first !== '[' && first !== '{') {
    return { layout: 'unknown', groups: [], problems: [{ line: 1, reason: 'not-a-listing' }] };
  }
  const problems: ImportReport['problems'] = [];
  const days: Days = new Map();
  let since = performance.now();
  for (const part of locateJson(text)) {
    const reason = takePart(part, days);
    if (reason) problems.push({ line: part.line, reason });
    if (problems.length >= MAX_PROBLEMS) break;
    if (performance.now() - since < TURN_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return { layout: 'json', problems, groups: [...days].map(toGroup) };
}

function takePart(
  part: LocatedJson,
  days: Days,
): ImportReport['problems'][number]['reason'] | undefined {
  if (!part.ok) return 'not-json';
  if (typeof part.json !== 'object' || part.json === null) return 'not-a-listing';
  const read = readEntry(part.json, ORIGIN, 'import');
  if (!read) return 'paper' in part.json || 'id' in part.json ? 'bad-entry' : 'not-a-listing';
  const papers = days.get(read.featuredOn) ?? new Map<string, UpstreamPaper>();
  if (!papers.has(read.paper.arxivId)) papers.set(read.paper.arxivId, read.paper);
  days.set(read.featuredOn, papers);
  return undefined;
}

function toGroup([day, byId]: [string | null, Map<string, UpstreamPaper>]): ImportedGroup {
  const papers = [...byId.values()];
  if (day === null) return { papers };
  return { papers, listing: { day, source: 'import', entries: papers.map(toEntry) } };
}

function toEntry(paper: UpstreamPaper, position: number): ListingEntry {
  const { arxivId, upvotes, comments, submittedBy } = paper;
  return { arxivId, position, upvotes, comments, submittedBy };
}
