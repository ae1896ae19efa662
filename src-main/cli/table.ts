import { bold } from './io.ts';
import { displayWidth, singleLine, wrapWords } from './width.ts';

/** A column of a table; numbers stand to the right. */
export type Column = { title: string; align?: 'left' | 'right' };

/** How a table is set. `width` null: no terminal, so that nothing is wrapped. */
export type TableStyle = { width: number | null; colour: boolean };

type Row = readonly string[];
type Setting = {
  leading: readonly Column[];
  last: Column;
  /** Cells that each column takes. */
  widths: readonly number[];
  /** Cells before the last column. */
  before: number;
  total: number | null;
};

const GAP = '  ';
// A last column narrower than that reads worse than one on lines of its own.
const NARROWEST_LAST = 20;

function setTable(columns: readonly Column[], rows: readonly Row[], total: number | null): Setting {
  const widths = columns.map((column, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[index] ?? '')),
      displayWidth(column.title),
    ),
  );
  const leading = columns.slice(0, -1);
  const before = leading.reduce((sum, _, index) => sum + (widths[index] ?? 0) + GAP.length, 0);
  return { leading, last: columns.at(-1) ?? { title: '' }, widths, before, total };
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function leadText(row: Row, { leading, widths }: Setting): string {
  const cells = leading.map((column, index) =>
    pad(row[index] ?? '', widths[index] ?? 0, column.align),
  );
  return cells.map((cell) => cell + GAP).join('');
}

/** The last cell under the others, where it would have too little room beside them. */
function stacked(lead: string, last: string, width: number): string[] {
  const fits = displayWidth(lead.trimEnd()) <= width;
  const under = wrapWords(last, width - GAP.length).map((line) => GAP + line);
  return [...(fits ? [lead] : wrapWords(lead, width)), ...under];
}

function renderRow(row: Row, set: Setting): string[] {
  const { last, widths, before, total } = set;
  const lead = leadText(row, set);
  const text = row[set.leading.length] ?? '';
  const lastWidth = widths.at(-1) ?? 0;
  if (total === null || before + lastWidth <= total)
    return [lead + pad(text, lastWidth, last.align)];
  if (total - before < NARROWEST_LAST) return stacked(lead, text, total);
  const [first = '', ...rest] = wrapWords(text, total - before);
  return [lead + first, ...rest.map((line) => ' '.repeat(before) + line)];
}

/**
 * Rows in aligned columns with a line break after each line. Only the last column is wrapped, and
 * only between words, at the terminal's width. The titles are left out when all are empty.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly Row[],
  style: TableStyle,
): string {
  const cells = rows.map((row) => row.map(singleLine));
  const set = setTable(columns, cells, style.width);
  const titles = columns.map((column) => column.title);
  const titled = titles.some((title) => title !== '');
  const head = titled ? renderRow(titles, set) : [];
  const body = cells.flatMap((row) => renderRow(row, set));
  const bare = (lines: string[]) => lines.map((line) => line.trimEnd());
  return [...bare(head).map((line) => bold(line, style.colour)), ...bare(body)]
    .map((line) => `${line}\n`)
    .join('');
}
