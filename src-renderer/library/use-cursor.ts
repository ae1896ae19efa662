import { useEffect, useRef, useState } from 'react';
import { selectPaper, useNavigation } from '../app/navigation.ts';
import { wasActedOn } from './acted.ts';
import { type Neighbours, neighboursOf, type RowIds, rowToGoOn, settleCursor } from './cursor.ts';

const NONE: Neighbours = { below: [], above: [] };

/**
 * The cursor of a list. Selection follows it: the paper on its row is the selected one, as soon as
 * that row is loaded. `onShift` hears of rows that came or went above it.
 */
export function useCursor(
  idAt: RowIds,
  total: number,
  onShift: (from: number, to: number) => void,
) {
  const selected = useNavigation((state) => state.selectedPaper);
  const [{ row, follows }, set] = useState({ row: 0, follows: selected === null });

  // Already here: a key that comes before the effect must not act on the row of a former list.
  const settled = settleCursor({ row, id: follows ? null : selected }, idAt, total);
  const about = useRef(NONE);
  useEffect(() => {
    // What the user did took the paper out of this list: on to the next, as mail programs do.
    if (settled.row < 0 && total > 0 && settled.id !== null && wasActedOn(settled.id)) {
      const next = rowToGoOn(row, about.current, idAt, total);
      set({ row: next < 0 ? Math.min(Math.max(row, 0), total - 1) : next, follows: true });
      return;
    }
    if (settled.row >= 0 && settled.id !== null) about.current = neighboursOf(settled.row, idAt);
    const stillFollows = settled.id === null;
    if (settled.row !== row || stillFollows !== follows) {
      if (row >= 0 && settled.row >= 0 && !follows) onShift(row, settled.row);
      set({ row: settled.row, follows: stillFollows });
    }
    if (settled.id !== null && settled.id !== selected) selectPaper(settled.id);
  });

  const moveTo = (next: number): void => {
    const id = next >= 0 ? idAt(next) : undefined;
    set({ row: next, follows: id === undefined });
    if (id !== undefined) selectPaper(id);
  };
  /** Selects nothing now, and whatever stands on the row as soon as that is known. */
  const letGo = (): void => {
    set({ row: settled.row, follows: true });
    selectPaper(null);
  };
  return { row: settled.row, moveTo, letGo };
}
