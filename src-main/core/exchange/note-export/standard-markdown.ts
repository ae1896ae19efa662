import { noteLinks } from '../../../../src-shared/notes/index.ts';

/** Where what a note links to can be found outside the program; null where it cannot. */
export type OutsidePlaces = {
  /** The page of a mark, by the mark's id. */
  readonly mark: (id: string) => string | null;
  /** A paper or a note, by what stands in `[[…]]`, and its title. */
  readonly target: (target: string) => { readonly url: string | null; readonly title: string };
};

type Change = { readonly from: number; readonly to: number; readonly text: string };

const MARK_LINK = /\[((?:\\.|[^\]\\\n])*)\]\(offprint:mark\/([0-9a-f-]{36})\)/gi;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const CODE = /(`+)(?:(?!\1).)+?\1(?!`)/g;

/** The ids of the marks that a note links to, each once. */
export function marksOf(markdown: string): string[] {
  return [...new Set([...withoutCode(markdown).matchAll(MARK_LINK)].map((found) => found[2]!))];
}

/**
 * A note as any Markdown program reads it: links that only this program follows become links of the
 * web or, where there is no such place, plain words. What stands in code stays.
 */
export function standardMarkdown(markdown: string, places: OutsidePlaces): string {
  const changes = [...markChanges(markdown, places), ...targetChanges(markdown, places)];
  let written = '';
  let at = 0;
  for (const { from, to, text } of changes.sort((a, b) => a.from - b.from)) {
    if (from < at) continue;
    written += markdown.slice(at, from) + text;
    at = to;
  }
  return written + markdown.slice(at);
}

function markChanges(markdown: string, { mark }: OutsidePlaces): Change[] {
  return [...withoutCode(markdown).matchAll(MARK_LINK)].map((found) => {
    const [whole, label, id] = found;
    const url = mark(id!);
    const text = url === null ? label! : `[${label}](${url})`;
    return { from: found.index, to: found.index + whole.length, text };
  });
}

function targetChanges(markdown: string, { target }: OutsidePlaces): Change[] {
  return noteLinks(markdown).map(({ from, to, target: named, label }) => {
    const { url, title } = target(named);
    const words = (label || title).replace(/[\\[\]]/g, '\\$&');
    return { from, to, text: url === null ? words : `[${words}](${url})` };
  });
}

/** The note with blanks in the place of code, so that places are the same. */
function withoutCode(markdown: string): string {
  let fence: string | undefined;
  const lines = markdown.split('\n').map((line) => {
    const mark = FENCE.exec(line)?.[1];
    const isCode = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const blank = (code: string) => ' '.repeat(code.length);
    return isCode ? blank(line) : line.replace(CODE, blank);
  });
  return lines.join('\n');
}
