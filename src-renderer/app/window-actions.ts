import type { Action } from './actions.ts';
import { contextTarget } from './context-menu.tsx';
import { paperInFront, SETTINGS_TAB, useNavigation } from './navigation.ts';
import { t } from './texts/index.ts';
import { addressOfWindow } from './window-identity.ts';

/** The paper that is meant: of the tab whose menu is open, of the tab in front, or of the list. */
function meant(): string | null {
  const tab = contextTarget('tab');
  if (tab !== null && tab !== SETTINGS_TAB) return tab;
  const state = useNavigation.getState();
  return state.activeTab === null ? state.selectedPaper : paperInFront(state);
}

/** Opens another window of the program; in the browser it is a tab or window of the browser's. */
function openWindow(paperId: string | null): void {
  // A page of its own, which shares no memory with this one.
  window.open(addressOfWindow(paperId), '_blank', 'noopener');
}

/** Further windows (READ-1). */
export const WINDOW_ACTIONS: readonly Action[] = [
  {
    ...{ id: 'app.new-window', title: t.windows.open, keys: [], scope: 'app' },
    run: () => openWindow(null),
  },
  {
    ...{ id: 'app.paper-in-new-window', title: t.windows.openPaper, keys: [], scope: 'app' },
    when: () => meant() !== null,
    run: () => openWindow(meant()),
  },
];
