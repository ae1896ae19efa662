import { bottomOf, type Run, topOf } from './runs.ts';

/** Blank strips of this many font sizes part the rows of a table; lines of a text are closer. */
const betweenRows = 0.4;
/** With fewer rows, two columns of text may have blanks at the same heights by chance. */
const fewestRows = 3;

/** One row of a table whose cells are text. */
export type TextRow = { readonly left: Run[]; readonly right: Run[] };

/**
 * The rows of two sides that are a table of texts, such as questions with their answers; undefined
 * where they are columns. Rows begin at one height on both sides, and one of the cells often ends
 * above the other, which columns do nowhere but at their end.
 */
export function textRows(sides: TextRow, em: number): TextRow[] | undefined {
  const of = new Set(sides.left);
  const rows = cutAtBlanks([...sides.left, ...sides.right], betweenRows * em).map((runs) => ({
    left: runs.filter((run) => of.has(run)),
    right: runs.filter((run) => !of.has(run)),
  }));
  const whole = rows.filter(({ left, right }) => left.length > 0 && right.length > 0);
  if (whole.length < fewestRows || whole.length < 0.7 * rows.length) return undefined;
  const level = whole.filter(
    ({ left, right }) => Math.abs(highest(left) - highest(right)) < 0.15 * em,
  );
  const uneven = whole.filter(
    ({ left, right }) => Math.abs(lowest(left) - lowest(right)) > 0.8 * em,
  );
  const isTable = level.length >= 0.8 * whole.length && uneven.length >= 0.3 * whole.length;
  return isTable ? rows : undefined;
}

/** Stretches of runs from top to bottom with a strip at least so high between them, points. */
export function cutAtBlanks(band: readonly Run[], blank: number): Run[][] {
  const pieces: Run[][] = [];
  let floor = -Infinity;
  for (const run of [...band].sort((a, b) => topOf(b) - topOf(a))) {
    const piece = pieces[pieces.length - 1];
    if (piece && floor - topOf(run) < blank) piece.push(run);
    else pieces.push([run]);
    floor =
      piece && pieces[pieces.length - 1] === piece ? Math.min(floor, bottomOf(run)) : bottomOf(run);
  }
  return pieces;
}

const highest = (runs: readonly Run[]): number => Math.max(...runs.map(({ base }) => base));
const lowest = (runs: readonly Run[]): number => Math.min(...runs.map(({ base }) => base));
