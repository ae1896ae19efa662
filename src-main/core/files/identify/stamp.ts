import { type ArxivId, parseArxivId } from '../../listings/index.ts';
import type { EvidenceLine } from './types.ts';

/** What arXiv printed on page one. `date`: of this version, `YYYY-MM-DD`. */
export type Stamp = ArxivId & { readonly date: string | null };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** From this month on, ids have five digits behind the point. */
const FIVE_DIGITS_SINCE = 1501;

const ARCHIVE_ID = '[a-z-]+(?:\\.[a-z-]+)?\\/\\d{7}';
const VERSION = 'v[1-9]\\d{0,2}';
const CATEGORY = '\\[[a-z.-]+\\]';

/** As arXiv sets it, with the spaces that tell a number from the next one. */
const SPACED = new RegExp(
  `^arxiv: ?(\\d{4}\\.\\d{4,5}|${ARCHIVE_ID}) ?(${VERSION})?(?!\\d) ?(${CATEGORY})?(?: ?(\\d{1,2} [a-z]{3} \\d{4}))?$`,
  'i',
);

/** Without spaces an id may run into the date (0706.0001|12Jun2007), so its length counts. */
function solidPattern(digits: number): RegExp {
  const id = `\\d{4}\\.\\d{${digits}}|${ARCHIVE_ID}`;
  const date = '\\d{1,2}[a-z]{3}\\d{4}';
  return new RegExp(`^arxiv:(${id})(${VERSION})?(${CATEGORY})?(${date})?$`, 'i');
}

const SHORT = solidPattern(4);
const LONG = solidPattern(5);

/**
 * The stamp among the lines of page one. A line is one only as a whole: "arXiv:…" within a reference
 * names another paper.
 */
export function findStamp(lines: readonly EvidenceLine[]): Stamp | null {
  const stamps = lines.flatMap((line) => readStamp(line.text, isTurned(line)) ?? []);
  return stamps[0] ?? null;
}

/**
 * The stamp that a text is, white space apart (old ones are set with spaces between all letters).
 * Upright text must name a category or a date, too; the margin's need not.
 */
export function readStamp(text: string, isInMargin: boolean): Stamp | null {
  const match = SPACED.exec(text.replace(/\s+/g, ' ').trim()) ?? readSolid(text);
  if (!match) return null;
  const [, id, version, category, date] = match;
  if (!isInMargin && !category && !date) return null;
  const parsed = parseArxivId(`${id}${version ?? ''}`);
  return parsed ? { ...parsed, date: date ? dayOf(date.replaceAll(' ', '')) : null } : null;
}

function readSolid(text: string): RegExpExecArray | null {
  const solid = text.replace(/\s+/g, '');
  const month = Number(/^arxiv:(\d{4})/i.exec(solid)?.[1] ?? 0);
  return (month >= FIVE_DIGITS_SINCE ? LONG : SHORT).exec(solid);
}

function isTurned({ angle }: EvidenceLine): boolean {
  return Math.abs(Math.abs(angle) - Math.PI / 2) < 0.1;
}

function dayOf(date: string): string | null {
  const [, day, name, year] = /^(\d{1,2})([a-z]{3})(\d{4})$/i.exec(date) ?? [];
  const month = MONTHS.indexOf((name ?? '').toLowerCase()) + 1;
  const time = new Date(Date.UTC(Number(year), month - 1, Number(day)));
  const isDay = month > 0 && time.getUTCMonth() === month - 1 && time.getUTCDate() === Number(day);
  return isDay ? time.toISOString().slice(0, 10) : null;
}
