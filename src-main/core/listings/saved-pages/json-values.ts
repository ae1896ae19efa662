import { LineCounter } from './line-counter.ts';

/** One value of a text and the line on which it begins, from 1. */
export type LocatedValue = { readonly line: number } & (
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false }
);

/** A value cut out of its text; `isWhole` unless the text ended inside it. */
type Cut = { readonly start: number; readonly end: number; readonly isWhole: boolean };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
/** A damaged value may hide others, which are looked for within so many times the text's length. */
const EFFORT = 2;

/**
 * The values of a JSON array, of JSON lines or of one document, each parsed by itself. Where one is
 * damaged, reading goes on at the next thing in it that begins as an entry does, so that a missing
 * bracket or quote costs no neighbour. Linear in the text.
 */
export function* readValues(text: string, start = 0, firstLine = 1): Generator<LocatedValue> {
  const lines = new LineCounter(text, start, firstLine);
  const entry = /\{\s*"paper"\s*:/.test(text) ? /\{\s{0,64}"paper"/ : /\{\s{0,64}"(?:id|arxivId)"/;
  let effort = text.length * EFFORT;
  let at = skipTo(text, start);
  const isArray = text[at] === '[';
  if (isArray) at = skipTo(text, at + 1);
  while (at < text.length && !(isArray && text[at] === ']')) {
    const cut = isLineOfObject(text, at, isArray) ? cutLine(text, at) : cutValue(text, at);
    effort -= cut.end - cut.start;
    const value = parse(text, cut);
    yield { line: lines.at(cut.start), ...value };
    const next = value.ok || effort < 0 ? -1 : search(entry, text, at + 1, cut.end);
    at = skipTo(text, next === -1 ? cut.end : next);
    if (!isArray && value.ok && text[at] === ']') at = skipTo(text, at + 1);
  }
  if (isArray && at >= text.length) yield { line: lines.at(text.length), ok: false };
}

function parse(text: string, { start, end, isWhole }: Cut) {
  if (!isWhole) return { ok: false } as const;
  try {
    return { ok: true, json: JSON.parse(text.slice(start, end)) as unknown } as const;
  } catch {
    return { ok: false } as const;
  }
}

/** Where a pattern begins in a part of the text, or -1. */
function search(pattern: RegExp, text: string, start: number, end: number): number {
  const index = text.slice(start, end).search(pattern);
  return index === -1 ? -1 : start + index;
}

/** Past white space and commas. */
function skipTo(text: string, start: number): number {
  let at = start;
  while (at < text.length && (isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === COMMA)) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** JSON lines: an object that begins a line and goes on in it, outside an array. */
function isLineOfObject(text: string, at: number, isArray: boolean): boolean {
  if (isArray || text[at] !== '{') return false;
  if (at > 0 && text.charCodeAt(at - 1) !== NEWLINE) return false;
  const next = text.charCodeAt(at + 1);
  return next !== NEWLINE && next !== 0x0d && isJsonLines(text, at);
}

/** Whether this line is an object, or another object begins the next line. */
function isJsonLines(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  return end === -1 || text[end + 1] === '{' || text.slice(end - 2, end).includes('}');
}

function cutLine(text: string, start: number): Cut {
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end, isWhole: true };
}

/** To the bracket that closes the value; a plain value to what separates it. */
function cutValue(text: string, start: number): Cut {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) {
      depth--;
      if (depth === 0) return { start, end: at + 1, isWhole: true };
      if (depth < 0) return { start, end: Math.max(at, start + 1), isWhole: true };
    } else if (depth === 0 && (code === COMMA || code === NEWLINE)) {
      return { start, end: at, isWhole: true };
    }
  }
  return { start, end: text.length, isWhole: depth === 0 };
}

/** The index of the quote that closes the string, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
