import type { DragEvent, MouseEvent } from 'react';
import { isMac } from '../app/platform.ts';
import { PAPERS_TYPE } from '../ui/paper-drag.ts';
import { isMany, type Subjects, subjects, subjectsOf } from './selected.ts';

/** What of the list the mouse works on. */
export type ClickableList = {
  readonly only: (row: number) => void;
  readonly extendTo: (row: number, add: boolean) => void;
  readonly toggleRow: (row: number) => void;
  readonly has: (row: number) => boolean;
};

type RowElement = { readonly row: number; readonly id: string | undefined };

function rowUnder({ target }: { target: EventTarget }): RowElement | undefined {
  const line = target instanceof Element ? target.closest('[data-row]') : null;
  if (!(line instanceof HTMLElement)) return undefined;
  return { row: Number(line.dataset.row), id: line.dataset.paperId };
}

/** Whether an event is on a row. */
export const isOnRow = (event: { target: EventTarget }): boolean => rowUnder(event) !== undefined;

/** How the mouse selects rows, as in a mail program, and drags them. */
export function createRowMouse() {
  /** A press on one of many that are selected may begin to drag them all. */
  let pressed: number | null = null;
  let dragged: readonly string[] | null = null;
  return {
    onMouseDown(event: MouseEvent<HTMLElement>, list: ClickableList): void {
      const under = event.button === 0 ? rowUnder(event) : undefined;
      pressed = null;
      if (!under) return;
      event.currentTarget.focus({ preventScroll: true });
      const { row } = under;
      const mod = isMac ? event.metaKey : event.ctrlKey;
      if (event.shiftKey) list.extendTo(row, mod);
      else if (mod) list.toggleRow(row);
      else if (isMany() && list.has(row)) pressed = row;
      else list.only(row);
      dragged = null;
      const meant = draggedFrom(under, list);
      void meant?.all().then((ids) => {
        dragged = ids;
      });
    },
    onMouseUp(event: MouseEvent<HTMLElement>, list: ClickableList): void {
      const row = rowUnder(event)?.row;
      if (row !== undefined && row === pressed) list.only(row);
      pressed = null;
    },
    onDragStart(event: DragEvent<HTMLElement>, list: ClickableList): void {
      pressed = null;
      const under = rowUnder(event);
      const meant = under && draggedFrom(under, list);
      const ids = meant?.known ?? dragged;
      if (ids && ids.length > 0) {
        event.dataTransfer.setData(PAPERS_TYPE, JSON.stringify(ids));
        event.dataTransfer.effectAllowed = 'copyMove';
      } else event.preventDefault();
    },
  };
}

/** What is dragged by a row: the selection, where the row is in it. */
function draggedFrom({ row, id }: RowElement, list: ClickableList): Subjects | null {
  if (isMany() && list.has(row)) return subjects();
  return id === undefined ? null : subjectsOf([id]);
}
