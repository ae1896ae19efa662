import { foldText } from '../../listings/index.ts';
import type { EvidenceLine } from './types.ts';

/** Lines of page one that are its title, and where the first line after them is. */
export type PageTitle = { readonly title: string; readonly next: number };

/** How much larger than the body a title is set at least. */
const LARGER = 1.1;
/** Share of the page's height above which a title stands. */
const UPPER = 0.42;
/** Lines of one title differ less than this in size. */
const SAME_SIZE = 0.06;
/** Distance of a title's lines, in font sizes. */
const LINE_SPACING = 2.2;
/** More are a block of names and addresses. */
const MOST_LINES = 6;
const MOST_LETTERS = 400;

const HEADING =
  /^(?:(?:part|chapter|section|appendix)\s+[\divx]+\b|(?:\d+(?:\.\d+)*\.?|[ivx]+\.)\s+(?:\S+\s*){1,3}$|(?:abstract|contents|introduction|keywords|references|article info|summary|copyright|©|\(c\)))/iu;

/**
 * The title of a page by the size of its type: the largest in the upper part, joined over lines; a
 * large word of a figure does not win over a line of many words above it. Null where nothing is
 * larger than the rest.
 */
export function titleOnPage(lines: readonly EvidenceLine[]): PageTitle | null {
  const body = bodySize(lines);
  const groups = groupsOf(lines).filter(
    (group) => group.size >= LARGER * body && group.top > UPPER && isTitle(group),
  );
  const largest = Math.max(...groups.map(({ size }) => size));
  const best = groups.reduce<Group | null>(
    (best, group) => (best && scoreOf(best, largest) >= scoreOf(group, largest) ? best : group),
    null,
  );
  return best && { title: best.text, next: best.next };
}

type Group = {
  readonly text: string;
  readonly size: number;
  readonly top: number;
  readonly next: number;
  readonly lines: number;
};

/** Size of the type that most letters of the page have. */
function bodySize(lines: readonly EvidenceLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines.filter(isUpright)) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function isUpright({ angle }: EvidenceLine): boolean {
  return Math.abs(angle) < 0.05;
}

/** Lines one below the other in type of one size, in reading order. */
function groupsOf(lines: readonly EvidenceLine[]): Group[] {
  const groups: Group[] = [];
  for (let start = 0; start < lines.length; ) {
    const first = lines[start]!;
    const members = [first];
    let next = start + 1;
    // A root or an accent that is drawn by itself does not end a title.
    for (; next < lines.length; next++) {
      const line = lines[next]!;
      if (!isUpright(line) || !goesOn(members.at(-1)!, line)) break;
      if (/[\p{L}\p{N}]/u.test(line.text)) members.push(line);
    }
    if (isUpright(first)) groups.push(toGroup(members, next));
    start = next;
  }
  return groups;
}

function goesOn(last: EvidenceLine, line: EvidenceLine): boolean {
  const isSame = Math.abs(line.size - last.size) < SAME_SIZE * last.size;
  // Heights are shares of the page; the line's own height stands for its size.
  const height = last.top - last.bottom;
  const drop = last.bottom - line.bottom;
  return isSame && drop < LINE_SPACING * height && drop > -height;
}

function toGroup(members: readonly EvidenceLine[], next: number): Group {
  const text = members.map((line) => line.text).reduce(joined);
  const size = Math.max(...members.map((line) => line.size));
  return { text: cleanTitle(text), size, top: members[0]!.top, next, lines: members.length };
}

function joined(text: string, line: string): string {
  const isBroken = /\p{Ll}[-\u2010]$/u.test(text) && /^\p{Ll}/u.test(line);
  return isBroken ? `${text}${line}` : `${text} ${line}`;
}

/** TeX's old fonts have dashes where ASCII has a brace and a bar. */
function cleanTitle(text: string): string {
  const dashed = text.includes('}') ? text : text.replace(/(?<=\p{L})\{(?=[\p{L}\d])/gu, '–');
  return foldText(dashed.replace(/[∗*†‡§¶]+$/u, '')) ?? '';
}

function isTitle({ text, lines }: Group): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (lines > MOST_LINES) return false;
  return letters >= 4 && text.length <= MOST_LETTERS && !HEADING.test(text) && !text.includes('@');
}

/** Size counts most, then that it is more than a word or two, then that it stands high. */
function scoreOf({ size, text, top }: Group, largest: number): number {
  const words = text.split(' ').length;
  return (1.25 * size) / largest + 0.5 * Math.min(words / 8, 1) + 0.5 * top;
}
