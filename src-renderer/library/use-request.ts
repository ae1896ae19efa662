import { useMemo } from 'react';
import type { ViewRequest } from '../../src-shared/contract/index.ts';
import { canGroup, type ListKey, useListSettings } from './list-settings.ts';

/** What the core is asked for a list, as the user has sorted and filtered it. */
export function useRequest(list: ListKey): ViewRequest {
  const { scope, query = '' } = list;
  const { sort, filters, grouped } = useListSettings(list);
  return useMemo(
    () => ({ scope, sort, filters: [...filters], grouped: grouped && canGroup(sort), query }),
    [scope, sort, filters, grouped, query],
  );
}
