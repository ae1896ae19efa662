import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../app/texts/index.ts';
import type { ListSection, Section } from '../library/sections.ts';
import { useRequest } from '../library/use-request.ts';
import { queries } from '../queries.ts';
import { FOUND_ID, useSearch } from './search-state.ts';

/** Whether a search can be kept to a section: a saved search is one already. */
export const canSearchIn = (section: Section | undefined): section is ListSection =>
  section?.scope !== undefined && section.scope.kind !== 'all' && section.query === undefined;

const ALL = { kind: 'all' } as const;

/** The list of what the search finds, whether or not it is known yet. */
export function useFoundList(before: Section | undefined): ListSection {
  const query = useSearch((state) => state.query);
  const here = useSearch((state) => state.here);
  const scope = here && canSearchIn(before) ? before.scope : ALL;
  return useMemo(
    () => ({ id: FOUND_ID, title: t.search.title, scope, query, empty: t.search.nothing }),
    [scope, query],
  );
}

/**
 * The list of what the search finds, or null. The list that was shown before stays until there is a
 * first answer, so that nothing blinks.
 */
export function useFoundSection(before: Section | undefined): ListSection | null {
  const found = useFoundList(before);
  const isSearching = found.query !== '';
  const { data, error } = useQuery({
    ...queries.view(useRequest(found)),
    enabled: isSearching,
    placeholderData: keepPreviousData,
  });
  return isSearching && (data !== undefined || error !== null) ? found : null;
}
