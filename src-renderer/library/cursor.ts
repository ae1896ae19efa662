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
