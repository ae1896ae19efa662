import { useEffect, useRef, useState } from 'react';
import { selectPaper, useNavigation } from '../app/navigation.ts';
import { useSearch } from '../search/search-state.ts';
import { wasActedOn } from './acted.ts';
import { type Neighbours, neighboursOf, type RowIds, rowToGoOn, settleCursor } from './cursor.ts';

const NONE: Neighbours = { below: [], above: [] };

/** Whoever types a query does not want to know all of each first hit on the way. */
const REST_MS = 150;

type CursorInput = {
  readonly idAt: RowIds;
  readonly total: number;
  /** What the list was asked; where that is another query, the cursor begins at its first row. */
  readonly query: string;
  /** Hears of rows that came or went above the cursor. */
  readonly onShift: (from: number, to: number) => void;
};

/**
 * The cursor of a list. Selection follows it: the paper on its row is the selected one, as soon as
 * that row is loaded, and while a query is being typed, once that rests.
 */
export function useCursor({ idAt, total, query, onShift }: CursorInput) {
  const selected = useNavigation((state) => state.selectedPaper);
  const typing = useSearch((state) => state.typing);
  const [state, set] = useState({ row: 0, follows: selected === null || query !== '', query });
  if (state.query !== query) set({ row: 0, follows: true, query });
  const { row, follows } = state.query === query ? state : { row: 0, follows: true };

  // Already here: a key that comes before the effect must not act on the row of a former list.
  const settled = settleCursor({ row, id: follows ? null : selected }, idAt, total);
  const about = useRef(NONE);
  useEffect(() => {
    // What the user did took the paper out of this list: on to the next, as mail programs do.
    if (settled.row < 0 && total > 0 && settled.id !== null && wasActedOn(settled.id)) {
      const next = rowToGoOn(row, about.current, idAt, total);
      set({ row: next < 0 ? Math.min(Math.max(row, 0), total - 1) : next, follows: true, query });
      return undefined;
    }
    if (settled.row >= 0 && settled.id !== null) about.current = neighboursOf(settled.row, idAt);
    const isOther = settled.id !== null && settled.id !== selected;
    const stillFollows = settled.id === null || (isOther && typing);
    if (settled.row !== row || stillFollows !== follows) {
      if (row >= 0 && settled.row >= 0 && !follows) onShift(row, settled.row);
      set({ row: settled.row, follows: stillFollows, query });
    }
    if (!isOther) return undefined;
    if (!typing) {
      selectPaper(settled.id);
      return undefined;
    }
    const timer = setTimeout(() => selectPaper(settled.id), REST_MS);
    return () => clearTimeout(timer);
  });

  const moveTo = (next: number): void => {
    const id = next >= 0 ? idAt(next) : undefined;
    set({ row: next, follows: id === undefined, query });
    // What is not known yet is nothing, so that no act is done to the paper that was left.
    selectPaper(id ?? null);
  };
  /** Selects nothing now, and whatever stands on the row as soon as that is known. */
  const letGo = (): void => {
    set({ row: settled.row, follows: true, query });
    selectPaper(null);
  };
  return { row: settled.row, moveTo, letGo };
}
