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

/**
 * The list of what the search finds, or null. The list that was shown before stays until there is a
 * first answer, so that nothing blinks.
 */
export function useFoundSection(section: Section | undefined): ListSection | null {
  const { query, here } = useSearch();
  const scope = here && canSearchIn(section) ? section.scope : ALL;
  const found = useMemo(
    () => ({ id: FOUND_ID, title: t.search.title, scope, query, empty: t.search.nothing }),
    [scope, query],
  );
  const answer = useQuery({
    ...queries.view(useRequest(found)),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
  const answered = answer.data !== undefined || answer.error !== null;
  return query !== '' && answered ? found : null;
}

const ALL = { kind: 'all' } as const;
