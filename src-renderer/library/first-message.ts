import type { ListingsStatus } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';

const texts = t.library.first;

/** What to say of an empty library, and what its first button does; null for no button. */
export function firstMessage(
  status: ListingsStatus,
  now: number,
): { title: string; message: string; action: string | null } {
  const { state, day, failure } = status;
  if (state === 'syncing')
    return { title: texts.fetchingTitle, message: texts.fetching(day), action: null };
  if (failure)
    return {
      title: texts.failedTitle,
      message: texts.failed(t.errors.upstream(failure, now)),
      action: texts.tryAgain,
    };
  return { title: texts.emptyTitle, message: texts.empty, action: texts.fetch };
}
