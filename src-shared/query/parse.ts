import type { QueryProblem, QueryReason } from '../contract/search.ts';
import { MAX_QUERY_LENGTH } from '../contract/search.ts';
import { isSearchable } from './fold.ts';
import { allOf, anyOf, noneOf } from './terms.ts';
import { type Token, tokenize } from './tokens.ts';
import {
  type Field,
  MAX_DEPTH,
  MAX_PROBLEMS,
  MAX_TERMS,
  NAME_FIELDS,
  type NameField,
  type Prefix,
  type Query,
  TEXT_FIELDS,
  type Term,
  type TextField,
} from './types.ts';
import { termOfValue } from './values.ts';

/** `query` null: there is nothing in the text, so that everything is meant. */
export type ParseResult =
  | { readonly ok: true; readonly query: Query | null }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/**
 * Reads a query (FIND-2). Never throws, takes linear time, tells of several problems at once in the
 * order of the text.
 *
 * ```
 * query    = any
 * any      = all { "OR" all }                        words bind more tightly than OR
 * all      = operand { ["AND"] operand }
 * operand  = ["-"] ( "(" any ")" | [field ":"] value )
 * value    = word ["*"] | '"' words '"' ["*"] | "(" any ")"     a group's field is for all in it
 * field    = title author abstract org note highlight text      text, in words and phrases
 *          | tag in                                  a name; `in:"Parent/Child"`
 *          | year upvotes                            2024  2020-2024  2020..  >2020  >=2020  <2020
 *          | date                                    2026  2026-06  2026-06-01..2026-06-12  >=2026-06
 *                                                    today  yesterday  week  month
 *          | is                                      IS_VALUES
 *          | has                                     HAS_VALUES
 * ```
 *
 * `OR` and `AND` are upper case; field names are not. A word goes to the next space, parenthesis or
 * quotation mark. The last word of the text may not be finished: its prefix is `typed`. Only letters
 * directly before a colon with something directly behind it are a field: `12:30`, `GPT-4:`, `3:1`
 * are words, and so are `https://…`, `arxiv:…`, `std::sort`. A dash negates at the beginning of an
 * operand only. A quotation mark in a phrase is doubled. Words without a letter, digit or symbol
 * (`&`, `-`) say nothing and are passed over. Full-width signs and typographic quotation marks
 * count as the plain ones.
 */
export function parseQuery(text: string): ParseResult {
  if (text.length > MAX_QUERY_LENGTH) {
    const rest = { start: MAX_QUERY_LENGTH, end: text.length };
    return { ok: false, problems: [{ reason: 'too-long', ...rest, text: '' }] };
  }
  const parser = new Parser(text);
  const query = parser.parse();
  return parser.problems.length === 0
    ? { ok: true, query }
    : { ok: false, problems: parser.told() };
}

/** What was read of a stretch: `seen` where there was anything at all, even what says nothing. */
type Part = { readonly query: Query | null; readonly seen: boolean };

const NOTHING: Part = { query: null, seen: true };

class Parser {
  readonly problems: QueryProblem[] = [];
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #terms = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): Query | null {
    const { query } = this.#any(null, 0);
    if (query === null && this.problems.length === 0 && this.#tokens.length > 0) {
      const [first, last] = [this.#tokens[0]!, this.#tokens.at(-1)!];
      this.#fail('empty-phrase', first.start, last.end);
    }
    return query;
  }

  told(): QueryProblem[] {
    return this.problems.sort((a, b) => a.start - b.start).slice(0, MAX_PROBLEMS);
  }

  #any(field: Field | null, depth: number): Part {
    const first = this.#all(field, depth);
    const parts = [first.query];
    let [seen, before] = [first.seen, first.seen];
    for (let token = this.#peek(); token?.kind === 'or'; token = this.#peek()) {
      this.#at += 1;
      const next = this.#all(field, depth);
      if (!before || !next.seen) this.#failAt('missing-operand', token);
      parts.push(next.query);
      [seen, before] = [true, true];
    }
    return { query: anyOf(parts), seen };
  }

  #all(field: Field | null, depth: number): Part {
    const parts: Query[] = [];
    let seen = false;
    for (let token = this.#peek(); token && token.kind !== 'or'; token = this.#peek()) {
      if (token.kind === 'close') {
        if (depth > 0) break;
        this.#failAt('unopened-group', token);
        this.#at += 1;
      } else if (token.kind === 'and') this.#and(token, seen);
      else {
        const query = this.#operand(field, depth);
        if (query !== null) parts.push(query);
      }
      seen = true;
    }
    return { query: allOf(parts), seen };
  }

  #and(token: Token, hasLeft: boolean): void {
    this.#at += 1;
    const next = this.#peek();
    const hasRight = next && next.kind !== 'or' && next.kind !== 'and' && next.kind !== 'close';
    if (!hasLeft || !hasRight) this.#failAt('missing-operand', token);
  }

  #operand(field: Field | null, depth: number): Query | null {
    const token = this.#next();
    switch (token.kind) {
      case 'not':
        return this.#negated(token, field, depth);
      case 'open':
        return this.#group(token, field, depth).query;
      case 'field':
        return this.#fielded(token, depth);
      case 'word':
      case 'phrase':
        return this.#term(token, field);
      default:
        return null;
    }
  }

  #negated(dash: Token, field: Field | null, depth: number): Query | null {
    const next = this.#peek();
    const isOperand = next && next.start === dash.end && !/^(or|and|close)$/.test(next.kind);
    if (!isOperand) {
      this.#failAt('missing-operand', dash);
      return null;
    }
    const part = this.#operand(field, depth);
    return part === null ? null : noneOf(part);
  }

  #fielded(token: Token & { kind: 'field' }, depth: number): Query | null {
    if (token.field === null) this.#fail('unknown-field', token.start, token.end - 1);
    if (token.bare) this.#failAt('missing-value', token);
    const value = this.#peek();
    if (token.bare || value === undefined) return null;
    this.#at += 1;
    if (value.kind === 'open') return this.#group(value, token.field, depth).query;
    return token.field === null || !(value.kind === 'word' || value.kind === 'phrase')
      ? null
      : this.#term(value, token.field, token);
  }

  #group(open: Token, field: Field | null, depth: number): Part {
    if (depth >= MAX_DEPTH) return this.#skipGroup(open);
    const part = this.#any(field, depth + 1);
    const close = this.#peek();
    if (close?.kind !== 'close') {
      this.#failAt('unclosed-group', open);
      return part;
    }
    this.#at += 1;
    if (!part.seen) this.#fail('empty-group', open.start, close.end);
    return part;
  }

  /** Passes over a group that is too deep with all that is in it. */
  #skipGroup(open: Token): Part {
    this.#failAt('too-deep', open);
    for (let depth = 1; depth > 0 && this.#at < this.#tokens.length; ) {
      const { kind } = this.#next();
      if (kind === 'open') depth += 1;
      else if (kind === 'close') depth -= 1;
    }
    return NOTHING;
  }

  #term(
    token: Token & { kind: 'word' | 'phrase' },
    field: Field | null,
    name: Token | null = null,
  ): Query | null {
    if (token.kind === 'phrase' && !token.closed) {
      this.#failAt('unclosed-quote', token);
      return null;
    }
    if (field === null && token.kind === 'word' && !isSearchable(token.text)) return null;
    if (token.text === '' || (isText(field) && !isSearchable(token.text))) {
      const start = name?.start ?? token.start;
      this.#fail(token.kind === 'word' ? 'missing-value' : 'empty-phrase', start, token.end);
      return null;
    }
    return this.#counted(token, this.#read(token, field));
  }

  /** One condition more, as long as there are not too many. */
  #counted(token: Token, term: Term | null): Term | null {
    this.#terms += 1;
    if (this.#terms === MAX_TERMS + 1) this.#fail('too-many-terms', token.start, this.#text.length);
    return this.#terms > MAX_TERMS ? null : term;
  }

  #read(token: Token & { kind: 'word' | 'phrase' }, field: Field | null): Term | null {
    const { text, star } = token;
    if (isText(field)) {
      if (token.kind === 'word') return { kind: 'word', field, text, prefix: this.#prefix(token) };
      return { kind: 'phrase', field, text, prefix: star ? 'star' : 'no' };
    }
    if (isName(field)) return { kind: 'name', field, text, prefix: this.#prefix(token) };
    const term = termOfValue(field, text);
    if (typeof term !== 'string') return term;
    this.#failAt(term, token);
    return null;
  }

  #prefix(token: Token & { kind: 'word' | 'phrase' }): Prefix {
    if (token.star) return 'star';
    return token.kind === 'word' && token.end === this.#text.length ? 'typed' : 'no';
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    this.#at += 1;
    return this.#tokens[this.#at - 1]!;
  }

  #failAt(reason: QueryReason, { start, end }: Token): void {
    this.#fail(reason, start, end);
  }

  #fail(reason: QueryReason, start: number, end: number): void {
    this.problems.push({ reason, start, end, text: this.#text.slice(start, end) });
  }
}

function isText(field: Field | null): field is TextField | null {
  return field === null || TEXT_FIELDS.some((one) => one === field);
}

function isName(field: Field): field is NameField {
  return NAME_FIELDS.some((one) => one === field);
}
