import type { PdfState } from '../../../src-shared/contract/index.ts';
import type { Row } from './rows.ts';

type Window = { readonly offset: number; readonly limit: number };

const LAST: Partial<Record<PdfState, number>> = { downloading: 0, queued: 1, failed: 2 };

/**
 * Part of a queue, each shown by `show`: what is downloaded first, then what waits in its order, then
 * failures. `total` counts all.
 */
export function windowOf<T>(
  rows: Iterable<Row>,
  { offset, limit }: Window,
  stateOf: (paperId: string) => PdfState,
  show: (row: Row) => T,
): { readonly total: number; readonly items: readonly T[] } {
  const ordered = [...rows]
    .map((row) => ({ row, group: LAST[stateOf(row.paperId)] ?? 1 }))
    .sort((a, b) => a.group - b.group || a.row.rank - b.row.rank);
  const items = ordered.slice(offset, offset + limit).map(({ row }) => show(row));
  return { total: ordered.length, items };
}
