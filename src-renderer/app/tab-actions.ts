import type { Action } from './actions.ts';
import { contextTarget } from './context-menu.tsx';
import {
  activateTab,
  allTabs,
  closeTab,
  paperInFront,
  SETTINGS_TAB,
  showBeside,
  useNavigation,
} from './navigation.ts';
import { t } from './texts/index.ts';

/** The tab whose menu is open, or else the one in front; null for the library, which stays. */
const meant = (): string | null => contextTarget('tab') ?? useNavigation.getState().activeTab;

const closable = (): string[] =>
  allTabs(useNavigation.getState()).filter((tab): tab is string => tab !== null);

function toTheRight(): string[] {
  const all = closable();
  const tab = meant();
  return tab === null ? all : all.slice(all.indexOf(tab) + 1);
}

const others = (): string[] => closable().filter((tab) => tab !== meant());

function close(tabs: readonly string[]): void {
  const stays = meant();
  for (const tab of tabs) closeTab(tab);
  if (stays !== null && closable().includes(stays)) activateTab(stays);
}

const act = (id: string, title: string, tabs: () => string[]): Action => ({
  id: `tabs.${id}`,
  title,
  keys: [],
  scope: 'app',
  when: () => meant() !== null && tabs().length > 0,
  run: () => close(tabs()),
});

/** The tab whose menu is open, where its paper can stand beside the one in front. */
function placeable(): { readonly tab: string; readonly paperId: string } | null {
  const paperId = contextTarget('tab');
  const tab = paperInFront(useNavigation.getState());
  const isPaper = paperId !== null && paperId !== SETTINGS_TAB;
  return isPaper && tab !== null ? { tab, paperId } : null;
}

/** What can be done to tabs beside going to them. */
export const TAB_ACTIONS: readonly Action[] = [
  {
    id: 'tabs.beside',
    title: t.actions.showBeside,
    keys: [],
    scope: 'app',
    when: () => placeable() !== null,
    run: () => {
      const place = placeable();
      if (place) showBeside(place.tab, place.paperId);
    },
  },
  act('close', t.actions.closeTab, () => {
    const tab = contextTarget('tab');
    return tab === null ? [] : [tab];
  }),
  act('close-others', t.actions.closeOtherTabs, others),
  act('close-right', t.actions.closeTabsToTheRight, toTheRight),
];
