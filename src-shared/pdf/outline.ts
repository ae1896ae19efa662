import type { OutlineLine } from './outline-lines.ts';
import { risingRow, type SectionNumber, sectionNumber } from './section-numbers.ts';

/** A heading of a document. */
export type Heading = {
  readonly title: string;
  /** Depth from 0. */
  readonly level: number;
  /** Page from 0, and where the heading begins in its text. */
  readonly page: number;
  readonly offset: number;
  /** Its top edge, points in the page's user space. */
  readonly top: number;
};

/** One or more lines in one style, one below the other. */
type Block = {
  readonly text: string;
  readonly first: OutlineLine;
  readonly lines: number;
  readonly number: SectionNumber | null;
};

type Body = { readonly size: number; readonly font: string };

/** How much larger than the body's a heading's type is, if it is larger. */
const LARGER = 1.07;
const LONGEST_TITLE = 140;
const MOST_LINES = 3;
/** What stands so often on different pages is no heading. */
const REPEATED = 3;
/** So many numbered headings say that the others are numbered too. */
const NUMBERED = 3;

const KNOWN =
  /^(abstract|summary|contents|introduction|background|related works?|preliminaries|methods?|materials and methods|experiments?|results?|results and discussion|evaluation|discussions?|limitations|conclusions?|conclusions? and (?:future work|outlook|discussion)|future work|acknowledge?ments?|acknowledge?ment|references|bibliography|literature cited|appendix|appendices|supplementary materials?|zusammenfassung|einleitung|literatur|danksagung|anhang|résumé|références|remerciements)$/iu;
const FIRST = /^(abstract|summary|contents|introduction|zusammenfassung|einleitung|résumé)$/iu;
const REFERENCES = /^(references|bibliography|literature cited|literatur|références)$/iu;
const CAPTION =
  /^(fig(ure)?|table|tab|algorithm|listing|scheme|plate|abbildung|tabelle|theorem|lemma|proposition|corollary|definition|remark|proof|example|claim|assumption)\b\.?\s*(\d|[IVX]+\b|[A-Z]?\d|$)/iu;
const LEADERS = /(?:\.\s?){4,}/u;

/** So many lines are looked at in one step: a few milliseconds. */
const LINES_AT_ONCE = 1_000;

/** The headings of a document, from its lines in reading order (READ-3); best effort. */
export function headingsOf(lines: readonly OutlineLine[]): Heading[] {
  const steps = headingSteps(lines);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds, between which something else may be done. */
export function* headingSteps(lines: readonly OutlineLine[]): Generator<void, Heading[]> {
  const body = yield* bodyOf(lines);
  const repeated = yield* repeatedTexts(lines);
  const blocks = yield* blocksOf(lines);
  const candidates: Block[] = [];
  yield* each(blocks, (block) => {
    const isHeading = isTitle(block) && isSetApart(block, body);
    if (isHeading && !repeated.has(keyOf(block.first))) candidates.push(block);
  });
  const proper = withoutReferences(withoutFront(withoutContents(candidates)));
  yield;
  const numbered = numberedOf(proper, body);
  const kept =
    numbered.length >= NUMBERED ? besideNumbered(proper, numbered) : styled(proper, body);
  return withLevels(kept, numbered.length >= NUMBERED);
}

/** Looks at every item; yields where it is time for the next step. */
function* each<T>(items: readonly T[], look: (item: T) => void): Generator<void, void> {
  for (const [at, item] of items.entries()) {
    look(item);
    if (at % LINES_AT_ONCE === LINES_AT_ONCE - 1) yield;
  }
}

/** The type that most of the text is set in. */
function* bodyOf(lines: readonly OutlineLine[]): Generator<void, Body> {
  const counts = new Map<string, { letters: number; size: number; font: string }>();
  yield* each(lines, ({ size, font, letters }) => {
    const key = `${size} ${font}`;
    const count = counts.get(key) ?? { letters: 0, size, font };
    counts.set(key, { ...count, letters: count.letters + (font === '' ? 0 : letters) });
  });
  const best = [...counts.values()].reduce((a, b) => (b.letters > a.letters ? b : a), {
    letters: 0,
    size: 10,
    font: '',
  });
  return { size: best.size, font: best.font };
}

/** A line's words and height, whatever number it has: running heads have the page's. */
const keyOf = ({ text, top }: OutlineLine): string =>
  `${text.replace(/\d+/g, '#').toLowerCase()} ${Math.round(top / 6)}`;

/** What stands on several pages at one height: running heads, feet, stamps. */
function* repeatedTexts(lines: readonly OutlineLine[]): Generator<void, ReadonlySet<string>> {
  const pages = new Map<string, Set<number>>();
  yield* each(lines, (line) => {
    const key = keyOf(line);
    const on = pages.get(key) ?? new Set();
    pages.set(key, on.add(line.page));
  });
  return new Set([...pages].filter(([, on]) => on.size >= REPEATED).map(([key]) => key));
}

/** Joins a heading's lines. */
function* blocksOf(lines: readonly OutlineLine[]): Generator<void, Block[]> {
  const blocks: Block[] = [];
  let last: OutlineLine | undefined;
  yield* each(lines, (line) => {
    const block = blocks.at(-1);
    if (block && last && goesOn(block, last, line)) {
      const joined = block.text.endsWith('-') ? block.text.slice(0, -1) : `${block.text} `;
      blocks[blocks.length - 1] = { ...block, text: joined + line.text, lines: block.lines + 1 };
    } else {
      blocks.push({ text: line.text, first: line, lines: 1, number: sectionNumber(line.text) });
    }
    last = line;
  });
  return blocks;
}

function goesOn(block: Block, last: OutlineLine, line: OutlineLine): boolean {
  const { first } = block;
  if (line.page !== first.page || line.column !== first.column) return false;
  if (line.font !== first.font || line.size !== first.size || line.font === '') return false;
  const drop = last.top - line.top;
  if (drop > 1.7 * line.size || drop < 0.5 * line.size) return drop >= 0 && drop < 2;
  return sectionNumber(line.text) === null && !KNOWN.test(line.text);
}

function isTitle({ text, first, lines, number }: Block): boolean {
  if (lines > MOST_LINES || text.length > LONGEST_TITLE || LEADERS.test(text)) return false;
  if (KNOWN.test(text)) return true;
  const words = number ? text.replace(/^\S+\s*/u, '') : text;
  if (!/^[\p{Lu}\p{Lo}\d“"‘('¿]/u.test(words) && number === null) return false;
  if (/[.,;:]$/u.test(text) || CAPTION.test(text) || /[@=∈≤≥{}|]/u.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (
    /\p{L}{3}|\p{Lo}{2}/u.test(text) &&
    letters >= 0.55 * text.replace(/\s/g, '').length &&
    first.letters > 0
  );
}

function isSetApart({ text, first, number }: Block, body: Body): boolean {
  if (first.size > LARGER * body.size) return true;
  if (first.size < 0.9 * body.size) return false;
  if (first.font !== '' && first.font !== body.font) return true;
  const isCapitals = text === text.toUpperCase() && /\p{Lu}{3}/u.test(text);
  return isCapitals && (number !== null || KNOWN.test(text));
}

const PAGE_BEHIND = /\s+(?:\d{1,4}|[ivxlc]{1,6})$/u;

/** A page of contents names the headings before they come. */
function withoutContents(blocks: readonly Block[]): Block[] {
  const texts = new Set(blocks.map(({ text }) => text));
  const isListed = (text: string) =>
    PAGE_BEHIND.test(text) && texts.has(text.replace(PAGE_BEHIND, ''));
  return blocks.filter(({ text }) => !isListed(text));
}

/** Title, authors and their places stand before the first heading of the text. */
function withoutFront(blocks: readonly Block[]): Block[] {
  const begins = ({ text, number }: Block) =>
    FIRST.test(text) || (number !== null && number.kind !== 'letter' && number.parts[0] === 1);
  const start = blocks.findIndex(begins);
  if (start >= 0 && blocks[start]!.first.page < 3) return blocks.slice(start);
  const front = blocks.filter(({ first }) => first.page === 0);
  const largest = Math.max(...front.map(({ first }) => first.size));
  const title = front.findIndex(({ first }) => first.size === largest);
  return blocks.filter((_, i) => i > title);
}

const styleOf = ({ first }: Block): string => `${first.size} ${first.font}`;

/** Among references, only what is set as their own heading is one. */
function withoutReferences(blocks: readonly Block[]): Block[] {
  let style: string | null = null;
  return blocks.filter((block) => {
    if (style !== null && styleOf(block) !== style && block.number?.kind !== 'letter') return false;
    style = REFERENCES.test(nameOf(block)) ? styleOf(block) : null;
    return true;
  });
}

/** A heading's words without its number. */
function nameOf({ text, number }: Block): string {
  return number ? text.replace(/^\S+\s+/u, '') : text;
}

function numberedOf(blocks: readonly Block[], body: Body): Block[] {
  const weightOf = ({ first }: Block) =>
    first.size / body.size + (first.font === body.font ? 0 : 1);
  return (['roman', 'arabic', 'letter'] as const).flatMap((kind) => {
    const ofKind = blocks.filter(({ number }) => number?.kind === kind);
    return risingRow(ofKind, ({ number }) => number!, weightOf);
  });
}

/** Of what has no number, headings that are known by name or set like those of the first rank. */
function besideNumbered(blocks: readonly Block[], numbered: readonly Block[]): Block[] {
  const taken = new Set(numbered);
  const firstRank = numbered.filter(({ number }) => number!.parts.length === 1).map(styleOf);
  // One alone may have been a list's item.
  const styles = new Set(firstRank.filter((style, i) => firstRank.indexOf(style) !== i));
  const belongs = (block: Block) => KNOWN.test(block.text) || styles.has(styleOf(block));
  return blocks.filter((block) => taken.has(block) || (block.number === null && belongs(block)));
}

/** Where nothing is numbered: styles that are used for few, short, single lines. */
function styled(blocks: readonly Block[], body: Body): Block[] {
  const known = new Set(blocks.filter(({ text }) => KNOWN.test(text)).map(styleOf));
  return blocks.filter((block) => {
    if (known.has(styleOf(block)) || KNOWN.test(block.text)) return true;
    return block.first.size > LARGER * body.size && block.first.paragraphLines <= MOST_LINES;
  });
}

function withLevels(blocks: readonly Block[], isNumbered: boolean): Heading[] {
  const levels = isNumbered ? numberLevels(blocks) : sizeLevels(blocks);
  return blocks.map(({ text, first }, i) => ({
    title: text.replace(/\s+/gu, ' '),
    level: levels[i]!,
    page: first.page,
    offset: first.start,
    top: first.top,
  }));
}

/** By depth of the number; letters under Roman numbers are one deeper. */
function numberLevels(blocks: readonly Block[]): number[] {
  const hasRoman = blocks.some(({ number }) => number?.kind === 'roman');
  return blocks.map(({ number }) => {
    if (number === null) return 0;
    const under = hasRoman && number.kind !== 'roman' ? (number.kind === 'letter' ? 1 : 2) : 0;
    return number.parts.length - 1 + under;
  });
}

/** By size of type; never more than one deeper than what stands before. */
function sizeLevels(blocks: readonly Block[]): number[] {
  const sizes = [...new Set(blocks.map(({ first }) => first.size))].sort((a, b) => b - a);
  let last = -1;
  return blocks.map(({ first }) => {
    last = Math.min(sizes.indexOf(first.size), last + 1);
    return last;
  });
}
