import type { DuplicateGroups } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { did } from '../app/undo.ts';
import { send } from '../client.ts';
import { invalidate, keys, queryClient } from '../queries.ts';
import type { Merge } from './groups.ts';

/** Makes papers one (LIB-5); one undo parts all of them again. */
export function mergePapers(merges: readonly Merge[]): void {
  const [first] = merges;
  if (!first) return;
  const sent = merges.map(({ into, ids }) => send('papers.merge', { into, ids: [...ids] }));
  const texts = t.duplicates;
  const title =
    merges.length === 1 ? texts.done(first.ids.length + 1) : texts.doneMany(merges.length);
  const subjects = merges.flatMap(({ into, ids }) => [into, ...ids]);
  did(
    title,
    sent.map(({ mutationId }) => mutationId),
    subjects,
  );
  showToast(title, 'undo');
  hide(new Set(subjects));
  for (const { answer } of sent)
    void answer.then(({ ok }) => {
      if (!ok) void invalidate(keys.duplicates);
    });
}

/** Takes the groups of papers off the page before the core tells of them anew. */
function hide(merged: ReadonlySet<string>): void {
  queryClient.setQueryData<DuplicateGroups>(keys.duplicates, (groups) =>
    groups?.filter(({ papers }) => !papers.some(({ id }) => merged.has(id))),
  );
}
