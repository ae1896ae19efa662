/** A `[[target|label]]` in a note; offsets into the Markdown, the brackets included. */
export type NoteLink = {
  /** A paper's id, or `note:` and the key of a note. */
  readonly target: string;
  /** What stands in place of the target; empty where none was written. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
};

const LINK = /\[\[([^[\]|\n]{1,240})(?:\|([^\n]*?))?\]\]/;
const LINKS = new RegExp(LINK, 'g');
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const CODE = /(`+)(?:(?!\1).)+?\1(?!`)/g;
const NOTE = 'note:';

/** The link that a text begins with, with its length; undefined where it begins with none. */
export function noteLinkAt(
  text: string,
): (Omit<NoteLink, 'from' | 'to'> & { length: number }) | undefined {
  const found = LINK.exec(text);
  if (found?.index !== 0) return undefined;
  return { target: found[1]!.trim(), label: labelOf(found[2]), length: found[0].length };
}

/** The links in a note's Markdown, in their order; what stands in code is none. */
export function noteLinks(markdown: string): NoteLink[] {
  const links: NoteLink[] = [];
  let start = 0;
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === undefined && mark === undefined) links.push(...linksIn(line, start));
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    start += line.length + 1;
  }
  return links;
}

function linksIn(line: string, start: number): NoteLink[] {
  if (!line.includes('[[')) return [];
  const text = line.replace(CODE, (code) => ' '.repeat(code.length));
  return [...text.matchAll(LINKS)].map((found) => ({
    target: found[1]!.trim(),
    label: labelOf(found[2]),
    from: start + found.index,
    to: start + found.index + found[0].length,
  }));
}

const labelOf = (written: string | undefined): string => written?.trim() ?? '';

/** The Markdown of a link. What would end it or make code of it is taken out. */
export function noteLinkText(target: string, label: string): string {
  const plain = label.replace(/[[\]|`\s]+/g, ' ').trim();
  return plain === '' ? `[[${target}]]` : `[[${target}|${plain}]]`;
}

/** The key of the note that a link leads to; undefined where it leads to a paper. */
export function noteKeyOf(target: string): string | undefined {
  return target.startsWith(NOTE) ? target.slice(NOTE.length) : undefined;
}

/** What a link to the note of this key has as its target. */
export function noteTarget(key: string): string {
  return NOTE + key;
}

/** Whether the key of a note is a paper's id; that of a free note has no colon. */
export function isPaperKey(key: string): boolean {
  return key.includes(':');
}
