import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { SidebarHeading } from '../library/sidebar-heading.tsx';
import { queries } from '../queries.ts';
import { SEARCH_ACTIONS } from './actions.ts';
import { SavedList } from './saved-list.tsx';

type Props = {
  /** The entry that is shown, where it is a saved search's. */
  readonly current: string | null;
};

/** The saved searches in the sidebar; what can be done to them is registered while they are there. */
export const SidebarSearches = memo(function SidebarSearches({ current }: Props) {
  const searches = useQuery(queries.searches()).data ?? [];
  useActions(SEARCH_ACTIONS);
  if (searches.length === 0) return null;
  return (
    <>
      <SidebarHeading title={t.app.sidebar.searches} />
      <SavedList searches={searches} current={current} />
    </>
  );
});
