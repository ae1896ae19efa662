import type { Mark } from './marks.ts';
import { type Run, scriptShare } from './runs.ts';

/** One line of a column, its marks as they are read; points in the frame of its direction. */
export type Line = {
  readonly marks: readonly Mark[];
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
};

type Row = { readonly runs: Run[]; readonly base: number; readonly size: number };

/** The lines of a column from top to bottom. Raised and lowered marks stay in their line. */
export function linesOf(column: readonly Run[]): Line[] {
  const rows: Row[] = [];
  // Large before small: a script looks for its line, not the line for its script.
  for (const run of [...column].sort((a, b) => b.size - a.size || b.base - a.base)) {
    const row = nearestRow(rows, run);
    if (row) row.runs.push(run);
    else rows.push({ runs: [run], base: run.base, size: run.size });
  }
  return rows.sort((a, b) => b.base - a.base).map(lineOf);
}

function nearestRow(rows: readonly Row[], run: Run): Row | undefined {
  let best: Row | undefined;
  for (const row of rows) {
    if (!belongs(row, run)) continue;
    if (!best || Math.abs(row.base - run.base) < Math.abs(best.base - run.base)) best = row;
  }
  return best;
}

function belongs(row: Row, run: Run): boolean {
  const rise = (run.base - row.base) / row.size;
  if (run.size >= scriptShare * row.size) return Math.abs(rise) <= 0.25;
  if (rise < -0.4 || rise > 0.65) return false;
  return row.runs.some((o) => run.left < o.right + row.size && run.right > o.left - row.size);
}

function lineOf({ runs, base, size }: Row): Line {
  runs.sort((a, b) => a.left - b.left);
  const marks = runs.flatMap((run) => run.marks);
  return {
    marks: isRightToLeft(marks) ? rightToLeft(marks) : marks,
    left: runs[0]!.left,
    right: Math.max(...runs.map((run) => run.right)),
    base,
    size,
  };
}

function isRightToLeft(marks: readonly Mark[]): boolean {
  let count = 0;
  for (const mark of marks) if (mark.rightToLeft) count++;
  return count > 0 && count > 0.4 * marks.length;
}

/** From right to left, words and numbers of other scripts from left to right within it. */
function rightToLeft(marks: readonly Mark[]): Mark[] {
  const sorted = [...marks].sort((a, b) => b.right + b.left - a.right - a.left);
  const read: Mark[] = [];
  let foreign: Mark[] = [];
  const flush = () => {
    // What stands between foreign words and our script belongs to ours.
    let end = foreign.length;
    while (end > 0 && !isStrong(foreign[end - 1]!)) end--;
    read.push(...foreign.slice(0, end).reverse(), ...foreign.slice(end));
    foreign = [];
  };
  for (const mark of sorted) {
    if (mark.rightToLeft) flush();
    if (mark.rightToLeft || (foreign.length === 0 && !isStrong(mark))) read.push(mark);
    else foreign.push(mark);
  }
  flush();
  return read;
}

function isStrong(mark: Mark): boolean {
  return /[\p{L}\p{N}]/u.test(mark.text);
}
