/** A line of Markdown as text: marks of headings, lists, links and emphasis are left out. */
export function plainLine(line: string): string {
  return line
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+(\[[ xX]\]\s+)?/, '')
    .replace(/\[\[([^[\]|\n]+)(?:\|([^\n]*?))?\]\]/g, (_all, target, label) => label || target)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)(\*\*|__|`|~~)/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}

/** What a list shows of a note. */
export type NoteOutline = {
  /** Its first line that says something; empty where none does. */
  readonly title: string;
  /** What follows the title, in one line. */
  readonly excerpt: string;
};

const TITLE = 200;
const EXCERPT = 300;
/** A note may be a book; its beginning is enough. */
const LOOKED_AT = 4_000;

/** The title and the beginning of a note, without Markdown. */
export function noteOutline(markdown: string): NoteOutline {
  const lines = markdown
    .slice(0, LOOKED_AT)
    .split('\n')
    .map(plainLine)
    .filter((line) => /[\p{L}\p{N}\p{S}]/u.test(line));
  const [title = '', ...rest] = lines;
  return { title: title.slice(0, TITLE), excerpt: rest.join(' ').slice(0, EXCERPT) };
}
