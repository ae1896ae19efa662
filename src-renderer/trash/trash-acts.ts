import type { TrashItem, TrashList, TrashRef } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { forgetActsOn, pushUndo } from '../app/undo.ts';
import { type Acknowledged, mutate } from '../client.ts';
import { noteRemoved, noteRestored } from '../library/removed.ts';

const refsOf = (items: readonly TrashItem[]): TrashRef[] =>
  items.map(({ kind, id }) => ({ kind, id }));

/** Puts a thing back where it was; of papers and marks it can be undone. */
export function putBack(item: TrashItem): Promise<Acknowledged> {
  const { kind, id } = item;
  if (kind === 'paper') noteRestored([id]);
  if (kind !== 'note')
    pushUndo({ title: t.actions.restore, subjects: [id], undo: () => removeAgain(item) });
  return mutate('trash.restore', { items: refsOf([item]) });
}

function removeAgain({ kind, id }: TrashItem): void {
  if (kind === 'paper') noteRemoved([id], mutate('papers.remove', { ids: [id] }));
  else void mutate('annotations.update', { id, patch: { deleted: true } });
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
