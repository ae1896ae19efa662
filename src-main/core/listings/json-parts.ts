/** One value of a file and the line on which it begins, from 1. */
export type LocatedJson = { readonly line: number } & (
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false }
);

/**
 * The values of a JSON array, of JSON lines, or of one document, each parsed by itself, so that one
 * which is broken costs no other. What follows a value without an end belongs to that value.
 */
export function* locateJson(text: string): Generator<LocatedJson> {
  if (isJsonLines(text)) yield* parseLines(text);
  else yield* parseValues(text);
}

/** A listing's entry has some thousand characters; what is far longer is none, and is not parsed. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
/** Parsing what is nested much deeper than any entry takes seconds for a file of brackets. */
const MAX_DEPTH = 200;
/** So many lines tell JSON lines from indented JSON. */
const ENOUGH_LINES = 100;

/** Lines that begin objects, none of which is an opening brace alone as in indented JSON. */
function isJsonLines(text: string): boolean {
  if (text[text.search(/\S/)] !== '{') return false;
  let starts = 0;
  for (const [line] of text.matchAll(/^\{.*$/gm)) {
    if (line.trim() === '{') return false;
    if (++starts >= ENOUGH_LINES) break;
  }
  return starts > 1;
}

function* parseLines(text: string): Generator<LocatedJson> {
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const content = text.slice(start, end);
    if (content.trim()) yield parse(content, line, measure(text, start, end).isSound);
    start = end + 1;
  }
}

function* parseValues(text: string): Generator<LocatedJson> {
  const start = text.search(/\S/);
  const isArray = text[start] === '[';
  const scanner = new Scanner(text, isArray ? start + 1 : start);
  let isWhole = true;
  for (let part = scanner.next(); part; part = scanner.next()) {
    const located = parse(part.text, part.line, part.isSound);
    isWhole = located.ok;
    yield located;
  }
  // An array that ends inside a value was told with that value.
  if (isArray && !scanner.isClosed && isWhole) yield { line: scanner.line, ok: false };
}

function parse(text: string, line: number, isSound: boolean): LocatedJson {
  try {
    return isSound ? { line, ok: true, json: JSON.parse(text) } : { line, ok: false };
  } catch {
    return { line, ok: false };
  }
}

/** Cuts a text into values by brackets and quotes alone, without understanding them. */
class Scanner {
  line: number;
  /** Whether the array's closing bracket was met. */
  isClosed = false;
  readonly #text: string;
  #at: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
    this.line = 1 + countLines(text, 0, start);
  }

  next(): { text: string; line: number; isSound: boolean } | undefined {
    this.#skip();
    if (this.#text[this.#at] === ']') this.isClosed = true;
    if (this.isClosed || this.#at >= this.#text.length) return undefined;
    const { line } = this;
    const start = this.#at;
    const { end, isSound } = measure(this.#text, start, this.#text.length);
    this.#moveTo(end);
    return { text: isSound ? this.#text.slice(start, end) : '', line, isSound };
  }

  #skip(): void {
    const next = /[^\s,]/g;
    next.lastIndex = this.#at;
    this.#moveTo(next.exec(this.#text)?.index ?? this.#text.length);
  }

  #moveTo(end: number): void {
    this.line += countLines(this.#text, this.#at, end);
    this.#at = end;
  }
}

const [QUOTE, COMMA, BACKSLASH, NEWLINE] = [34, 44, 92, 10];

/**
 * The end of the value at `start`: after the bracket that closes it, or before what separates a plain
 * one, `limit` where it has none. `isSound` is false for what is too long or too deep to be parsed.
 */
function measure(text: string, start: number, limit: number): { end: number; isSound: boolean } {
  let depth = 0;
  let deepest = 0;
  let at = start;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening(code)) deepest = Math.max(deepest, ++depth);
    else if (depth === 0 && (code === COMMA || isClosing(code))) break;
    else if (isClosing(code) && --depth === 0) {
      at++;
      break;
    }
  }
  const end = Math.min(Math.max(at, start + 1), limit);
  return { end, isSound: deepest <= MAX_DEPTH && end - start <= MAX_CHARACTERS };
}

function isOpening(code: number): boolean {
  return code === 91 || code === 123;
}

function isClosing(code: number): boolean {
  return code === 93 || code === 125;
}

/** Where the closing quote is; a string without one goes to the text's end. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at--;
  return (quote - at) % 2 === 0;
}

function countLines(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === NEWLINE) lines++;
  return lines;
}
