import { type DragEvent, useMemo, useState } from 'react';
import { type Action, useActions } from '../app/actions.ts';
import { useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { PAPERS_TYPE, paperIdsOf } from '../ui/paper-drag.ts';
import { arrangeOf, beforeOfDrop, beforeOfStep } from './hand-order.ts';
import { useListSettings } from './list-settings.ts';
import { putPapers } from './paper-acts.ts';
import type { ListSection } from './sections.ts';
import { toSelected, useSelection } from './selected.ts';
import { NOTHING } from './selection.ts';

/** What ordering by hand needs of a list. */
export type OrderedList = {
  readonly row: number;
  readonly total: number;
  readonly rowAt: (row: number) => { readonly id: string } | undefined;
};

/**
 * Orders a list by hand (COLL-2), by keys and by dragging its rows; `list` gives it as it is then.
 * Returns what to spread on the element that scrolls, and in front of which row a drop would go.
 */
export function useHandOrder(section: ListSection, list: () => OrderedList) {
  const { sort } = useListSettings(section);
  const arrange = useMemo(() => arrangeOf(section, sort), [section, sort]);
  const [at, setAt] = useState<number | null>(null);
  useActions(
    useMemo(() => {
      if (!arrange) return takingOut(section);
      const step = (by: 1 | -1): Action => ({
        id: by < 0 ? 'library.move-up' : 'library.move-down',
        title: by < 0 ? t.actions.moveUp : t.actions.moveDown,
        keys: [by < 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'],
        scope: 'library',
        when: () => placeOf(by) !== undefined,
        run: () => {
          const before = placeOf(by);
          if (before !== undefined) toSelected((ids) => arrange(ids, before));
        },
      });
      const placeOf = (by: 1 | -1): string | null | undefined => {
        const { row, rowAt, total } = list();
        return beforeOfStep(movedRows(row), by, (index) => rowAt(index)?.id, total);
      };
      return [step(-1), step(1), ...takingOut(section)];
    }, [arrange, section, list]),
  );
  if (!arrange) return { at: null, handlers: {} };
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(PAPERS_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setAt(rowAtPointer(event, list().total));
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setAt(null);
    },
    onDragEnd: () => setAt(null),
    onDrop: (event: DragEvent) => {
      setAt(null);
      const ids = paperIdsOf(event.dataTransfer.getData(PAPERS_TYPE));
      if (ids.length === 0) return;
      event.preventDefault();
      const { rowAt, total } = list();
      const row = rowAtPointer(event, total);
      const before = beforeOfDrop(row, new Set(ids), (index) => rowAt(index)?.id, total);
      if (before !== undefined) arrange(ids, before);
    },
  };
  return { at, handlers };
}

/** The rows that are moved: those that are picked, or the cursor's; none where that is not one block. */
function movedRows(row: number): number[] {
  const { selection } = useSelection.getState();
  if (selection === NOTHING) return row < 0 ? [] : [row];
  return selection.spans.length > 0 ? [] : [...selection.picks.values()];
}

/** The row in front of which the pointer is: one's upper half is before it, its lower half behind. */
function rowAtPointer({ target, clientY }: DragEvent, total: number): number {
  const line = target instanceof Element ? target.closest('[data-row]') : null;
  if (!(line instanceof HTMLElement)) return total;
  const { top, height } = line.getBoundingClientRect();
  return Number(line.dataset.row) + (clientY > top + height / 2 ? 1 : 0);
}

/** Papers are taken out of the collection that is shown; they stay in the library. */
function takingOut({ scope, title }: ListSection): Action[] {
  if (scope.kind !== 'collection') return [];
  const collection = { id: scope.id, name: title };
  return [
    {
      id: 'library.uncollect',
      title: t.actions.takeOut,
      keys: ['Backspace'],
      scope: 'library',
      when: () => useNavigation.getState().selectedPaper !== null,
      run: () => toSelected((ids) => putPapers(ids, collection, false)),
    },
  ];
}
