import type { SavedSearch } from '../../src-shared/contract/index.ts';

/** The searches with one saved: in its place where it is there, else at the end. */
export function withSaved(
  all: readonly SavedSearch[],
  search: Omit<SavedSearch, 'papers'>,
): readonly SavedSearch[] {
  const known = all.find(({ id }) => id === search.id);
  const papers = known?.query === search.query ? known.papers : null;
  const saved = { ...search, papers };
  return known ? all.map((one) => (one === known ? saved : one)) : [...all, saved];
}

/** Items with one put in front of another, or at the end where that is not there. */
export function withPlaced<Item extends { readonly id: string }>(
  all: readonly Item[],
  id: string,
  before: string | null,
): readonly Item[] {
  const item = all.find((one) => one.id === id);
  if (!item || id === before) return all;
  const rest = all.filter((one) => one !== item);
  const index = rest.findIndex((one) => one.id === before);
  return index < 0 ? [...rest, item] : rest.toSpliced(index, 0, item);
}

/** In front of which item one comes to stand a step up or down; undefined at the ends. */
export function beforeOfStep(
  all: readonly { readonly id: string }[],
  id: string,
  step: 1 | -1,
): string | null | undefined {
  const index = all.findIndex((one) => one.id === id);
  if (index < 0 || !all[index + step]) return undefined;
  return all[step > 0 ? index + 2 : index - 1]?.id ?? null;
}

/** In front of which item a drop beside another puts one. */
export function beforeOfDrop(
  all: readonly { readonly id: string }[],
  id: string,
  drop: { readonly id: string; readonly position: 'before' | 'after' },
): string | null {
  const rest = all.filter((one) => one.id !== id);
  const index = rest.findIndex((one) => one.id === drop.id);
  return rest[drop.position === 'before' ? index : index + 1]?.id ?? null;
}
