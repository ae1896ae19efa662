import type { SortOrder } from '../../src-shared/contract/index.ts';
import { arrangePapers } from '../collections/acts.ts';
import { arrangeReadingList } from './paper-acts.ts';
import type { ListSection } from './sections.ts';

/** Puts papers in front of one, or with null at the end (COLL-2). */
export type Arrange = (ids: readonly string[], before: string | null) => void;

/** How a list's papers are put into an order by hand; null of a list that stands in another. */
export function arrangeOf({ scope, title }: ListSection, sort: SortOrder): Arrange | null {
  if (sort !== 'manual') return null;
  if (scope.kind === 'reading-list') return (ids, before) => void arrangeReadingList(ids, before);
  if (scope.kind !== 'collection' || scope.nested) return null;
  const collection = { id: scope.id, name: title };
  return (ids, before) => void arrangePapers(collection, ids, before);
}

type IdAt = (row: number) => string | undefined;

/**
 * In front of which paper some come to stand a step up or down, null for the end; undefined where
 * they stand there, or what is there is not known. `rows` are theirs.
 */
export function beforeOfStep(
  rows: readonly number[],
  step: 1 | -1,
  idAt: IdAt,
  total: number,
): string | null | undefined {
  if (rows.length === 0) return undefined;
  if (step < 0) {
    const first = Math.min(...rows);
    return first > 0 ? idAt(first - 1) : undefined;
  }
  const last = Math.max(...rows);
  if (last >= total - 1) return undefined;
  return last + 2 >= total ? null : idAt(last + 2);
}

/** In front of which paper a drop puts some: the first at or below a row that is not one of them. */
export function beforeOfDrop(
  row: number,
  dropped: ReadonlySet<string>,
  idAt: IdAt,
  total: number,
): string | null | undefined {
  for (let below = row; below < total; below++) {
    const id = idAt(below);
    if (id === undefined || !dropped.has(id)) return id;
  }
  return null;
}
