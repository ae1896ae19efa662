import { create } from 'zustand';
import type { RowFilter, Scope, SortOrder } from '../../src-shared/contract/index.ts';

/** How a list is sorted, grouped and filtered. */
export type ListSettings = {
  readonly sort: SortOrder;
  readonly grouped: boolean;
  readonly filters: readonly RowFilter[];
};

/** What a list is known by: a section of the sidebar, or the results of a search. */
export type ListKey = { readonly id: string; readonly scope: Scope; readonly query?: string };

const BY_HAND: readonly Scope['kind'][] = ['collection', 'reading-list'];

/** The orders that a list can be put into; `relevance` only where something is searched for. */
export function sortsOf({ scope, query }: ListKey): readonly SortOrder[] {
  return [
    ...(query ? (['relevance'] as const) : []),
    ...(BY_HAND.includes(scope.kind) ? (['manual'] as const) : []),
    ...(['upvotes', 'newest', 'title', 'added', 'last-read'] as const),
  ];
}

/** Whether rows of this order can stand under their featured days. */
export const canGroup = (sort: SortOrder): boolean =>
  sort === 'upvotes' || sort === 'newest' || sort === 'title';

const BY_DAY: ListSettings = { sort: 'upvotes', grouped: true, filters: [] };
const AS_ARRANGED: ListSettings = { sort: 'manual', grouped: false, filters: [] };
const BEST_FIRST: ListSettings = { sort: 'relevance', grouped: false, filters: [] };

function defaultsOf({ scope, query }: ListKey): ListSettings {
  if (query) return BEST_FIRST;
  return BY_HAND.includes(scope.kind) ? AS_ARRANGED : BY_DAY;
}

type Kept = { readonly lists: Readonly<Record<string, ListSettings>> };

const useKept = create<Kept>(() => ({ lists: {} }));

const settingsIn = ({ lists }: Kept, list: ListKey): ListSettings =>
  lists[list.id] ?? defaultsOf(list);

/** A list's settings, for a component. */
export function useListSettings(list: ListKey): ListSettings {
  const kept = useKept();
  return settingsIn(kept, list);
}

function change(list: ListKey, patch: Partial<ListSettings>): void {
  useKept.setState((kept) => ({
    lists: { ...kept.lists, [list.id]: { ...settingsIn(kept, list), ...patch } },
  }));
}

/** Sorts a list. */
export const sortBy = (list: ListKey, sort: SortOrder): void => change(list, { sort });

/** Puts a list's rows under their featured days, or in one row. */
export const groupByDay = (list: ListKey, grouped: boolean): void => change(list, { grouped });

/** Adds a filter to a list, or takes it away. */
export function toggleFilter(list: ListKey, filter: RowFilter): void {
  const { filters } = settingsIn(useKept.getState(), list);
  const without = filters.filter((other) => other !== filter);
  change(list, { filters: without.length < filters.length ? without : [...filters, filter] });
}

/** Takes all filters of a list away. */
export const clearFilters = (list: ListKey): void => change(list, { filters: [] });
