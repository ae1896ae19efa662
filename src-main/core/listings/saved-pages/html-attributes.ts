import { LineCounter } from './line-counter.ts';

/** An element that carries properties for a component of the page, still escaped. */
export type Carrier = {
  readonly target: string;
  readonly props: string;
  /** The line on which the properties begin, from 1. */
  readonly line: number;
};

/** Elements whose content is text, where `<` means nothing. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp']);
const NAME_END = /[\s/>=]/g;

/**
 * The elements with `data-target` and `data-props`, in order. Follows the rules of HTML for tags,
 * attributes, comments and raw text as far as they matter here; an attribute without an end, as in a
 * page that was cut off, goes to the end of the page. Linear in the text.
 */
export function* findCarriers(html: string): Generator<Carrier> {
  const scanner = new TagScanner(html);
  const lines = new LineCounter(html);
  for (let tag = scanner.next(); tag; tag = scanner.next()) {
    const { props, target } = tag;
    if (props) yield { target: target ?? '', props: props.value, line: lines.at(props.at) };
  }
}

type Value = { readonly value: string; readonly at: number };
type Tag = { props?: Value; target?: string };

class TagScanner {
  readonly #html: string;
  #at = 0;

  constructor(html: string) {
    this.#html = html;
  }

  next(): Tag | undefined {
    for (;;) {
      const open = this.#html.indexOf('<', this.#at);
      if (open === -1) return undefined;
      this.#at = open + 1;
      if (this.#html.startsWith('!--', this.#at)) this.#skipPast('-->');
      else if (isLetter(this.#html.charCodeAt(this.#at))) return this.#readTag();
    }
  }

  #readTag(): Tag {
    const name = this.#word().toLowerCase();
    const tag: Tag = {};
    while (this.#toAttribute()) this.#readAttribute(tag);
    if (RAW.has(name)) this.#skipRaw(name);
    return tag;
  }

  /** To the next attribute; false at the end of the tag, which is passed. */
  #toAttribute(): boolean {
    while (isSpaceOrSlash(this.#html.charCodeAt(this.#at))) this.#at++;
    if (this.#at >= this.#html.length) return false;
    if (this.#html[this.#at] !== '>') return true;
    this.#at++;
    return false;
  }

  /** Of an attribute that is there twice, the first counts. */
  #readAttribute(tag: Tag): void {
    const name = this.#word().toLowerCase();
    const value = this.#readValue();
    if (!value) return;
    if (name === 'data-props') tag.props ??= value;
    else if (name === 'data-target') tag.target ??= value.value;
  }

  #readValue(): Value | undefined {
    while (isSpace(this.#html.charCodeAt(this.#at))) this.#at++;
    if (this.#html[this.#at] !== '=') return undefined;
    this.#at++;
    while (isSpace(this.#html.charCodeAt(this.#at))) this.#at++;
    const quote = this.#html[this.#at];
    if (quote !== '"' && quote !== "'") return { at: this.#at, value: this.#word('=') };
    const at = this.#at + 1;
    this.#at = at;
    this.#skipPast(quote);
    return {
      at,
      value: this.#html.slice(at, this.#at - (this.#html[this.#at - 1] === quote ? 1 : 0)),
    };
  }

  /** A name, or a value without quotes; at least one character, so that reading goes on. */
  #word(also = ''): string {
    const start = this.#at;
    NAME_END.lastIndex = start + 1;
    let end = NAME_END.exec(this.#html);
    while (end && also && end[0] === also) end = NAME_END.exec(this.#html);
    this.#at = end?.index ?? this.#html.length;
    return this.#html.slice(start, this.#at);
  }

  #skipPast(mark: string): void {
    const found = this.#html.indexOf(mark, this.#at);
    this.#at = found === -1 ? this.#html.length : found + mark.length;
  }

  #skipRaw(name: string): void {
    const end = new RegExp(`</${name}`, 'gi');
    end.lastIndex = this.#at;
    this.#at = end.exec(this.#html)?.index ?? this.#html.length;
  }
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isSpaceOrSlash(code: number): boolean {
  return isSpace(code) || code === 0x2f;
}
