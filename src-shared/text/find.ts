import { plainLetters } from './letters.ts';

/** How a query is meant. */
export type FindOptions = {
  /** Capital and small letters differ. */
  readonly matchCase: boolean;
  /** Only where no letter or digit stands before or behind. */
  readonly wholeWord: boolean;
};

/** A stretch of a text in UTF-16 units, the end not in it. */
export type FoundRange = { readonly start: number; readonly end: number };

/** A text to look through. */
export type FoundText = {
  readonly text: string;
  /** Offsets, ascending, where a hyphen at a line's end was joined away. */
  readonly joints: ArrayLike<number>;
};

/** A hyphen that may belong to the word or to the line's end only. */
const SOFT = '\u00ad';

/** Scripts that put no space between words, where every character may begin one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

const LETTER = /[\p{L}\p{N}]/u;
const ESCAPED = /[\\^$.*+?()[\]{}|/]/;

/** Where each unit of a folded text comes from. */
type Folded = { readonly text: string; readonly from: Int32Array; readonly to: Int32Array };

/**
 * Looks for a query in texts: accents, ligatures, kinds of white space, dashes and quotation marks
 * count as one, a word is found across a line's end. Null where the query has nothing to look for.
 */
export function matcherOf(
  query: string,
  options: FindOptions,
): ((text: FoundText) => FoundRange[]) | null {
  const wanted = foldQuery(query, options.matchCase);
  if (wanted === '') return null;
  const pattern = new RegExp(patternOf(wanted, options.wholeWord), 'gu');
  return (text) => rangesOf(folded(text, options.matchCase), pattern);
}

/** The places of a query in one text, in order and apart. */
export function findIn(text: FoundText, query: string, options: FindOptions): FoundRange[] {
  return matcherOf(query, options)?.(text) ?? [];
}

function rangesOf({ text, from, to }: Folded, pattern: RegExp): FoundRange[] {
  const ranges: FoundRange[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const range = { start: from[index]!, end: to[index + found.length - 1]! };
    const last = ranges.at(-1);
    // A letter such as æ is two in the folded text; it is found once.
    if (last === undefined || range.start >= last.end) ranges.push(range);
  }
  return ranges;
}

/** A query's letters, white space as one space between them. */
function foldQuery(query: string, matchCase: boolean): string {
  const letters = [...query.replace(/\u00ad/g, '').normalize('NFKC')];
  const plain = letters.map((letter) => foldLetter(letter, matchCase)).join('');
  return plain.replace(/\s+/g, ' ').trim();
}

function patternOf(wanted: string, wholeWord: boolean): string {
  const letters = [...wanted];
  const body = letters.map(letterPattern).join(`${SOFT}*`);
  if (!wholeWord) return body;
  const before = isEdge(letters[0]!) ? `(?<![\\p{L}\\p{N}]${SOFT}*)` : '';
  const behind = isEdge(letters.at(-1)!) ? `(?!${SOFT}*[\\p{L}\\p{N}])` : '';
  return before + body + behind;
}

/** Whether words end at such a character only where no other one follows. */
const isEdge = (letter: string): boolean => LETTER.test(letter) && !UNSPACED.test(letter);

function letterPattern(letter: string): string {
  if (letter === ' ') return ` [ ${SOFT}]*`;
  // The hyphen of a word that a line's end parted is either the line's or the word's.
  if (letter === '-') return `(?:-|${SOFT})`;
  return ESCAPED.test(letter) ? `\\${letter}` : letter;
}

const ASCII = /^[ -~\n]*$/;

function folded(source: FoundText, matchCase: boolean): Folded {
  const writer = new FoldWriter(source.text.length + source.joints.length);
  const isPlain = ASCII.test(source.text);
  const ends = lineHyphens(source.text);
  let joint = 0;
  for (let at = 0; at < source.text.length; ) {
    if (source.joints[joint] === at) {
      writer.put(SOFT, at, at);
      joint++;
    }
    const end = ends.get(at);
    if (end !== undefined) {
      writer.put(SOFT, at, end);
      at = end;
      continue;
    }
    const letter = isPlain ? source.text[at]! : String.fromCodePoint(source.text.codePointAt(at)!);
    const next = at + letter.length;
    writer.put(foldLetter(letter, matchCase), at, next);
    at = next;
  }
  return writer.finish();
}

/** Hyphens at a line's end within a word that were kept, with where the word goes on. */
function lineHyphens(text: string): ReadonlyMap<number, number> {
  const found = text.matchAll(/(?<=\p{L})[-\u2010]\n\s*(?=\p{Ll})/gu);
  return new Map(Array.from(found, ({ 0: hyphen, index }) => [index, index + hyphen.length]));
}

const known = new Map<string, string>();

/** A character as it is compared; a full text has few different ones. */
function foldLetter(letter: string, matchCase: boolean): string {
  if (letter >= ' ' && letter <= '~') return matchCase ? letter : letter.toLowerCase();
  const key = matchCase ? letter : `~${letter}`;
  let plain = known.get(key);
  if (plain === undefined) {
    plain = foldRare(letter);
    if (!matchCase) plain = plain.toLowerCase().replace(/ς/g, 'σ');
    if (known.size < 20_000) known.set(key, plain);
  }
  return plain;
}

function foldRare(letter: string): string {
  if (letter === SOFT) return SOFT;
  if (/\s/u.test(letter)) return ' ';
  if (/[\p{Pd}\u2212]/u.test(letter)) return '-';
  if (/[‘’‚‛′ʼ`´]/u.test(letter)) return "'";
  if (/[“”„‟«»″]/u.test(letter)) return '"';
  return plainLetters(letter);
}

/** Writes a folded text and where its units come from. */
class FoldWriter {
  readonly #parts: string[] = [];
  #from: Int32Array;
  #to: Int32Array;
  #length = 0;

  constructor(expected: number) {
    this.#from = new Int32Array(expected + 16);
    this.#to = new Int32Array(expected + 16);
  }

  put(text: string, from: number, to: number): void {
    this.#parts.push(text);
    if (this.#length + text.length > this.#from.length) this.#grow(text.length);
    for (let unit = 0; unit < text.length; unit++) {
      this.#from[this.#length] = from;
      this.#to[this.#length++] = to;
    }
  }

  finish(): Folded {
    return { text: this.#parts.join(''), from: this.#from, to: this.#to };
  }

  #grow(more: number): void {
    const length = 2 * this.#from.length + more;
    const [from, to] = [new Int32Array(length), new Int32Array(length)];
    from.set(this.#from);
    to.set(this.#to);
    this.#from = from;
    this.#to = to;
  }
}
