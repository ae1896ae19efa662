import { useMemo } from 'react';
import { create } from 'zustand';
import type { RowFilter, Scope, SortOrder } from '../../src-shared/contract/index.ts';
import { type ListOrder, useNavigation } from '../app/navigation.ts';

/** How a list is sorted, grouped and filtered. */
export type ListSettings = ListOrder & { readonly filters: readonly RowFilter[] };

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

const BY_DAY: ListOrder = { sort: 'upvotes', grouped: true };
const AS_ARRANGED: ListOrder = { sort: 'manual', grouped: false };
const BEST_FIRST: ListOrder = { sort: 'relevance', grouped: false };
const NO_FILTERS: readonly RowFilter[] = [];

function defaultsOf({ scope, query }: ListKey): ListOrder {
  if (query) return BEST_FIRST;
  return BY_HAND.includes(scope.kind) ? AS_ARRANGED : BY_DAY;
}

/** The filters of each list, for as long as the window is open. */
const useFilters = create<Readonly<Record<string, readonly RowFilter[]>>>(() => ({}));

const filtersOf = (list: ListKey): readonly RowFilter[] =>
  useFilters.getState()[list.id] ?? NO_FILTERS;

/** A list's settings, for a component; its order is kept from one start to the next. */
export function useListSettings(list: ListKey): ListSettings {
  const order = useNavigation(({ orders }) => orders.get(list.id)) ?? defaultsOf(list);
  const filters = useFilters((all) => all[list.id]) ?? NO_FILTERS;
  const { sort, grouped } = order;
  return useMemo(() => ({ sort, grouped, filters }), [sort, grouped, filters]);
}

function order(list: ListKey, patch: Partial<ListOrder>): void {
  useNavigation.setState(({ orders }) => {
    const next = { ...(orders.get(list.id) ?? defaultsOf(list)), ...patch };
    return { orders: new Map([...orders, [list.id, next]]) };
  });
}

/** Sorts a list. */
export const sortBy = (list: ListKey, sort: SortOrder): void => order(list, { sort });

/** Puts a list's rows under their featured days, or in one row. */
export const groupByDay = (list: ListKey, grouped: boolean): void => order(list, { grouped });

/** Adds a filter to a list, or takes it away. */
export function toggleFilter(list: ListKey, filter: RowFilter): void {
  const filters = filtersOf(list);
  const without = filters.filter((other) => other !== filter);
  const next = without.length < filters.length ? without : [...filters, filter];
  useFilters.setState({ [list.id]: next });
}

/** Takes all filters of a list away. */
export const clearFilters = (list: ListKey): void => useFilters.setState({ [list.id]: NO_FILTERS });

/** Forgets how a list was sorted and filtered. */
export function forgetSettings(id: string): void {
  useFilters.setState({ [id]: NO_FILTERS });
  useNavigation.setState(({ orders }) => ({
    orders: new Map([...orders].filter(([other]) => other !== id)),
  }));
}
