import { create } from 'zustand';
import type { SavedSearch } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { useOverlay } from '../app/overlays.ts';
import { ownIdOf } from '../library/sections.ts';
import { shownSearches } from './acts.ts';

/** Marks the list of saved searches in the document. */
export const SEARCHES = 'data-saved-searches';

type Subject = {
  /** The saved search that the focus was last at. */
  readonly focused: string | null;
  /** What is being named: a query that is to be kept, or a saved search. */
  readonly naming: { readonly query: string } | { readonly id: string } | null;
};

/** What acts on saved searches are done to, and which is being named. */
export const useSubject = create<Subject>(() => ({ focused: null, naming: null }));

/** Asks for the name under which a query is kept. */
export const askToSave = (query: string): void => useSubject.setState({ naming: { query } });

/** Whether the focus is in the list of saved searches. */
const isInList = (): boolean => document.activeElement?.closest(`[${SEARCHES}]`) != null;

/** The saved search that acts are meant for: the focused one, or else the one that is shown. */
export function subjectSearch(): SavedSearch | undefined {
  const shown = ownIdOf('search', useNavigation.getState().sidebar);
  const id = isInList() ? useSubject.getState().focused : shown;
  return shownSearches().find((one) => one.id === id);
}

/** Whether keys that lists have too are meant for it: it has the focus, or a menu or the palette. */
export function isMeant(): boolean {
  const inMenu = document.activeElement?.closest('[role="menu"], [role="dialog"], dialog') != null;
  return isInList() || inMenu || useOverlay.getState().open !== 'none';
}
