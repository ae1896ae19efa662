import type { TrashItem, TrashRef } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { pushUndo } from '../app/undo.ts';
import { mutate } from '../client.ts';

const refsOf = (items: readonly TrashItem[]): TrashRef[] =>
  items.map(({ kind, id }) => ({ kind, id }));

/** Puts things back where they were; of papers it can be undone. */
export function putBack(items: readonly TrashItem[]): void {
  void mutate('trash.restore', { items: refsOf(items) });
  const papers = items.filter(({ kind }) => kind === 'paper').map(({ id }) => id);
  if (papers.length > 0)
    pushUndo({
      title: t.actions.restore,
      undo: () => void mutate('papers.remove', { ids: papers }),
    });
}

/** Lets things go for ever; all of the trash where none are named. */
export function letGo(items: readonly TrashItem[]): void {
  void mutate('trash.empty', { items: refsOf(items) });
}
