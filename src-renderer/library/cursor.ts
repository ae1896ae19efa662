/**
 * Which row the cursor is on, -1 where on none, and the paper that is selected; null where it is to
 * be whichever stands there.
 */
export type Cursor = { readonly row: number; readonly id: string | null };

/** The loaded rows near the cursor: the paper at an index, or undefined where it is not loaded. */
export type RowIds = (row: number) => string | undefined;

/** How far from its former place a paper is looked for after the list was opened anew. */
const REACH = 200;

/**
 * Where the cursor belongs once the list has changed under it: on the same paper if that is near,
 * else on no row, while the paper stays selected.
 */
export function settleCursor({ row, id }: Cursor, idAt: RowIds, total: number): Cursor {
  if (total === 0) return { row: -1, id };
  if (id === null) return follow(Math.min(Math.max(row, 0), total - 1), idAt);
  if (idAt(row) === id) return { row, id };
  for (let distance = 1; distance <= REACH; distance++)
    for (const near of [row - distance, row + distance])
      if (near >= 0 && near < total && idAt(near) === id) return { row: near, id };
  const unknown = row < total && idAt(row) === undefined;
  return { row: unknown ? row : -1, id };
}

/** The papers about the cursor, the nearest first: those below it, then those above. */
export type Neighbours = { readonly below: readonly string[]; readonly above: readonly string[] };

/** The papers about a row, as far as they are loaded. */
export function neighboursOf(row: number, idAt: RowIds): Neighbours {
  const ids = (step: number): string[] =>
    Array.from({ length: REACH }, (_, index) => idAt(row + step * (index + 1))).filter(
      (id) => id !== undefined,
    );
  return { below: ids(1), above: ids(-1) };
}

/**
 * Where to go on when the paper at `row` has left the list: to the next one below it that is still
 * there, or else above; -1 where none is.
 */
export function rowToGoOn(
  row: number,
  { below, above }: Neighbours,
  idAt: RowIds,
  total: number,
): number {
  const now = new Map<string, number>();
  for (let near = Math.max(0, row - 2 * REACH); near < Math.min(total, row + REACH); near++) {
    const id = idAt(near);
    if (id !== undefined) now.set(id, near);
  }
  for (const id of [...below, ...above]) {
    const found = now.get(id);
    if (found !== undefined) return found;
  }
  return -1;
}

function follow(row: number, idAt: RowIds): Cursor {
  return { row, id: idAt(row) ?? null };
}

/** The row that a step leads to; from no row, the first or the last. */
export function stepRow(row: number, step: number, total: number): number {
  if (total === 0) return -1;
  if (row < 0) return step > 0 ? 0 : total - 1;
  return Math.min(total - 1, Math.max(0, row + step));
}

/** The row to go to when the one of the cursor is removed: the next that is there, or else the one before. */
export function rowBeside(row: number, idAt: RowIds, total: number): number {
  if (row < 0) return -1;
  for (let next = row + 1; next < total && next <= row + REACH; next++)
    if (idAt(next) !== undefined) return next;
  for (let before = row - 1; before >= 0 && before >= row - REACH; before--)
    if (idAt(before) !== undefined) return before;
  return -1;
}
