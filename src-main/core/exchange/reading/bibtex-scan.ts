import { LineCounter } from '../../listings/index.ts';

/** An entry of BibTeX as it stands there: values without their outer braces, `#` and macros resolved. */
export type ScannedEntry = {
  readonly line: number;
  /** In lower case. */
  readonly type: string;
  readonly key: string;
  /** By their names in lower case; of one that stands there twice, the first. */
  readonly fields: ReadonlyMap<string, string>;
};

/** Entries and what could not be read, in the file's order. */
export type Scanned =
  | { readonly ok: true; readonly entry: ScannedEntry }
  | { readonly ok: false; readonly line: number; readonly reason: 'bad-entry' | 'too-long' };

/** Beyond what any entry has. */
const MOST_LENGTH = 4_000_000;
const MOST_DEPTH = 200;
const MOST_MACROS = 10_000;

const BEGIN = /@[ \t]*([A-Za-z]+)[ \t\r\n]*([{(])/g;
const LINE_BEGIN = /^[ \t]*@[ \t]*[A-Za-z]+[ \t\r\n]*[{(]/gm;
/** An entry that begins inside another: the one before was not closed. */
const ENTRY_INSIDE = /\n[ \t]*@[A-Za-z]+[ \t]*\{[^\s{},=]+,[ \t]*\r?\n/y;
const NAME = /[^\s{}(),=#"%]+/y;
const SPACE = /(?:\s|%[^\n]*\n)*/y;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

class Malformed extends Error {
  readonly reason: 'bad-entry' | 'too-long';

  constructor(reason: 'bad-entry' | 'too-long' = 'bad-entry') {
    super(reason);
    this.reason = reason;
  }
}

/** Reads a file of BibTeX or BibLaTeX. What is no entry is passed over; never throws. Linear. */
export function scanBibtex(text: string): Scanned[] {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #macros = new Map(MONTHS.map((month) => [month, month]));
  #at = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineCounter(text);
  }

  scan(): Scanned[] {
    const found: Scanned[] = [];
    for (;;) {
      BEGIN.lastIndex = this.#at;
      const match = BEGIN.exec(this.#text);
      if (!match) return found;
      const begun = this.#one(match);
      if (begun) found.push(begun);
    }
  }

  #one(match: RegExpExecArray): Scanned | undefined {
    const [whole, type = '', open] = match;
    const line = this.#lines.at(match.index);
    this.#at = match.index + whole.length;
    this.#end = Math.min(this.#text.length, this.#at + MOST_LENGTH);
    try {
      return this.#body(type.toLowerCase(), open === '{' ? '}' : ')', line);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#recover(match.index + whole.length);
      return { ok: false, line, reason: error.reason };
    }
  }

  #body(type: string, close: string, line: number): Scanned | undefined {
    if (type === 'comment') return void this.#braced(close);
    if (type === 'preamble') return this.#preamble(close);
    if (type === 'string') return void this.#macro(close);
    this.#space();
    const key = this.#match(/[^\s,{}()="#%]*/y);
    this.#space();
    const fields = this.#fields(close);
    return { ok: true, entry: { line, type, key, fields } };
  }

  #fields(close: string): Map<string, string> {
    const fields = new Map<string, string>();
    for (;;) {
      this.#space();
      if (this.#take(close)) return fields;
      if (!this.#take(',')) throw new Malformed();
      this.#space();
      if (this.#take(close)) return fields;
      // A comma too many is forgiven, as BibTeX does.
      if (this.#text[this.#at] === ',') continue;
      const name = this.#name().toLowerCase();
      this.#expect('=');
      const value = this.#value();
      if (!fields.has(name)) fields.set(name, value);
    }
  }

  #preamble(close: string): undefined {
    this.#value();
    this.#expect(close);
  }

  #macro(close: string): void {
    this.#space();
    const name = this.#name().toLowerCase();
    this.#expect('=');
    const value = this.#value();
    this.#expect(close);
    if (this.#macros.size < MOST_MACROS) this.#macros.set(name, value);
  }

  #value(): string {
    let value = '';
    do {
      this.#space();
      value += this.#piece();
      // Macros of macros may double with each.
      if (value.length > MOST_LENGTH) throw new Malformed('too-long');
      this.#space();
    } while (this.#take('#'));
    return value;
  }

  #piece(): string {
    if (this.#take('{')) return this.#braced('}');
    if (this.#take('"')) return this.#braced('"');
    const word = this.#name();
    return /^\d/.test(word) ? word : (this.#macros.get(word.toLowerCase()) ?? word);
  }

  /** Up to the `close` that stands in no braces of its own. */
  #braced(close: string): string {
    const text = this.#text;
    const start = this.#at;
    let depth = 0;
    for (let at = start; at < this.#end; at++) {
      const char = text[at]!;
      if (depth === 0 && char === close) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (char === '\\') at++;
      else if (char === '{' && ++depth > MOST_DEPTH) throw new Malformed('too-long');
      else if (char === '}' && --depth < 0) throw new Malformed();
      else if (char === '\n' && this.#isEntry(at)) throw new Malformed();
    }
    throw new Malformed(this.#end < text.length ? 'too-long' : 'bad-entry');
  }

  #isEntry(at: number): boolean {
    ENTRY_INSIDE.lastIndex = at;
    return ENTRY_INSIDE.test(this.#text);
  }

  /** Goes on at the next entry that begins on a line of its own. */
  #recover(from: number): void {
    LINE_BEGIN.lastIndex = from;
    this.#at = LINE_BEGIN.exec(this.#text)?.index ?? this.#text.length;
  }

  #name(): string {
    const name = this.#match(NAME);
    if (name === '') throw new Malformed();
    return name;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#match(SPACE);
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #expect(char: string): void {
    this.#space();
    if (!this.#take(char)) throw new Malformed();
  }
}
