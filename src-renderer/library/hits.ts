import type { FoundRow } from '../../src-shared/contract/index.ts';
import type { ReaderTarget } from '../app/navigation.ts';
import { keys, queryClient } from '../queries.ts';
import { useSelection } from './selected.ts';

/** The place in a paper's PDF where the search that is shown met it best; undefined where it did not. */
export function hitTarget(paperId: string): ReaderTarget | undefined {
  const { viewId } = useSelection.getState();
  if (viewId === null) return undefined;
  const windows = queryClient.getQueriesData<FoundRow[]>({ queryKey: [...keys.allRows, viewId] });
  for (const [, rows] of windows) {
    const hit = rows?.find(({ id }) => id === paperId)?.hit;
    if (hit && hit.page !== null) return { page: hit.page, words: hit.words };
  }
  return undefined;
}
