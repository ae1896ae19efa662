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

/** Lines that begin objects, none of which is an opening brace alone as in indented JSON. */
function isJsonLines(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  const starts = text.match(/^\{.*$/gm) ?? [];
  return starts.length > 1 && starts.every((line) => line.trim() !== '{');
}

function* parseLines(text: string): Generator<LocatedJson> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim()) yield parse(line, index + 1);
  }
}

function* parseValues(text: string): Generator<LocatedJson> {
  const start = text.search(/\S/);
  const isArray = text[start] === '[';
  const scanner = new Scanner(text, isArray ? start + 1 : start);
  let isWhole = true;
  for (let part = scanner.next(); part; part = scanner.next()) {
    const located = parse(part.text, part.line);
    isWhole = located.ok;
    yield located;
  }
  // An array that ends inside a value was told with that value.
  if (isArray && !scanner.isClosed && isWhole) yield { line: scanner.line, ok: false };
}

function parse(text: string, line: number): LocatedJson {
  try {
    return { line, ok: true, json: JSON.parse(text) };
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
    this.line = 1 + countLines(text.slice(0, start));
  }

  next(): { text: string; line: number } | undefined {
    this.#skip(/[\s,]*/y);
    if (this.#text[this.#at] === ']') this.isClosed = true;
    if (this.isClosed || this.#at >= this.#text.length) return undefined;
    const { line } = this;
    const start = this.#at;
    this.#moveTo(this.#endOfValue());
    return { text: this.#text.slice(start, this.#at), line };
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#moveTo(this.#at + (pattern.exec(this.#text)?.[0].length ?? 0));
  }

  #moveTo(end: number): void {
    this.line += countLines(this.#text.slice(this.#at, end));
    this.#at = end;
  }

  /** After the bracket that closes the value, or before what separates a plain one. */
  #endOfValue(): number {
    const tokens = /"(?:[^"\\]|\\.)*"?|[[\]{},]/gs;
    tokens.lastIndex = this.#at;
    let depth = 0;
    for (let token = tokens.exec(this.#text); token; token = tokens.exec(this.#text)) {
      const [mark] = token;
      if (depth === 0 && (mark === ',' || mark === ']' || mark === '}')) {
        return Math.max(token.index, this.#at + 1);
      }
      if (mark === '{' || mark === '[') depth++;
      else if ((mark === '}' || mark === ']') && --depth === 0) return tokens.lastIndex;
    }
    return this.#text.length;
  }
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
