import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { SidebarHeading } from '../library/sidebar-heading.tsx';
import { queries } from '../queries.ts';
import { COLLECTION_ACTIONS } from './actions.ts';
import { CollectionTree } from './collection-tree.tsx';

const NEW = { action: 'collections.new', label: t.collections.new };

type Props = {
  /** The entry that is shown, where it is a collection's. */
  readonly current: string | null;
};

/** The collections in the sidebar; what can be done to them is registered while they are there. */
export const SidebarCollections = memo(function SidebarCollections({ current }: Props) {
  const collections = useQuery(queries.collections()).data ?? [];
  useActions(COLLECTION_ACTIONS);
  return (
    <>
      <SidebarHeading title={t.app.sidebar.collections} add={NEW} />
      {collections.length > 0 ? (
        <CollectionTree collections={collections} current={current} />
      ) : null}
    </>
  );
});
