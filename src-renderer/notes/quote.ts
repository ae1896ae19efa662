/** A highlight as it is quoted; `page` is counted from 1. */
export type Quotation = {
  readonly id: string;
  /** Paragraphs on lines of their own; '' where a mark lies over no words. */
  readonly words: string;
  /** What the link back is called, such as `p. 3`. */
  readonly label: string;
};

const MARK_LINK = /^offprint:mark\/([0-9a-f-]{36})$/i;

/** The id of the mark that a link of a note leads to; undefined where it leads elsewhere. */
export const markOfLink = (href: string): string | undefined => MARK_LINK.exec(href)?.[1];

/** A highlight as a Markdown quote with a link back to its place (NOTE-2). */
export function quoteMarkdown({ id, words, label }: Quotation): string {
  const link = `[${escapeMarkdown(label)}](offprint:mark/${id})`;
  const paragraphs = words
    .split(/\n+/)
    .map((line) => escapeMarkdown(line.replace(/\s+/g, ' ').trim()))
    .filter((line) => line !== '');
  if (paragraphs.length === 0) return `> ${link}`;
  return `> ${paragraphs.join('\n>\n> ')}\n> — ${link}`;
}

/** Signs of Markdown that would make something else of a line of plain text. */
const SIGNS =
  /[\\`*[\]$~^]|<(?=[a-z/!?])|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=^\d{1,9})[.)](?= |$)|^(?:#(?=#{0,5}(?: |$))|>|-|[+](?= |$))/giu;

/** A line of plain text as Markdown that reads the same. */
export const escapeMarkdown = (line: string): string => line.replace(SIGNS, '\\$&');

/** A change to a note: what is put in where, and the caret behind it. */
export type Insertion = { readonly from: number; readonly insert: string; readonly caret: number };

/**
 * Puts a block at an offset of a note, behind the line if that has begun there, with blank lines
 * about it.
 */
export function blockAfter(note: string, offset: number, block: string): Insertion {
  const isLineStart = offset === 0 || note[offset - 1] === '\n';
  const lineEnd = note.indexOf('\n', offset);
  const from = isLineStart ? offset : lineEnd < 0 ? note.length : lineEnd;
  const [before, behind] = [note.slice(0, from), note.slice(from)];
  const lead = before.trim() === '' ? '' : blankLine(/\n{0,2}$/.exec(before)![0].length);
  const trail = blankLine(/^\n{0,2}/.exec(behind)![0].length);
  const insert = `${lead}${block}${trail}`;
  return { from, insert, caret: from + lead.length + block.length + 2 };
}

const blankLine = (there: number): string => '\n'.repeat(Math.max(0, 2 - there));
