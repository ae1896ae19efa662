import { create } from 'zustand';
import { MAX_IDS } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { client } from '../client.ts';
import { countOf, NOTHING, type Selection } from './selection.ts';

/** What is selected beside the list's cursor, and the view that its rows are of. */
export type Selected = { readonly selection: Selection; readonly viewId: string | null };

/** The selection of the list; a zustand store and hook. */
export const useSelection = create<Selected>(() => ({ selection: NOTHING, viewId: null }));

/** The papers that acts are done to. */
export type Subjects = {
  readonly count: number;
  /** Their ids in the list's order; null where they have to be asked for. */
  readonly known: readonly string[] | null;
  readonly all: () => Promise<readonly string[]>;
};

/** Whether more than the cursor's paper is selected. */
export const isMany = (): boolean => useSelection.getState().selection !== NOTHING;

/** What is selected: the selection, or else the cursor's paper; null where nothing is. */
export function subjects(): Subjects | null {
  const { selection, viewId } = useSelection.getState();
  const one = useNavigation.getState().selectedPaper;
  if (selection === NOTHING) return one === null ? null : subjectsOf([one]);
  const picked = pickedIds(selection);
  if (selection.spans.length === 0) return subjectsOf(picked);
  return {
    count: countOf(selection),
    known: null,
    all: () => idsOf(selection, viewId),
  };
}

/** Papers that are known by their ids. */
export const subjectsOf = (ids: readonly string[]): Subjects => ({
  count: ids.length,
  known: ids,
  all: () => Promise.resolve(ids),
});

/** Does an act to what is selected, in this turn where it is known. */
export function toSelected(act: (ids: readonly string[]) => unknown): void {
  const selected = subjects();
  if (selected?.known) act(selected.known);
  else void selected?.all().then(act);
}

/** The papers that were picked one by one, in the list's order. */
export function pickedIds({ picks }: Selection): string[] {
  return [...picks].sort(([, a], [, b]) => a - b).map(([id]) => id);
}

/** The ids of a selection; of spans they are asked of the core, as its view is now. */
async function idsOf(selection: Selection, viewId: string | null): Promise<string[]> {
  const ids = new Set(pickedIds(selection));
  if (viewId === null) return [...ids];
  for (const { first, last, whole } of selection.spans) {
    const end = whole ? Number.POSITIVE_INFINITY : last + 1;
    for (let offset = first; offset < end; offset += MAX_IDS) {
      const limit = Math.min(MAX_IDS, end - offset);
      const answer = await client.library.ids({ viewId, offset, limit });
      // A view that is gone is opened anew in a moment; an act on half of the papers is none.
      if (!answer.ok) return [];
      for (const id of answer.ids) if (!selection.except.has(id)) ids.add(id);
      if (answer.ids.length < limit) break;
    }
  }
  return [...ids];
}
