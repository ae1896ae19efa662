import { useEffect, useRef } from 'react';
import { client } from '../client.ts';
import type { OpenView } from '../queries.ts';
import { rebase } from './rebase.ts';
import { useSelection } from './selected.ts';
import {
  between,
  countOf,
  type IdAt,
  isSelected,
  NOTHING,
  type Selection,
  toggle,
  wholeOf,
  withBetween,
} from './selection.ts';

/** The list that a selection is made in, as it is now. */
export type SelectableList = {
  readonly view: OpenView | undefined;
  readonly row: number;
  readonly total: number;
  readonly idAt: IdAt;
  readonly moveTo: (row: number) => void;
};

/** Selecting many papers as in a mail program; the cursor is the list's. */
export function useListSelection(list: SelectableList) {
  const selection = useSelection((state) => state.selection);
  const anchor = useRef<number | null>(null);
  useKeptSelection(list.view);
  const set = (next: Selection): void => useSelection.setState({ selection: next });

  /** Selects one row and nothing else. */
  const only = (row: number): void => {
    anchor.current = row;
    set(NOTHING);
    list.moveTo(row);
  };
  /** Selects from where the last choice began to a row; with `add` beside what is selected. */
  const extendTo = (row: number, add = false): void => {
    const from = Math.min(anchor.current ?? Math.max(0, list.row), list.total - 1);
    anchor.current = from;
    set(add ? withBetween(selection, from, row, list.idAt) : between(from, row, list.idAt));
    list.moveTo(row);
  };
  const toggleRow = (row: number): void => {
    const id = list.idAt(row);
    if (id === undefined) return;
    anchor.current = row;
    const next = toggle(selection === NOTHING ? ofCursor(list) : selection, { row, id });
    const [last] = next.picks.values();
    if (countOf(next) > 1 || next.spans.length > 0) set(next);
    else set(NOTHING);
    list.moveTo(countOf(next) === 1 ? (last ?? row) : row);
  };
  return {
    selection,
    only,
    extendTo,
    toggleRow,
    selectAll: () => set(wholeOf(list.total)),
    clear: () => set(NOTHING),
    has: (row: number): boolean =>
      selection === NOTHING ? row === list.row : isSelected(selection, row, list.idAt(row)),
  };
}

function ofCursor({ row, idAt }: SelectableList): Selection {
  const id = row >= 0 ? idAt(row) : undefined;
  return id === undefined ? NOTHING : toggle(NOTHING, { row, id });
}

/** Another list begins with nothing selected; the same one that was opened anew keeps it. */
function useKeptSelection(view: OpenView | undefined): void {
  const shown = useRef<OpenView | undefined>(undefined);
  useEffect(() => {
    const former = shown.current;
    if (!view || view === former) return;
    shown.current = view;
    useSelection.setState({ viewId: view.viewId });
    const same = JSON.stringify(former?.request) === JSON.stringify(view.request);
    if (!same) useSelection.setState({ selection: NOTHING });
    else void keep(view);
  }, [view]);
  useEffect(() => () => useSelection.setState({ selection: NOTHING, viewId: null }), []);
}

async function keep({ viewId, total }: OpenView): Promise<void> {
  const { selection } = useSelection.getState();
  if (selection === NOTHING) return;
  const now = await rebase(selection, {
    total,
    rowOf: async (paperId) => {
      const answer = await client.library.locate({ viewId, paperId });
      return answer.ok ? answer.row : null;
    },
    ids: async (offset, limit) => {
      const answer = await client.library.ids({ viewId, offset, limit: Math.max(1, limit) });
      return answer.ok ? answer.ids : [];
    },
  }).catch(() => null);
  const state = useSelection.getState();
  // The user has gone on selecting, or the list was opened anew once more.
  if (now && state.selection === selection && state.viewId === viewId)
    useSelection.setState({ selection: countOf(now) > 1 ? now : NOTHING });
}
