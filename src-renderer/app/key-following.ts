import { QueryObserver } from '@tanstack/react-query';
import { queries, queryClient } from '../queries.ts';
import { registry } from './actions.ts';

/** Keeps the keys of actions as the user's settings say; everything that shows keys follows. */
export function followKeys(): void {
  let kept = '{}';
  new QueryObserver(queryClient, queries.settings()).subscribe(({ data }) => {
    const now = JSON.stringify(data?.keys ?? {});
    if (now === kept || !data) return;
    kept = now;
    registry.setKeys(data.keys);
  });
}
