import { isChrome, peel } from './chrome.ts';
import { readShownDate, type ShownDate } from './dates.ts';

/** Where a token stands. */
type Place = {
  /** From 1. */
  readonly line: number;
  /** Whether a blank line is before it. */
  readonly isSpaced: boolean;
  /** Whether chrome is before it, which is no token itself: nothing depends on where it stands. */
  readonly isAfterChrome: boolean;
};

/** A line, or a part of a line, by what it is. `text` is trimmed, not yet folded. */
export type Token = Place &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'authors'; readonly count: number }
    | { readonly kind: 'dot' }
    | { readonly kind: 'date'; readonly date: ShownDate }
    | { readonly kind: 'number'; readonly count: number }
    | { readonly kind: 'submitted'; readonly rest: string }
    | { readonly kind: 'too-long' }
  );

type Part =
  | { readonly kind: 'chrome' }
  | (Token extends infer T ? (T extends Token ? Omit<T, keyof Place> : never) : never);

/** No abstract of arXiv is a tenth as long. */
const MAX_LINE = 20_000;
/** Lines with text; a listing of a month has a twentieth of them. */
const MAX_LINES = 200_000;
/** No line of details is longer. */
const MAX_DETAILS = 200;
/** A login and a title glued to it have no more; what is longer is an abstract with these words. */
const MAX_SUBMITTED = 400;
const AUTHORS = /^[•·∙●*-]? ?(\d{1,6}) authors?$/i;
const SUBMITTED = 'Submitted by';

/** Cuts a page into its tokens, without chrome; blank lines are told by `isSpaced`. Linear. */
export function readTokens(text: string): Token[] {
  const tokens = new TokenList();
  let lines = 0;
  for (const { line, raw } of linesOf(text)) {
    const trimmed = raw.trim();
    if (trimmed === '') tokens.addBlank();
    else if (lines++ < MAX_LINES) tokens.addLine(trimmed, line);
    else {
      tokens.add({ kind: 'too-long' }, line);
      break;
    }
  }
  return tokens.list;
}

class TokenList {
  readonly list: Token[] = [];
  #isSpaced = true;
  #isAfterChrome = false;
  /** Whether the line before was the newsletter's call without its button. */
  #isAfterCall = false;

  addBlank(): void {
    this.#isSpaced = true;
  }

  addLine(line: string, number: number): void {
    const { rest, hadChrome, isCall } = peel(line, this.#isAfterCall);
    this.#isAfterCall = isCall;
    if (hadChrome) this.add({ kind: 'chrome' }, number);
    for (const part of rest ? readParts(rest) : []) this.add(part, number);
  }

  add(part: Part, line: number): void {
    const place = { line, isSpaced: this.#isSpaced, isAfterChrome: this.#isAfterChrome };
    this.#isSpaced = false;
    this.#isAfterChrome = part.kind === 'chrome';
    if (part.kind !== 'chrome') this.list.push({ ...part, ...place });
  }
}

function* linesOf(text: string): Generator<{ line: number; raw: string }> {
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    yield { line, raw: text.slice(start, stop) };
    start = stop + 1;
  }
}

/** What stands on a line: usually one thing, several where the copy glued them. */
function readParts(line: string): Part[] {
  if (line.length > MAX_LINE) return [{ kind: 'too-long' }];
  const at = line.indexOf(SUBMITTED);
  if (at === 0 && line.length <= MAX_SUBMITTED)
    return [{ kind: 'submitted', rest: line.slice(SUBMITTED.length).trim() }];
  if (at > 0 && at < MAX_DETAILS) {
    const before = readDetails(line.slice(0, at));
    if (before) return [...before, ...readParts(line.slice(at))];
  }
  return readDetails(line) ?? [{ kind: 'text', text: line }];
}

/** The details on a line: `• 5 authors`, `·`, a date, or these glued; undefined where it is text. */
function readDetails(line: string): Part[] | undefined {
  if (line.length > MAX_DETAILS) return undefined;
  const folded = line.replace(/\s+/g, ' ').trim();
  const single = readDetail(folded);
  if (single) return [single];
  const at = folded.lastIndexOf('·');
  return at === -1 ? undefined : readGlued(folded.slice(0, at).trim(), folded.slice(at + 1).trim());
}

function readDetail(text: string): Part | undefined {
  if (text === '·') return { kind: 'dot' };
  const authors = AUTHORS.exec(text);
  if (authors) return { kind: 'authors', count: Number(authors[1]) };
  const date = readShownDate(text);
  if (date) return { kind: 'date', date };
  if (/^\d{1,6}$/.test(text)) return { kind: 'number', count: Number(text) };
  return isChrome(text) ? { kind: 'chrome' } : undefined;
}

/** `5 authors · Apr 7 3` or `adobe Adobe · Apr 7 3`, any part missing but one that is no text. */
function readGlued(before: string, after: string): Part[] | undefined {
  const first = readDetail(before);
  const last = readDetail(after);
  const isWhole = last?.kind === 'date' || (after === '' && first?.kind === 'authors');
  if (!isWhole) return undefined;
  const head: Part[] = before === '' ? [] : [first ?? { kind: 'text', text: before }];
  return [...head, { kind: 'dot' }, ...(last ? [last] : [])];
}
