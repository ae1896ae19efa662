import type { TrashItem, TrashList, TrashRef } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { did, forgetActsOn } from '../app/undo.ts';
import { type Acknowledged, mutate, send } from '../client.ts';
import { noteRemoved, noteRestored } from '../library/removed.ts';

const refsOf = (items: readonly TrashItem[]): TrashRef[] =>
  items.map(({ kind, id }) => ({ kind, id }));

/** Puts a thing back where it was; can be undone. */
export function putBack(item: TrashItem): Promise<Acknowledged> {
  const { kind, id } = item;
  const sent = send('trash.restore', { items: refsOf([item]) });
  if (kind === 'paper') noteRestored([id]);
  did(t.actions.restore, [sent.mutationId], [id], (way, [again]) => {
    if (kind !== 'paper' || !again) return;
    if (way === 'undo') noteRemoved([id], again.answer);
    else noteRestored([id]);
  });
  return sent.answer;
}

/** Lets a thing go for ever. */
export function letGo(item: TrashItem): Promise<Acknowledged> {
  forgetActsOn([item.id]);
  return mutate('trash.empty', { items: refsOf([item]) });
}

/**
 * Lets go for ever what was in sight, and of a long trash what is older. What comes into the trash
 * while the core is away was never asked about.
 */
export function emptyTrash({ items, total }: TrashList): Promise<Acknowledged> {
  forgetActsOn(items.map(({ id }) => id));
  return mutate('trash.empty', { items: total > items.length ? [] : refsOf(items) });
}
