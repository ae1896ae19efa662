import { alignBlocks, type Block, type Role } from './align.ts';
import { type Capture, findCapture, resolveDay } from './capture.ts';
import { cleanText } from './clean-text.ts';
import type { Login } from './logins.ts';
import { type Details, type Segment, type TextToken, toSegments } from './segments.ts';
import { readTokens, type Token } from './tokens.ts';
import { type SavedPage, type SavedPaper, type SavedProblem, unknownPage } from './types.ts';

/** What is known of a file besides its bytes. */
export type FileFacts = { readonly name: string; readonly savedOn: string | null };

type TextRecord = {
  readonly title: TextToken;
  readonly abstract: TextToken | null;
  details: Details | null;
  login: Login | null;
};

type Read = { readonly records: TextRecord[]; readonly problems: SavedProblem[] };

/** A page without details must be records for the most part, or it is some other text. */
const MIN_SHARE = 0.6;
/** The busiest day had some sixty papers. */
const MOST_OF_A_DAY = 150;
/** Nearly all papers are featured within two weeks; a few come back years later. */
const RECENT_DAYS = 45;
/** Abstracts that are as long as abstracts are, on a page without details and without chrome. */
const SURE_ABSTRACT = 200;

/** Reads a text copy of a listing page, whatever its layout. Linear in the text; never throws. */
export function parseTextPage(text: string, file: FileFacts): SavedPage {
  const tokens = readTokens(text);
  const { segments, head, problems } = toSegments(tokens);
  const isUsual = usualSpacing(segments);
  const read: Read = { records: [], problems: [...problems] };
  for (const segment of segments) readSegment(segment, isUsual, read);
  const layout = chooseLayout(read.records, isUsual, tokens);
  if (!layout) return unknownPage();
  const dates = read.records.flatMap(({ details }) => details?.date ?? []);
  const capture = findCapture({ head, dates, ...file });
  const papers = read.records.map((record) => toPaper(record, capture));
  const featuredOn = head && isDaysListing(papers, capture.day) ? capture.day : null;
  return {
    layout,
    capturedOn: capture.day,
    papers: papers.map((paper) => ({ ...paper, featuredOn })),
    problems: reportable(read.problems, tokens),
  };
}

/** Whether blank lines separate titles from abstracts on this page. */
function usualSpacing(segments: readonly Segment[]): boolean {
  let spaced = 0;
  for (const { texts } of segments) {
    for (const text of texts) spaced += text.isSpaced ? 1 : -1;
  }
  return spaced >= 0;
}

function readSegment(segment: Segment, isUsual: boolean, read: Read): void {
  const { texts, details, login } = segment;
  const blocks = texts.map((text) => toBlock(text, isUsual));
  const roles = alignBlocks(blocks, details !== null);
  const before = read.records.length;
  const reported = read.problems.length;
  takeTexts(texts, roles, details, read);
  const first = read.records[before];
  const last = read.records.at(-1);
  if (first) first.login = login;
  if (first && last) last.details = details;
  if (!first && read.problems.length === reported && !login?.reason) {
    read.problems.push({ line: login?.line ?? details?.line ?? 1, reason: 'no-title' });
  }
}

/** Pairs titles with abstracts by their roles; what has no partner is reported. */
function takeTexts(
  texts: readonly TextToken[],
  roles: readonly Role[],
  details: Details | null,
  { records, problems }: Read,
): void {
  let title: TextToken | null = null;
  for (const [index, text] of texts.entries()) {
    const role = roles[index];
    if (role === 'stray') problems.push({ line: text.line, reason: 'stray-text' });
    else if (role === 'title') {
      if (title) problems.push({ line: title.line, reason: 'no-abstract' });
      title = text;
    } else if (title) {
      records.push({ title, abstract: text, details: null, login: null });
      title = null;
    } else problems.push({ line: text.line, reason: 'no-title' });
  }
  if (!title) return;
  problems.push({ line: title.line, reason: 'no-abstract' });
  if (details) records.push({ title, abstract: null, details: null, login: null });
}

function toBlock(token: TextToken, isUsual: boolean): Block {
  const { text, next } = token;
  return {
    length: text.length,
    isSentence: text.endsWith('.'),
    isProse: isProse(text),
    misplaced: oddity(token, isUsual) + (next ? oddity(next, isUsual) : 0),
  };
}

/** 1 where a blank line is missing before a token, or is one too many. */
function oddity({ isSpaced, isAfterChrome }: Token, isUsual: boolean): number {
  return isSpaced === isUsual || isAfterChrome ? 0 : 1;
}

/** With a letter, and a quarter letters, digits and spaces: titles may be mostly LaTeX. */
function isProse(text: string): boolean {
  const sample = text.slice(0, 300);
  const words = sample.match(/[\p{L}\p{M}\p{N} ]/gu)?.length ?? 0;
  return words * 4 >= sample.length && /\p{L}/u.test(sample);
}

/**
 * Every record speaks for the layout that it has; the most voices win. Pages without details say so
 * little that other texts, of headings and paragraphs, must be kept out.
 */
function chooseLayout(
  records: readonly TextRecord[],
  isSpaced: boolean,
  tokens: readonly Token[],
): SavedPage['layout'] | undefined {
  if (records.length === 0) return undefined;
  const detailed = records.filter(({ details }) => details !== null);
  const submitted = records.filter(({ login }) => login !== null);
  if (submitted.length * 2 >= records.length) return 'D';
  if (detailed.length * 2 >= records.length) return 'A';
  return isBareListing(records, tokens) ? (isSpaced ? 'B' : 'C') : undefined;
}

function isBareListing(records: readonly TextRecord[], tokens: readonly Token[]): boolean {
  const texts = tokens.filter(({ kind }) => kind === 'text').length;
  if (records.length * 2 < texts * MIN_SHARE) return false;
  if (tokens.some(({ isAfterChrome }) => isAfterChrome)) return true;
  const sure = records.filter(({ abstract }) => (abstract?.text.length ?? 0) >= SURE_ABSTRACT);
  return sure.length * 2 >= records.length;
}

/**
 * Whether the day in a page's head is the one on which its papers were featured. Pages of searches
 * and of what trends show a day as well; their papers are of any age.
 */
function isDaysListing(papers: readonly SavedPaper[], day: string | null): boolean {
  if (day === null || papers.length > MOST_OF_A_DAY) return false;
  const oldest = new Date(Date.parse(day) - RECENT_DAYS * 86_400_000).toISOString().slice(0, 10);
  const recent = papers.filter(({ publishedAt }) => publishedAt !== null && publishedAt >= oldest);
  return recent.length * 4 >= papers.length * 3;
}

function toPaper(record: TextRecord, capture: Capture): SavedPaper {
  const { title, abstract, details, login } = record;
  return {
    line: title.line,
    title: cleanText(title.text),
    abstract: abstract && cleanText(abstract.text),
    authorCount: details?.authorCount ?? null,
    organization: details?.organization ?? null,
    publishedAt: details?.date ? resolveDay(details.date, capture) : null,
    comments: details?.comments ?? null,
    submittedBy: login?.name ?? null,
    arxivId: null,
    featuredOn: null,
    upstream: null,
  };
}

/** In the order of lines, without the lines of the page's head that only its chrome could name. */
function reportable(problems: readonly SavedProblem[], tokens: readonly Token[]): SavedProblem[] {
  const headEnd = endOfHead(tokens);
  const found = problems.filter(({ line, reason }) => {
    return line > headEnd || !(reason === 'no-abstract' || reason === 'stray-text');
  });
  return found.sort((a, b) => a.line - b.line);
}

/** The line of the last chrome before the first record: what is above it is the page's own. */
function endOfHead(tokens: readonly Token[]): number {
  let end = 0;
  for (const token of tokens) {
    if (token.isAfterChrome) end = token.line - 1;
    if (token.kind === 'text' && token.text.length > SURE_ABSTRACT) break;
    if (token.kind !== 'text' && token.kind !== 'date') break;
  }
  return end;
}
