import { foldSigns, isSearchable } from './fold.ts';
import { FIELDS, type Field } from './types.ts';

type Span = { readonly start: number; readonly end: number };

/**
 * A piece of a query's text, by its UTF-16 positions there; the end is not in it. `not` is a dash
 * before an operand; a `field` has its colon in it and a value directly behind, or none at all if
 * it is `bare`; `value` is null for a field that there is not.
 */
export type Token = Span &
  (
    | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' }
    | { readonly kind: 'word'; readonly text: string; readonly star: boolean }
    | {
        readonly kind: 'phrase';
        readonly text: string;
        readonly star: boolean;
        readonly closed: boolean;
      }
    | {
        readonly kind: 'field';
        readonly name: string;
        readonly field: Field | null;
        readonly bare: boolean;
      }
  );

/** Names before a colon that belong to the word behind it. */
const SCHEMES = new Set(
  'arxiv doi http https ftp mailto file urn isbn issn pmid hdl hf github orcid'.split(' '),
);

const FIELD_NAMES: ReadonlySet<string> = new Set(FIELDS);

/** The text of a query in pieces; any text has some, in linear time. */
export function tokenize(text: string): Token[] {
  const scanner = { text, folded: foldSigns(text), tokens: [] as Token[] };
  let at = 0;
  while (at < text.length) {
    if (isSpace(scanner.folded, at)) at++;
    else at = scan(scanner, at);
  }
  return scanner.tokens;
}

type Scanner = { readonly text: string; readonly folded: string; readonly tokens: Token[] };

/** Takes the piece that begins at a position which is no space; the position behind it. */
function scan(scanner: Scanner, at: number): number {
  const { folded, tokens } = scanner;
  const last = tokens.at(-1);
  const touches = last?.end === at;
  const sign = folded[at]!;
  if (sign === '(' || sign === ')') {
    return push(scanner, { kind: sign === '(' ? 'open' : 'close', start: at, end: at + 1 });
  }
  if (sign === '"') return scanPhrase(scanner, at);
  const isValue = touches && last.kind === 'field';
  if (sign === '-' && !isValue) {
    const dash = scanDash(scanner, at, touches && last.kind !== 'open');
    if (dash !== null) return dash;
  }
  const field = isValue ? null : fieldAt(scanner, at);
  return field ? push(scanner, field) : scanWord(scanner, at, isValue);
}

function push({ tokens }: Scanner, token: Token): number {
  tokens.push(token);
  return token.end;
}

/** A dash negates only where an operand begins; inside words and in prose it is just a dash. */
function scanDash(scanner: Scanner, at: number, touches: boolean): number | null {
  const { folded } = scanner;
  const next = folded[at + 1];
  if (touches) return next === '-' ? null : at + 1;
  const negates =
    next === undefined ||
    /["()]/.test(next) ||
    isSearchable(String.fromCodePoint(folded.codePointAt(at + 1)!));
  return negates ? push(scanner, { kind: 'not', start: at, end: at + 1 }) : null;
}

function fieldAt({ text, folded }: Scanner, at: number): Token | null {
  const name = /^[A-Za-z]{2,}(?=:)/.exec(folded.slice(at, at + 40))?.[0];
  if (name === undefined) return null;
  const end = at + name.length + 1;
  const lower = name.toLowerCase();
  const field = FIELD_NAMES.has(lower) ? (lower as Field) : null;
  const bare = isEnd(folded, end);
  const start = { kind: 'field', start: at, end, name, field, bare } as const;
  // "Title: a sentence" is prose; "title: word" is a field without its value.
  if (bare) return field !== null && name === lower ? start : null;
  if (field !== null) return start;
  const isWord = SCHEMES.has(lower) || /[:/\\]/.test(folded[end]!) || text[end - 1] !== ':';
  return isWord ? null : start;
}

function scanPhrase(scanner: Scanner, start: number): number {
  const { text, folded } = scanner;
  let close = start + 1;
  // A mark twice within a phrase is one that belongs to it.
  for (; close < text.length; close++) {
    if (folded[close] !== '"') continue;
    if (text[close + 1] !== text[close]) break;
    close += 1;
  }
  const closed = close < text.length;
  const inner = text.slice(start + 1, close).replace(/(["“”„‟«»＂])\1/g, '$1');
  const star = closed && folded[close + 1] === '*';
  const end = close + (closed ? 1 : 0) + (star ? 1 : 0);
  return push(scanner, { kind: 'phrase', text: inner.trim(), star, closed, start, end });
}

function scanWord(scanner: Scanner, start: number, isValue: boolean): number {
  const { text, folded } = scanner;
  let end = start + 1;
  while (end < text.length && !isBreak(folded, end)) end += 1;
  const word = folded.slice(start, end);
  if (!isValue && (word === 'OR' || word === 'AND')) {
    return push(scanner, { kind: word === 'OR' ? 'or' : 'and', start, end });
  }
  let last = end;
  while (last > start && folded[last - 1] === '*') last -= 1;
  return push(scanner, {
    kind: 'word',
    text: text.slice(start, last),
    star: last < end,
    start,
    end,
  });
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '');
}

function isBreak(text: string, at: number): boolean {
  return /[\s"()]/.test(text[at]!);
}

function isEnd(text: string, at: number): boolean {
  return at >= text.length || /[\s)]/.test(text[at]!);
}
