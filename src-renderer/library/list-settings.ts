import { create } from 'zustand';
import type { RowFilter, SortOrder } from '../../src-shared/contract/index.ts';

/** How the list is sorted and filtered, whichever section it shows. */
export const useListSettings = create<{
  readonly sort: SortOrder;
  readonly filters: readonly RowFilter[];
}>(() => ({ sort: 'upvotes', filters: [] }));

/** Sorts the list. */
export const sortBy = (sort: SortOrder): void => useListSettings.setState({ sort });

/** Adds a filter, or takes it away. */
export function toggleFilter(filter: RowFilter): void {
  useListSettings.setState(({ filters }) => ({
    filters: filters.includes(filter)
      ? filters.filter((other) => other !== filter)
      : [...filters, filter],
  }));
}

/** Takes all filters away. */
export const clearFilters = (): void => useListSettings.setState({ filters: [] });
