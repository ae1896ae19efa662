import type { PageText, Rect, TextLine } from './types.ts';

/** What stands where a link leads to, as far as name and words tell. */
export type TargetKind = 'figure' | 'table' | 'equation' | 'section' | 'theorem' | 'place';

/** The part of a page that a link speaks of. */
export type LinkTargetPart = {
  readonly kind: TargetKind;
  /** As the page says it, such as `Figure 3` or `2.1 Method`; of an equation its number; may be ''. */
  readonly label: string;
  /** A caption, or the words that the part begins with; may be ''. */
  readonly words: string;
  /** User space. */
  readonly rect: Rect;
};

/** A place of a page in user space, and the name that the PDF gives it, where it has one. */
export type NamedPlace = {
  readonly top: number;
  readonly left: number | null;
  readonly name: string | null;
};

const FIGURE =
  /^((?:Supplementary |Extended Data )?(?:Fig(?:ure|\.)?|Scheme|Abb(?:ildung|\.)?|Figura|Chart|Listing|Code))\s*([A-Z]?[-.]?\d+(?:[.-]\d+)*|[IVX]+\b)/iu;
const TABLE =
  /^((?:Supplementary |Extended Data )?(?:Tab(?:le|elle|leau|\.)?|Tabla|Algorithm|Algorithmus))\s*([A-Z]?[-.]?\d+(?:[.-]\d+)*|[IVX]+\b)/iu;
/** Running text that happens to begin like a caption: `Table 2 shows`. */
const SPEAKS_OF = /^\S+\s*[\d.IVX-]+[),]?\s+\p{Ll}{2,}/u;
const THEOREM =
  /^(Theorem|Lemma|Proposition|Corollary|Definition|Remark|Example|Claim|Conjecture|Assumption|Axiom|Fact|Problem|Proof|Satz|Beispiel)\s+([A-Z]?\.?\d+(?:\.\d+)*)/u;
const EQUATION_NUMBER = /\(\s*([A-Z]?\.?\d+(?:[.-]\d+)*[a-z]?)\s*\)\s*$/u;
const SECTION =
  /^(?:(?:\d+|[A-Z])(?:\.\d+)*\.?|[IVX]+\.|Appendix\b.{0,4}|§\s*\d+(?:\.\d+)*)\s+\p{L}/u;

/** Names that writers of PDFs give to places. */
const NAMES: readonly (readonly [RegExp, TargetKind])[] = [
  [/^(?:sub)?(?:figure|fig)\b|^lstlisting\b|^listing\b/iu, 'figure'],
  [/^(?:sub)?(?:table|tab)\b|^algorithm\b|^algocf/iu, 'table'],
  [/^(?:AMS\.)?(?:equation|eq|align|gather|multline)\b/iu, 'equation'],
  [/^(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|appendix|sec|app)\b/iu, 'section'],
  [/^(?:theorem|thm|lemma|lem|prop|cor|def|remark|rem|example|claim|conj|assum)/iu, 'theorem'],
];

/** What a place is, by the name that the PDF gives it; null where that says nothing. */
export const namedKind = (name: string): TargetKind | null =>
  NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** Points: air around a part, what a line may rise over its place, how far down its words begin. */
const AIR = 8;
const OVER = 1;
const FAR = 420;
/** Height of a strip of the page where nothing better is known. */
const STRIP = 190;
/** What is left out at a page's top and foot where nothing stands. */
const MARGIN = 30;
/** Least and greatest height of a picture with its caption. */
const LEAST = 60;
const LEAST_TABLE = 150;
const MOST = 430;

/**
 * The part of a page that a place stands for, with a margin and within `box`, the page's corners.
 * A caption is found below its picture or over it; an equation by its number.
 */
export function targetAt(page: PageText, place: NamedPlace, box: Rect): LinkTargetPart {
  const lines = below(page, place);
  const named = (place.name === null ? null : namedKind(place.name)) ?? undefined;
  const part =
    named === 'equation'
      ? equationAt(page, lines, place, box)
      : (captionAt(page, lines, place, { box, named }) ??
        headingAt(page, lines, place, box, named));
  return { ...part, rect: within(part.rect, box) };
}

/** The upright lines at a place and under it, the highest first. */
function below(page: PageText, { top, left }: NamedPlace): TextLine[] {
  const lines = page.lines.filter(({ angle, box, start, end }) => {
    const middle = (box[1] + box[3]) / 2;
    const isBelow = middle <= top + OVER && middle >= top - FAR;
    return angle === 0 && end > start && isBelow && (left === null || box[2] > left);
  });
  return lines.sort((a, b) => b.box[3] - a.box[3]);
}

function textOf({ text }: PageText, { start, end }: TextLine): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

type Within = { readonly box: Rect; readonly named: TargetKind | undefined };

function captionAt(
  page: PageText,
  lines: readonly TextLine[],
  { top, left }: NamedPlace,
  { box, named }: Within,
): LinkTargetPart | null {
  if (named !== undefined && named !== 'figure' && named !== 'table') return null;
  // A place without a name is a caption's only where the caption begins there.
  const near = named ? FAR : 30;
  for (const line of lines) {
    if (line.box[3] < top - near) break;
    const words = textOf(page, line);
    if (SPEAKS_OF.test(words)) continue;
    const kind = FIGURE.test(words) ? 'figure' : TABLE.test(words) ? 'table' : null;
    if (!kind || (named && kind !== named)) continue;
    const { x1, x2 } = acrossOf(page, line.box, box);
    if (left !== null && (left < x1 || left > x2)) continue;
    return captioned(page, line, { kind, top, box });
  }
  return null;
}

/** The caption that begins with a line, and the picture that it belongs to. */
function captioned(
  page: PageText,
  line: TextLine,
  { kind, top, box }: { kind: 'figure' | 'table'; top: number; box: Rect },
): LinkTargetPart {
  const caption = blockFrom(page, line);
  const words = caption.map((one) => textOf(page, one)).join(' ');
  const [, name = '', number = ''] = (kind === 'figure' ? FIGURE : TABLE).exec(words) ?? [];
  const [x1, y1, x2, y2] = hull(caption);
  const column = acrossOf(page, [x1, y1, x2, y2], box);
  const over = clearAbove(page, { ...column, from: y2 }, box);
  const under = clearBelow(page, { ...column, from: y1 }, box);
  const isUnderPicture = top - y2 > LEAST / 2;
  const goesUp =
    isUnderPicture ||
    (kind === 'figure' ? over - y2 > LEAST / 2 : hasRowsAbove(page, { ...column, from: y2 }));
  const least = kind === 'table' ? LEAST_TABLE : LEAST;
  const rect: Rect = goesUp
    ? [column.x1, y1, column.x2, Math.min(y1 + MOST, Math.max(over, top))]
    : [column.x1, Math.max(y2 - MOST, Math.min(under, y2 - least)), column.x2, y2];
  return { kind, label: `${name} ${number}`, words, rect };
}

/** The lines of a caption: those of its paragraph, or under it at the same distance. */
function blockFrom(page: PageText, first: TextLine): TextLine[] {
  const all = page.lines;
  const block = [first];
  for (let at = all.indexOf(first) + 1; at < all.length && block.length < 14; at++) {
    const [line, before] = [all[at]!, block.at(-1)!];
    const height = before.box[3] - before.box[1];
    const gap = before.box[1] - line.box[3];
    if (line.paragraph !== first.paragraph && gap > 0.45 * height) break;
    if (line.column !== first.column || gap > 0.9 * height || gap < -2 * height) break;
    block.push(line);
  }
  return block;
}

function hull(lines: readonly TextLine[]): Rect {
  return [
    Math.min(...lines.map(({ box }) => box[0])),
    Math.min(...lines.map(({ box }) => box[1])),
    Math.max(...lines.map(({ box }) => box[2])),
    Math.max(...lines.map(({ box }) => box[3])),
  ];
}

type Across = { readonly x1: number; readonly x2: number };

/** How far a caption's picture may reach to either side: its column, or the whole page. */
function acrossOf(page: PageText, [x1, , x2]: Rect, box: Rect): Across {
  const middle = (box[0] + box[2]) / 2;
  const long = page.lines.filter(
    ({ box: [left, , right] }) => right - left > (box[2] - box[0]) / 4,
  );
  const left = long.filter(({ box: [, , right] }) => right < middle + 5).length;
  const right = long.filter(({ box: [start] }) => start > middle - 5).length;
  const isInColumns = Math.min(left, right) >= 3 && left + right > long.length / 2;
  if (isInColumns && x2 < middle + 5) return { x1: box[0], x2: middle };
  if (isInColumns && x1 > middle - 5) return { x1: middle, x2: box[2] };
  return { x1: box[0], x2: box[2] };
}

type From = Across & { readonly from: number };

/** Whether what stands next over a height is near and no running text: a table with its caption below. */
function hasRowsAbove(page: PageText, { x1, x2, from }: From): boolean {
  const above = page.lines.filter(
    ({ box }) => box[0] < x2 && box[2] > x1 && box[1] >= from - 1 && box[1] < from + LEAST,
  );
  const body = bodyLines(page, { x1, x2 });
  return above.length > 0 && !above.some((line) => body.includes(line));
}

/** The bottom of the running text over a height, or the page's top. */
function clearAbove(page: PageText, { x1, x2, from }: From, box: Rect): number {
  const ends = bodyLines(page, { x1, x2 })
    .map((line) => line.box[1])
    .filter((y) => y >= from);
  return Math.min(box[3] - MARGIN, ...ends) - 2;
}

/** The top of the running text under a height, or the page's bottom. */
function clearBelow(page: PageText, { x1, x2, from }: From, box: Rect): number {
  const tops = bodyLines(page, { x1, x2 })
    .map((line) => line.box[3])
    .filter((y) => y <= from);
  return Math.max(box[1] + MARGIN, ...tops) + 2;
}

/** Lines of running text: long ones that stand close under or over another long one. */
function bodyLines(page: PageText, { x1, x2 }: Across): TextLine[] {
  const inside = page.lines.filter(({ box, angle }) => angle === 0 && box[0] < x2 && box[2] > x1);
  const width = Math.max(0, ...inside.map(({ box }) => box[2] - box[0]));
  const isLong = ({ box }: TextLine) => box[2] - box[0] > 0.8 * width;
  const letters = (line: TextLine) => /\p{L}{2,}(?:\s+\S+){5,}/u.test(textOf(page, line));
  const long = inside.filter((line) => {
    if (!isLong(line) || !letters(line)) return false;
    const height = line.box[3] - line.box[1];
    return inside.some((other) => {
      const apart = Math.abs(other.box[1] - line.box[1]);
      const isLike = other.paragraph === line.paragraph && letters(other) && isLong(other);
      return other !== line && isLike && apart > 0.5 * height && apart < 2 * height;
    });
  });
  // With the short lines that end them.
  const paragraphs = new Set(long.map(({ paragraph }) => paragraph));
  return inside.filter(({ paragraph }) => paragraphs.has(paragraph));
}

/** The numbered line at a place, or under it where the place lies over the formula's top. */
function equationAt(
  page: PageText,
  lines: readonly TextLine[],
  place: NamedPlace,
  box: Rect,
): LinkTargetPart {
  const { top } = place;
  const numbered = lines.find(
    (line) => line.box[3] > top - 130 && EQUATION_NUMBER.test(textOf(page, line)),
  );
  if (!numbered) return { ...strip(place, box), kind: 'equation', label: '', words: '' };
  const [, label = ''] = EQUATION_NUMBER.exec(textOf(page, numbered)) ?? [];
  const { x1, x2 } = acrossOf(page, numbered.box, box);
  const upper = Math.max(numbered.box[3] + 2, Math.min(top, numbered.box[3] + 90));
  const beside = page.lines.filter(
    (line) =>
      line.box[0] < x2 &&
      line.box[2] > x1 &&
      line.box[3] > numbered.box[1] - 4 &&
      line.box[1] < upper,
  );
  const [, bottom] = hull([numbered, ...beside]);
  const rect: Rect = [x1, Math.min(bottom, numbered.box[1]) - 14, x2, upper + 14];
  return { kind: 'equation', label, words: '', rect };
}

function headingAt(
  page: PageText,
  lines: readonly TextLine[],
  place: NamedPlace,
  box: Rect,
  named: TargetKind | undefined,
): LinkTargetPart {
  const { top, left } = place;
  const first = lines.find(
    ({ box: [x1, , , y2] }) => y2 > top - 60 && (left === null || x1 < left + 80),
  );
  const words = first ? textOf(page, first) : '';
  const theorem = THEOREM.exec(words);
  const { rect } = strip(place, box);
  if (theorem && named !== 'section') {
    return { kind: 'theorem', label: `${theorem[1]} ${theorem[2]}`, words, rect };
  }
  const isSection = named === 'section' || (named === undefined && SECTION.test(words));
  const isShort = words.length > 0 && words.length < 120;
  if (isSection && isShort) return { kind: 'section', label: words, words: '', rect };
  return { kind: 'place', label: '', words, rect };
}

function strip({ top }: NamedPlace, box: Rect): { rect: Rect } {
  const upper = Math.min(box[3], top + AIR);
  return { rect: [box[0], upper - STRIP, box[2], upper] };
}

/** A rectangle with air over and under it, held on the page. */
function within([x1, y1, x2, y2]: Rect, box: Rect): Rect {
  const low = Math.max(box[1], Math.min(y1 - AIR, box[3] - LEAST));
  const high = Math.max(low + LEAST / 2, Math.min(box[3], y2 + AIR));
  return [Math.max(box[0], x1), low, Math.min(box[2], x2), high];
}
